// The host side of TeamsJS for the panel in its frame. Only messages from that frame and its origin are heard.
// There is no role in the context: Teams gives none.

import { post } from '../ui-client.ts';
import { h } from './dom.ts';
import type { App } from './app.ts';
import type { ThreadSummary } from '../ui-types.ts';

type FromPanel = { id?: number; uuid?: unknown; uuidAsString?: string; func?: string; args?: unknown[] };
export type FrameContext = 'content' | 'sidePanel';

/** A frame with the panel page in it; `end` must be called when it leaves the page. */
export function panelFrame(app: App, frameContext: FrameContext, meeting?: ThreadSummary): { element: HTMLElement; end: () => void } {
  const origin = new URL(app.directory.bot.url).origin;
  const frame = h('iframe', {
    title: `${app.directory.bot.name} panel`,
    src: `${origin}/panel`,
    sandbox: 'allow-scripts allow-same-origin allow-forms allow-popups allow-popups-to-escape-sandbox allow-modals allow-downloads',
  });
  const notice = h('p', { class: 'panel-notice', role: 'status' }, 'Opening the panel…');
  const element = h('div', { class: 'panel-frame' }, notice, frame);

  const send = (message: object) => frame.contentWindow?.postMessage(message, origin);
  const themeHandlers = new Set<string>();
  let greeted = false;
  const silence = setTimeout(() => {
    if (!greeted) notice.textContent = `The panel has not answered. It should be at ${origin}/panel, from the running bot.`;
  }, 8000);

  const answers: Record<string, (args: unknown[]) => unknown[] | undefined | Promise<unknown[]>> = {
    initialize: () => {
      greeted = true;
      notice.hidden = true;
      return [frameContext, 'web', JSON.stringify({ apiVersion: 4, isLegacyTeams: false, supports: { pages: {} } }), '2.58.0'];
    },
    getContext: () => [legacyContext(app, frameContext, meeting)],
    'authentication.getAuthToken': async () => {
      try {
        const { token } = await post<{ token: string }>('/ui/sso-token', { as: app.as });
        return [true, token];
      } catch {
        return [false, 'The local Teams could not sign this person in.'];
      }
    },
    registerHandler: ([name]) => {
      themeHandlers.add(String(name));
      return undefined;
    },
    executeDeepLink: () => [true],
    'appInitialization.failure': ([, text]) => {
      notice.textContent = `The panel says it could not start: ${typeof text === 'string' ? text : 'it gave no reason'}`;
      notice.hidden = false;
      return undefined;
    },
  };

  const hear = async (event: MessageEvent) => {
    if (event.source !== frame.contentWindow || event.origin !== origin || typeof event.data !== 'object' || event.data === null) return;
    const { id, uuid, uuidAsString, func, args } = event.data as FromPanel;
    const reply = answers[func ?? ''] ?? (() => undefined);
    const replyArgs = await reply(Array.isArray(args) ? args : []);
    if (replyArgs && id !== undefined) send({ id, uuid, uuidAsString: uuidAsString ?? uuid, args: replyArgs });
  };
  const onMessage = (event: MessageEvent) => void hear(event);
  window.addEventListener('message', onMessage);
  const stopTheme = app.theme.onChange((theme) => {
    if (themeHandlers.has('themeChange')) send({ func: 'themeChange', args: [theme] });
  });
  return {
    element,
    end: () => {
      clearTimeout(silence);
      window.removeEventListener('message', onMessage);
      stopTheme();
    },
  };
}

/** The context in the flat form hosts send; TeamsJS turns it into `app.Context`. */
function legacyContext(app: App, frameContext: FrameContext, meeting?: ThreadSummary): Record<string, unknown> {
  const person = app.directory.people.find((one) => one.oid === app.as);
  return {
    tid: app.directory.tenantId,
    userObjectId: app.as,
    userDisplayName: person?.displayName,
    userLicenseType: 'Unknown',
    hostName: 'Teams',
    hostClientType: 'web',
    frameContext,
    entityId: 'conference',
    locale: 'en-gb',
    theme: app.theme.current,
    sessionId: crypto.randomUUID(),
    appSessionId: crypto.randomUUID(),
    appId: app.directory.bot.id,
    ...(meeting?.meeting ? { meetingId: meeting.meeting.meetingId, chatId: meeting.id } : {}),
  };
}

// The host side of TeamsJS for the panel in its frame. Only messages from that frame and its origin are heard.
// There is no role in the context: Teams gives none.

import { post } from '../ui-client.ts';
import { h } from './dom.ts';
import type { App } from './app.ts';
import type { ThreadSummary } from '../ui-types.ts';

type FromPanel = { id?: number; uuid?: unknown; uuidAsString?: string; func?: string; args?: unknown[] };
/** What the panel is told in return; nothing where TeamsJS expects no answer. */
type Answers = Record<string, (args: unknown[]) => unknown[] | undefined | Promise<unknown[]>>;
export type FrameContext = 'content' | 'sidePanel';

const silenceMs = 8000;
const runtime = JSON.stringify({ apiVersion: 4, isLegacyTeams: false, supports: { pages: {} } });

/** A frame with the panel page in it; `end` must be called when it leaves the page. */
export function panelFrame(app: App, frameContext: FrameContext, meeting?: ThreadSummary): { element: HTMLElement; end: () => void } {
  const { origin } = new URL(app.directory.bot.url);
  const frame = h('iframe', {
    title: `${app.directory.bot.name} panel`,
    src: `${origin}/panel`,
    sandbox: 'allow-scripts allow-same-origin allow-forms allow-popups allow-popups-to-escape-sandbox allow-modals allow-downloads',
  });
  const notice = h('p', { class: 'panel-notice', role: 'status' }, 'Opening the panel…');
  const say = (words?: string) => {
    notice.textContent = words ?? '';
    notice.hidden = words === undefined;
  };
  const silence = setTimeout(() => say(`The panel has not answered. It should be at ${origin}/panel, from the running bot.`), silenceMs);
  const answers = answersFor(app, frameContext, meeting, say, () => clearTimeout(silence));

  const send = (message: object) => frame.contentWindow?.postMessage(message, origin);
  const hear = async ({ source, origin: from, data }: MessageEvent<unknown>) => {
    if (source !== frame.contentWindow || from !== origin || typeof data !== 'object' || data === null) return;
    const { id, uuid, uuidAsString, func, args } = data as FromPanel;
    const answer = await answers[func ?? '']?.(Array.isArray(args) ? args : []);
    if (answer && id !== undefined) send({ id, uuid, uuidAsString: uuidAsString ?? uuid, args: answer });
  };
  const onMessage = (event: MessageEvent) => void hear(event);
  window.addEventListener('message', onMessage);
  // Heard by pages that asked for it; TeamsJS drops it in the others.
  const stopTheme = app.theme.onChange((theme) => send({ func: 'themeChange', args: [theme] }));
  const end = () => {
    clearTimeout(silence);
    window.removeEventListener('message', onMessage);
    stopTheme();
  };
  return { element: h('div', { class: 'panel-frame' }, notice, frame), end };
}

function answersFor(app: App, frameContext: FrameContext, meeting: ThreadSummary | undefined, say: (words?: string) => void, greeted: () => void): Answers {
  return {
    initialize: () => {
      greeted();
      say();
      return [frameContext, 'web', runtime, '2.58.0'];
    },
    getContext: () => [legacyContext(app, frameContext, meeting)],
    'authentication.getAuthToken': () =>
      post<{ token: string }>('/ui/sso-token', { as: app.as }).then(
        ({ token }) => [true, token],
        () => [false, 'The local Teams could not sign this person in.'],
      ),
    executeDeepLink: () => [true],
    'appInitialization.failure': ([, words]) => {
      say(`The panel says it could not start: ${typeof words === 'string' ? words : 'it gave no reason'}`);
      return undefined;
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

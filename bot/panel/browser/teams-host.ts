/**
 * Teams around the panel: who is asking, in which chat, under which theme. The only file that knows TeamsJS.
 * The token is asked for at each request and kept nowhere; Teams keeps its own until it is near its end.
 */
import { release } from './teams-origins.ts';
import { app, authentication } from '@microsoft/teams-js';

release();

export type Theme = 'default' | 'dark' | 'contrast';

export type TeamsHost = {
  /** The chat of the meeting the panel was opened in; null in the personal tab. */
  readonly meetingChatId: string | null;
  readonly meetingId: string | null;
  readonly token: () => Promise<string>;
  /** The panel has something to show. */
  readonly ready: () => void;
};

/** How long Teams may take to answer before we say that it is not there. */
const patienceMs = 8_000;

/** Null when no Teams is around the page. Sets the theme, and follows it. */
export async function teamsHost(): Promise<TeamsHost | null> {
  if (window.parent === window && window.opener === null) return null;
  try {
    await within(patienceMs, app.initialize(trustedParents()));
    const context = await within(patienceMs, app.getContext());
    setTheme(context.app.theme);
    app.registerOnThemeChangeHandler(setTheme);
    app.notifyAppLoaded();
    return {
      meetingChatId: context.chat?.id ?? null,
      meetingId: context.meeting?.id ?? null,
      token: () => authentication.getAuthToken(),
      ready: () => void Promise.resolve(app.notifySuccess()).catch(() => undefined),
    };
  } catch {
    return null;
  }
}

/**
 * TeamsJS trusts Microsoft's own hosts. On a developer's machine the local Teams and this page are two ports of the
 * loopback address; a page served from anywhere else never trusts a loopback parent.
 */
function trustedParents(): string[] {
  const parent = app.getImmediateParentOrigin();
  if (parent === null || !isLoopback(window.location.origin) || !isLoopback(parent)) return [];
  return [parent];
}

function isLoopback(origin: string): boolean {
  const { hostname } = new URL(origin);
  return hostname === 'localhost' || hostname === '127.0.0.1' || hostname === '[::1]';
}

function setTheme(name: string): void {
  const theme: Theme = name === 'contrast' ? 'contrast' : name === 'default' ? 'default' : 'dark';
  document.documentElement.dataset['theme'] = theme;
}

function within<Result>(ms: number, promise: Promise<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('Teams did not answer in time')), ms);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

/**
 * One conference, open: the newest view of it, the live connection, and the acts that go out.
 * Acts leave one at a time, in the order they were made, so a note is saved before the step it belongs to is left.
 */
import type { PanelAct, PanelView } from '../panel-view.ts';
import type { ActOutcome, Attempt } from './attempt.ts';
import { liveView } from './live-view.ts';
import type { LiveState } from './live-view.ts';
import { PanelFault, panelView } from './panel-api.ts';
import type { PanelApi } from './panel-api.ts';

export type Session = {
  readonly view: () => PanelView;
  readonly attempt: (act: PanelAct) => Attempt;
  readonly close: () => void;
};

export type SessionWatcher = {
  readonly viewed: (view: PanelView) => void;
  readonly connection: (state: LiveState) => void;
};

/** Opens a conference whose first view is at hand, and keeps it up to date until closed. */
export function openSession(api: PanelApi, first: PanelView, watcher: SessionWatcher): Session {
  let shown = first;
  let open = true;
  let queue: Promise<unknown> = Promise.resolve();

  /** Never goes back: an answer may be overtaken on its way by a newer line of the stream. */
  const accept = (view: PanelView): void => {
    if (!open || view.version < shown.version) return;
    shown = view;
    watcher.viewed(view);
  };
  const connection = (state: LiveState): void => {
    if (open) watcher.connection(state);
  };
  const live = liveView({
    open: (signal) => api.stream(first.conferenceId, shown.version, signal),
    heard: (line) => accept(panelView(JSON.parse(line))),
    changed: connection,
  });
  const followWhileSeen = (): void => (document.hidden ? live.rest() : live.follow());
  const followAgain = (): void => {
    if (!document.hidden) live.follow();
  };
  document.addEventListener('visibilitychange', followWhileSeen);
  window.addEventListener('online', followAgain);
  followWhileSeen();

  return {
    view: () => shown,
    attempt(act) {
      const operationId = crypto.randomUUID();
      const send = async (): Promise<ActOutcome> => {
        try {
          const answer = await againIfAway(() => api.act(first.conferenceId, { operationId, act }));
          accept(panelView(answer.view));
          return answer.kind === 'done' ? { kind: 'done' } : { kind: 'refused', reasons: answer.reasons };
        } catch (error) {
          if (!(error instanceof PanelFault)) throw error;
          return { kind: 'failed', words: error.words };
        }
      };
      return {
        send() {
          const sent = queue.then(send);
          queue = sent.catch(() => undefined);
          return sent;
        },
      };
    },
    close() {
      open = false;
      live.rest();
      document.removeEventListener('visibilitychange', followWhileSeen);
      window.removeEventListener('online', followAgain);
    },
  };
}

const secondTryMs = 1_000;

/** A short break in the line should not trouble anyone: one more try before it is called a failure. */
async function againIfAway<Result>(ask: () => Promise<Result>): Promise<Result> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof PanelFault) || error.kind !== 'away') throw error;
    await new Promise((resolve) => setTimeout(resolve, secondTryMs));
    return ask();
  }
}

/**
 * One open panel: views as newline-delimited JSON, the newest version only, blank lines as heartbeat.
 * The right to see is looked at again before every line; a right withdrawn, or a token run out, ends the stream.
 */
import type { ServerResponse } from 'node:http';
import type { PanelView } from './panel-view.ts';

export type StreamParts = {
  /** The view this person may have now; undefined when they may not. */
  readonly view: () => Promise<PanelView | undefined>;
  readonly watch: (listener: () => void) => () => void;
  readonly after: number;
  /** When the caller's token runs out, in seconds since 1970. */
  readonly tokenExpiresAt: number;
  readonly machineNow: () => number;
};

const HEARTBEAT_MS = 20_000;

/** Runs until the caller leaves, the right ends or the token runs out. */
export async function streamViews(response: ServerResponse, parts: StreamParts): Promise<void> {
  const ended = Promise.withResolvers<void>();
  let sent = parts.after;
  let wanted = false;
  let working = false;

  const push = async (): Promise<void> => {
    wanted = true;
    if (working) return;
    working = true;
    while (wanted) {
      wanted = false;
      const view = await parts.view();
      if (view === undefined) return ended.resolve();
      if (view.version <= sent) continue;
      sent = view.version;
      response.write(`${JSON.stringify(view)}\n`);
    }
    working = false;
  };
  const pushOrEnd = (): void => void push().catch(() => ended.resolve());

  response.writeHead(200, { 'content-type': 'application/x-ndjson; charset=utf-8', 'cache-control': 'no-store', 'x-accel-buffering': 'no' });
  response.write('\n');
  const unwatch = parts.watch(pushOrEnd);
  const heartbeat = setInterval(() => response.write('\n'), HEARTBEAT_MS);
  const expiry = setTimeout(() => ended.resolve(), Math.max(0, parts.tokenExpiresAt * 1_000 - parts.machineNow()));
  response.once('close', () => ended.resolve());
  pushOrEnd();

  await ended.promise;
  unwatch();
  clearInterval(heartbeat);
  clearTimeout(expiry);
  response.end();
}

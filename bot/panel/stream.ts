/**
 * One open panel: views as newline-delimited JSON, the newest version only, blank lines as heartbeat.
 * The right to see is looked at again before every line; a right withdrawn, or a token run out, ends the stream.
 */
import type { ServerResponse } from 'node:http';
import type { Watcher } from './live.ts';
import type { PanelView } from './panel-view.ts';

export type StreamParts = {
  /** The view this person may have now; undefined when they may not. */
  readonly view: () => Promise<PanelView | undefined>;
  readonly watch: (watcher: Watcher) => () => void;
  readonly after: number;
  /** When the caller's token runs out, in seconds since 1970. */
  readonly tokenExpiresAt: number;
  readonly machineNow: () => number;
};

const HEARTBEAT_MS = 20_000;

/** Runs until the caller leaves, the right ends, the token runs out or we stop. */
export async function streamViews(response: ServerResponse, parts: StreamParts): Promise<void> {
  // Whoever left while their right was looked up has already closed, and will not close again.
  if (response.destroyed) return;
  const ended = Promise.withResolvers<void>();
  const end = (): void => ended.resolve();
  const push = newestView(response, parts);
  const pushOrEnd = (): void => void push().then((seen) => { if (seen === 'noRight') end(); }, end);

  response.once('close', end);
  response.writeHead(200, { 'content-type': 'application/x-ndjson; charset=utf-8', 'cache-control': 'no-store', 'x-accel-buffering': 'no' });
  response.write('\n');
  const unwatch = parts.watch({ changed: pushOrEnd, stopped: end });
  const heartbeat = setInterval(() => response.write('\n'), HEARTBEAT_MS);
  const expiry = setTimeout(end, Math.max(0, parts.tokenExpiresAt * 1_000 - parts.machineNow()));
  pushOrEnd();

  await ended.promise;
  unwatch();
  clearInterval(heartbeat);
  clearTimeout(expiry);
  response.end();
}

/** Writes the newest view, one writing at a time; a reader who is slow to take one in misses those in between. */
function newestView(response: ServerResponse, { view, after }: StreamParts): () => Promise<'sent' | 'noRight'> {
  let sent = after;
  let wanted = false;
  let working = false;
  return async () => {
    wanted = true;
    if (working) return 'sent';
    working = true;
    while (wanted) {
      wanted = false;
      const found = await view();
      if (found === undefined) return 'noRight';
      if (found.version <= sent) continue;
      sent = found.version;
      if (!response.write(`${JSON.stringify(found)}\n`)) await new Promise((taken) => response.once('drain', taken));
    }
    working = false;
    return 'sent';
  };
}

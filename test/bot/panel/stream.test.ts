/** One open panel's line: the newest view and no heap of old ones, and an end whenever there is one. */
import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { beforeEach, describe, expect, it } from 'vitest';
import { PanelLive, type Watcher } from '../../../bot/panel/live.ts';
import type { PanelView } from '../../../bot/panel/panel-view.ts';
import { streamViews, type StreamParts } from '../../../bot/panel/stream.ts';

const NOW_MS = 1_000_000;
let version: number;
let looked: number;
let watchers: Set<Watcher>;
let mayLook: boolean;
let wordy: string;

beforeEach(() => {
  [version, looked, mayLook, wordy] = [1, 0, true, ''];
  watchers = new Set();
});

/** An answer nobody reads: whatever is written stays in it, and it says when it has too much. */
const unread = () => new ServerResponse(new IncomingMessage(new Socket()));

const parts = (): StreamParts => ({
  view: () => {
    looked += 1;
    return Promise.resolve(mayLook ? ({ version, expected: wordy } as PanelView) : undefined);
  },
  watch: (watcher) => {
    watchers.add(watcher);
    return () => watchers.delete(watcher);
  },
  after: 0, tokenExpiresAt: NOW_MS / 1_000 + 3_600, machineNow: () => NOW_MS,
});

async function changes(times: number): Promise<void> {
  for (let change = 0; change < times; change += 1) {
    version += 1;
    for (const watcher of watchers) watcher.changed();
    await new Promise(setImmediate);
  }
}

describe('an open panel', () => {
  it('is not kept open for somebody who left before it began', async () => {
    const response = unread();
    response.destroy();
    await streamViews(response, parts());
    expect(watchers.size).toBe(0);
  });

  it('ends when its reader leaves, and is forgotten', async () => {
    const response = unread();
    const over = streamViews(response, parts());
    expect(watchers.size).toBe(1);
    response.emit('close');
    await over;
    expect(watchers.size).toBe(0);
  });

  it('ends when the right to see is withdrawn', async () => {
    const over = streamViews(unread(), parts());
    mayLook = false;
    await changes(1);
    await over;
    expect(watchers.size).toBe(0);
  });

  it('keeps one view, not fifty, for a reader who has stopped reading', async () => {
    wordy = 'x'.repeat(64 * 1024);
    const response = unread();
    const over = streamViews(response, parts());
    await changes(50);
    expect(looked).toBe(1);
    response.emit('drain');
    await new Promise(setImmediate);
    expect(looked).toBe(2);
    response.emit('close');
    await over;
  });

  it('ends at once when the companion stops', async () => {
    const live = new PanelLive({ head: () => Promise.resolve(1), everyMs: 60_000 });
    const over = streamViews(unread(), { ...parts(), watch: (watcher) => live.watch('conference-1', watcher) });
    live.stop();
    await expect(over).resolves.toBeUndefined();
  });
});

describe('looking at the heads of the record', () => {
  it('does not ask a slow store again before it has answered', async () => {
    const answer = Promise.withResolvers<number>();
    let asked = 0;
    const live = new PanelLive({ head: () => { asked += 1; return answer.promise; }, everyMs: 5 });
    const changed = Promise.withResolvers<void>();
    live.watch('conference-1', { changed: () => changed.resolve(), stopped: () => undefined });
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(asked).toBe(1);
    answer.resolve(7);
    await changed.promise;
    live.stop();
  });
});

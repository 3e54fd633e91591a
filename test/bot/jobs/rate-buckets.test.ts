import { describe, expect, it } from 'vitest';
import { RateBuckets } from '../../../bot/jobs/rate-buckets.ts';

/** A clock that only sleeping moves. */
function buckets(): { readonly buckets: RateBuckets; readonly now: () => number } {
  let now = 1_000_000;
  return { now: () => now, buckets: new RateBuckets({ machineNow: () => now, sleep: (ms) => { now += Math.ceil(ms); return Promise.resolve(); } }) };
}

async function sendTimes(count: number, to: (index: number) => string): Promise<number[]> {
  const { buckets: limit, now } = buckets();
  const times: number[] = [];
  for (let index = 0; index < count; index += 1) {
    await limit.take(to(index));
    times.push(now());
  }
  return times;
}

/** The most sendings that fall into any window of that length, counted the plain way. */
function mostWithin(times: readonly number[], windowMs: number): number {
  return Math.max(...times.map((start) => times.filter((at) => at >= start && at < start + windowMs).length));
}

describe('how fast notices leave', () => {
  it('lets seven through to one conversation in a second, and sixty in half a minute', async () => {
    const times = await sendTimes(130, () => 'a:one');
    expect(mostWithin(times, 1_000)).toBe(7);
    expect(mostWithin(times, 30_000)).toBe(60);
  });

  it('lets fifty through in a second to everybody together', async () => {
    const times = await sendTimes(160, (index) => `a:${index}`);
    expect(mostWithin(times, 1_000)).toBe(50);
  });

  it('does not hold up a quiet conversation for a busy one', async () => {
    const { buckets: limit, now } = buckets();
    for (let index = 0; index < 7; index += 1) await limit.take('a:busy');
    const before = now();
    await limit.take('a:quiet');
    expect(now()).toBe(before);
  });
});

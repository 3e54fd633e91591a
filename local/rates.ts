// How often one bot may call into one thread. Authority: Microsoft's "Optimize your bot: rate limiting in Teams".

import { Refusal } from './http.ts';

type Window = { calls: number; seconds: number };
const sending: Window[] = [
  { calls: 7, seconds: 1 },
  { calls: 8, seconds: 2 },
  { calls: 60, seconds: 30 },
  { calls: 1800, seconds: 3600 },
];
const twice = ({ calls, seconds }: Window): Window => ({ calls: calls * 2, seconds });
const windows = { create: sending, send: sending, members: sending.map(twice) };

/** Counts calls by kind and thread; `nowMs` is monotonic machine time. */
export function rateKeeper(nowMs: () => number) {
  const calls = new Map<string, number[]>();
  return {
    /** Counts one call, or refuses it with 429 and `Retry-After` in whole seconds. A refused call is not counted. */
    demand(kind: keyof typeof windows, thread: string): void {
      const key = `${kind} ${thread}`;
      const now = nowMs();
      const recent = (calls.get(key) ?? []).filter((at) => at > now - 3_600_000);
      for (const { calls: allowed, seconds } of windows[kind]) {
        const inWindow = recent.filter((at) => at > now - seconds * 1000);
        const oldest = inWindow.at(-allowed);
        if (oldest === undefined) continue;
        const waitSeconds = Math.max(1, Math.ceil((oldest + seconds * 1000 - now) / 1000));
        throw new Refusal(429, 'TooManyRequests', 'Too many requests in this conversation.', { 'retry-after': String(waitSeconds) });
      }
      recent.push(now);
      calls.set(key, recent);
    },
  };
}

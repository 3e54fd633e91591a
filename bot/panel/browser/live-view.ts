/**
 * Follows a conference as it happens: one long answer, a view on each line. When it breaks off it is asked for again,
 * from the version already shown, a little later each time; while nobody looks at the page it is let go.
 */
import { PanelFault } from './panel-api.ts';

/** `lost` once a first quiet retry has failed too; `ended` when the server says this person may not look any more. */
export type LiveState = 'live' | 'lost' | 'ended';

export type LiveSource = {
  readonly open: (signal: AbortSignal) => Promise<ReadableStream<Uint8Array>>;
  /** A line that is not a heartbeat. */
  readonly heard: (line: string) => void;
  readonly changed: (state: LiveState) => void;
};

export type LivePace = {
  /** Waits before the first retry, the second, and so on; the last stands for all after it. */
  readonly retryMs: readonly number[];
  /** A stream silent for so long is taken for dead; the server sends a blank line well inside it. */
  readonly silenceMs: number;
};

export const livePace: LivePace = { retryMs: [300, 1_000, 2_000, 4_000, 8_000, 15_000], silenceMs: 60_000 };

export type LiveView = {
  /** Starts following, or starts again at once where it was waiting. */
  readonly follow: () => void;
  /** Lets the connection go until `follow` is called. */
  readonly rest: () => void;
};

export function liveView(source: LiveSource, pace: LivePace = livePace): LiveView {
  let turn = new AbortController();
  turn.abort();
  return {
    follow() {
      turn.abort();
      turn = new AbortController();
      void keepFollowing(source, pace, turn.signal);
    },
    rest: () => turn.abort(),
  };
}

async function keepFollowing(source: LiveSource, pace: LivePace, signal: AbortSignal): Promise<void> {
  let failures = 0;
  const heard = (line: string): void => {
    failures = 0;
    if (line.trim() !== '' && !signal.aborted) source.heard(line);
  };
  while (!signal.aborted) {
    try {
      const stream = await source.open(signal);
      if (signal.aborted) return;
      source.changed('live');
      await readLines(stream, pace.silenceMs, signal, heard);
    } catch (error) {
      if (signal.aborted) return;
      if (error instanceof PanelFault && (error.kind === 'notYours' || error.kind === 'unknownPerson')) return source.changed('ended');
    }
    if (signal.aborted) return;
    failures += 1;
    if (failures > 1) source.changed('lost');
    await wait(pace.retryMs[Math.min(failures, pace.retryMs.length) - 1] ?? 0, signal);
  }
}

/** Reads to the end of the stream; throws when it breaks, or has been silent for too long. */
async function readLines(
  stream: ReadableStream<Uint8Array>,
  silenceMs: number,
  signal: AbortSignal,
  heard: (line: string) => void,
): Promise<void> {
  const reader = stream.getReader();
  const stop = (): void => void reader.cancel().catch(() => undefined);
  signal.addEventListener('abort', stop, { once: true });
  const decoder = new TextDecoder();
  let unfinished = '';
  try {
    for (;;) {
      const { done, value } = await orSilence(reader.read(), silenceMs);
      if (done) return;
      const lines = (unfinished + decoder.decode(value, { stream: true })).split('\n');
      unfinished = lines.pop() ?? '';
      for (const line of lines) heard(line);
    }
  } finally {
    signal.removeEventListener('abort', stop);
    stop();
  }
}

function orSilence<Result>(reading: Promise<Result>, silenceMs: number): Promise<Result> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new PanelFault('away', '')), silenceMs);
    reading.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

function wait(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => { clearTimeout(timer); resolve(); }, { once: true });
  });
}

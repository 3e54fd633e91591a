/** The panel's live line: what it hears, when it says that the line is lost, and when it gives up. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { liveView, type LiveState } from '../../../bot/panel/browser/live-view.ts';
import { PanelFault } from '../../../bot/panel/browser/panel-api.ts';

/** One connection under a test's hand. */
class Line {
  readonly stream: ReadableStream<Uint8Array>;
  #out!: ReadableStreamDefaultController<Uint8Array>;
  released = false;

  constructor() {
    this.stream = new ReadableStream({ start: (out) => { this.#out = out; }, cancel: () => { this.released = true; } });
  }
  says(text: string | Uint8Array): void {
    this.#out.enqueue(typeof text === 'string' ? new TextEncoder().encode(text) : text);
  }
  ends(): void {
    this.#out.close();
  }
  breaks(): void {
    this.#out.error(new Error('reset'));
  }
}

let lines: (Line | PanelFault)[];
let opened: Line[];
let heard: string[];
let states: LiveState[];

function listening(): ReturnType<typeof liveView> {
  return liveView({
    open: () => {
      const next = lines.shift() ?? new PanelFault('away', '');
      if (next instanceof PanelFault) return Promise.reject(next);
      opened.push(next);
      return Promise.resolve(next.stream);
    },
    heard: (line) => heard.push(line),
    changed: (state) => states.push(state),
  }, { retryMs: [100, 1_000], silenceMs: 5_000 });
}

const settle = (ms = 0): Promise<unknown> => vi.advanceTimersByTimeAsync(ms);

beforeEach(() => {
  vi.useFakeTimers();
  [lines, opened, heard, states] = [[], [], [], []];
});
afterEach(() => vi.useRealTimers());

describe('the live line', () => {
  it('hears each whole line, however it was cut on its way, and no heartbeat', async () => {
    const line = new Line();
    lines = [line];
    listening().follow();
    await settle();
    line.says('\n{"version":1}\n{"ver');
    line.says('sion":2}\n\n');
    await settle();
    expect(heard).toEqual(['{"version":1}', '{"version":2}']);
  });

  it('keeps a letter whole that was cut between two packets', async () => {
    const line = new Line();
    lines = [line];
    listening().follow();
    await settle();
    const bytes = new TextEncoder().encode('"ŵ"\n');
    line.says(bytes.slice(0, 2));
    line.says(bytes.slice(2));
    await settle();
    expect(heard).toEqual(['"ŵ"']);
  });

  it('says nothing of a break that the first retry mends', async () => {
    const [first, second] = [new Line(), new Line()];
    lines = [first, second];
    listening().follow();
    await settle();
    first.breaks();
    await settle(150);
    second.says('{"version":3}\n');
    await settle();
    expect(heard).toEqual(['{"version":3}']);
    expect(states).toEqual(['live', 'live']);
  });

  it('says that the line is lost when the first retry fails too, and that it is back', async () => {
    const [first, second] = [new Line(), new Line()];
    lines = [first, new PanelFault('away', ''), second];
    listening().follow();
    await settle();
    first.ends();
    await settle(150);
    expect(states).toEqual(['live', 'lost']);
    await settle(1_000);
    expect(states).toEqual(['live', 'lost', 'live']);
  });

  it('takes a line that is silent for too long for dead, and lets it go', async () => {
    const [first, second] = [new Line(), new Line()];
    lines = [first, second];
    listening().follow();
    await settle(4_000);
    first.says('\n');
    await settle(4_000);
    expect(opened).toHaveLength(1);
    await settle(1_200);
    expect(opened).toHaveLength(2);
    expect(first.released).toBe(true);
  });

  it.each(['notYours', 'unknownPerson'] as const)('ends, and asks no more, when the answer is %s', async (kind) => {
    lines = [new PanelFault(kind, ''), new Line()];
    listening().follow();
    await settle(60_000);
    expect(states).toEqual(['ended']);
    expect(opened).toEqual([]);
  });

  it('lets the connection go while it rests, hears nothing more of it, and takes up again', async () => {
    const [first, second] = [new Line(), new Line()];
    lines = [first, second];
    const live = listening();
    live.follow();
    await settle();
    live.rest();
    await settle(60_000);
    expect(first.released).toBe(true);
    expect(opened).toHaveLength(1);
    live.follow();
    await settle();
    second.says('{"version":9}\n');
    await settle();
    expect(heard).toEqual(['{"version":9}']);
  });
});

/**
 * The bot as a process of its own, started again when it dies, as a host would. It is told of our end by the line
 * between us, so that it goes when we go, however we go.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import type { Writable } from 'node:stream';

export type BotProcessParts = {
  /** The file to run, and what Node is told before it. */
  readonly program: string;
  readonly nodeArguments: readonly string[];
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Where what it prints goes. */
  readonly log: Writable;
  readonly say: (line: string) => void;
  readonly restartAfterMs?: number;
};

const RESTART_AFTER_MS = 1_000;
const LONGEST_COMPLAINT = 2_000;
/** The bot's word for a wrong setting: that does not mend itself by another try. */
const WRONG_SETTINGS = 2;

export class BotProcess {
  readonly #parts: BotProcessParts;
  #running: ChildProcess | undefined;
  #restart: NodeJS.Timeout | undefined;
  #stopping = false;
  #lastWords: string | undefined;

  constructor(parts: BotProcessParts) {
    this.#parts = parts;
    this.#start();
  }

  /** What it said when it last ended by itself; undefined while it never did. */
  lastWords(): string | undefined {
    return this.#lastWords;
  }

  /** Ends it kindly, and for good. */
  async stop(): Promise<void> {
    this.#stopping = true;
    clearTimeout(this.#restart);
    const running = this.#running;
    if (running === undefined) return;
    const gone = new Promise((done) => running.once('exit', done));
    running.kill('SIGTERM');
    await gone;
  }

  #start(): void {
    const { program, nodeArguments, environment, log } = this.#parts;
    const running = spawn(process.execPath, [...nodeArguments, program], { env: environment, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
    let complaint = '';
    running.stdout?.pipe(log, { end: false });
    running.stderr?.on('data', (chunk: Buffer) => { complaint = (complaint + chunk.toString()).slice(-LONGEST_COMPLAINT); });
    running.once('exit', (code) => this.#ended(code, complaint.trim()));
    this.#running = running;
  }

  #ended(code: number | null, complaint: string): void {
    this.#running = undefined;
    if (this.#stopping) return;
    this.#lastWords = complaint;
    const words = complaint === '' ? 'The bot stopped.' : `The bot stopped: ${complaint}`;
    if (code === WRONG_SETTINGS) return this.#parts.say(words);
    this.#parts.say(`${words}\nStarting it again.`);
    this.#restart = setTimeout(() => this.#start(), this.#parts.restartAfterMs ?? RESTART_AFTER_MS);
  }
}

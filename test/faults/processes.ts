/** The processes of a run, started, stopped and killed from outside: nothing in them knows of it. */
import type { ChildProcess } from 'node:child_process';

/** Milliseconds before a process that died is there again. */
const AGAIN_MS = 200;

export class Processes {
  readonly running = new Map<string, ChildProcess>();
  readonly #start: (holder: string) => ChildProcess;
  #stopped = false;

  constructor(start: (holder: string) => ChildProcess) {
    this.#start = start;
  }

  start(holder: string): void {
    if (!this.#stopped) this.running.set(holder, this.#start(holder));
  }

  signal(holder: string, signal: NodeJS.Signals): void {
    this.running.get(holder)?.kill(signal);
  }

  /** Dies at once, and is started again a little later. */
  kill(holder: string): void {
    this.signal(holder, 'SIGKILL');
    setTimeout(() => this.start(holder), AGAIN_MS);
  }

  tell(message: object): void {
    for (const child of this.running.values()) if (child.connected) child.send(message);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    for (const child of this.running.values()) {
      child.kill('SIGCONT');
      child.kill('SIGKILL');
    }
    await new Promise((done) => setTimeout(done, AGAIN_MS));
  }
}

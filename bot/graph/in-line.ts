/** At most so many at once of each kind; the others wait in the order they came. */
export class InLine {
  readonly #most: number;
  readonly #underWay = new Map<string, { running: number; readonly waiting: (() => void)[] }>();

  constructor(most: number) {
    this.#most = most;
  }

  async run<Result>(kind: string, work: () => Promise<Result>): Promise<Result> {
    const line = this.#underWay.get(kind) ?? { running: 0, waiting: [] };
    this.#underWay.set(kind, line);
    if (line.running >= this.#most) await new Promise<void>((turn) => line.waiting.push(turn));
    else line.running += 1;
    try {
      return await work();
    } finally {
      const next = line.waiting.shift();
      // The place of the one who ends goes to the next in line.
      if (next !== undefined) next();
      else if ((line.running -= 1) === 0) this.#underWay.delete(kind);
    }
  }
}

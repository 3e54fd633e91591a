/** At most so many at once of each kind; the others wait in the order they came, and no longer than they can. */

type Line = { running: number; waiting: (() => void)[] };

export class InLine {
  readonly #most: number;
  readonly #underWay = new Map<string, Line>();

  constructor(most: number) {
    this.#most = most;
  }

  /** The outcome of the work, or `late` when its turn did not come within `limitMs` milliseconds; then it was not begun. */
  async run<Result>(kind: string, limitMs: number, work: () => Promise<Result>): Promise<Result | 'late'> {
    const line = this.#underWay.get(kind) ?? { running: 0, waiting: [] };
    this.#underWay.set(kind, line);
    if (line.running < this.#most) line.running += 1;
    else if (!(await turnIn(line, limitMs))) return 'late';
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

/** Whether the turn came in time; one who goes leaves the line, so that no place is given to nobody. */
async function turnIn(line: Line, limitMs: number): Promise<boolean> {
  const turn = Promise.withResolvers<boolean>();
  const take = (): void => turn.resolve(true);
  line.waiting.push(take);
  const timer = setTimeout(() => {
    line.waiting = line.waiting.filter((other) => other !== take);
    turn.resolve(false);
  }, limitMs);
  try {
    return await turn.promise;
  } finally {
    clearTimeout(timer);
  }
}

/** The two ways a command can end without its answer, and how its words are read. */
import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';

/** The command was understood and what it was given cannot stand; `output` goes to standard output all the same. */
export class Refusal extends Error {
  readonly output: string;
  constructor(message: string, output = '') {
    super(message);
    this.name = 'Refusal';
    this.output = output;
  }
}

/** The command was not understood. */
export class Usage extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'Usage';
  }
}

/** The words as options and the rest; a `Usage` for what is not among the options. */
export function read<Options extends ParseArgsOptionsConfig>(words: readonly string[], options: Options): ReturnType<typeof parseArgs<{ args: string[]; options: Options; allowPositionals: true }>> {
  try {
    return parseArgs({ args: [...words], options, allowPositionals: true });
  } catch (fault) {
    if (fault instanceof TypeError) throw new Usage(fault.message);
    throw fault;
  }
}

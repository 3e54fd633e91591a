/**
 * `npm run -s companion -- …`: the rules from the command line, for procedures officers and operators. What went well
 * ends with 0, what was refused with 1 and its reasons, what was not understood with 2 and the usage.
 */
import { deadlines } from './companion/deadlines.ts';
import { holidays } from './companion/holidays.ts';
import { checkPacks, showPack } from './companion/packs.ts';
import { coverage } from './companion/coverage.ts';
import { prove } from './companion/prove.ts';
import { Refusal, Usage } from './companion/refusal.ts';
import { schemas } from './companion/schemas.ts';

const usage = `Usage:
  companion deadlines --pack ID [--overlay ID …] --facts FILE [--json] [--packs DIR]
  companion packs check [DIR]
  companion packs show ID [--rule NOT-002] [--packs DIR]
  companion packs schemas [--write]
  companion rules --coverage [--write]
  companion rules --prove
  companion holidays list
  companion holidays add DATE --title TITLE --by WHO --why REASON
  companion holidays move DATE DATE --by WHO --why REASON
  companion holidays remove DATE --by WHO --why REASON
`;

/** The output of one command, or a `Refusal` or `Usage` thrown. */
export function companion(words: readonly string[]): string {
  const [command, ...rest] = words;
  if (command === 'deadlines') return deadlines(rest);
  if (command === 'packs' && rest[0] === 'check') return checkPacks(rest.slice(1));
  if (command === 'packs' && rest[0] === 'show') return showPack(rest.slice(1));
  if (command === 'packs' && rest[0] === 'schemas') return schemas(rest.slice(1));
  if (command === 'rules' && rest[0] === '--coverage') return coverage(rest.slice(1));
  if (command === 'rules' && rest[0] === '--prove') return prove(rest.slice(1));
  throw new Usage(command === undefined ? 'Say what you want to know.' : `“${words.join(' ')}” is not understood.`);
}

if (import.meta.main) {
  try {
    const [command, ...rest] = process.argv.slice(2);
    // The one command that opens the store, and so has to wait for it.
    process.stdout.write(command === 'holidays' ? await holidays(rest) : companion(process.argv.slice(2)));
  } catch (fault) {
    if (fault instanceof Usage) {
      process.stderr.write(`${fault.message}\n${usage}`);
      process.exitCode = 2;
    } else if (fault instanceof Refusal) {
      process.stdout.write(fault.output);
      process.stderr.write(`${fault.message}\n`);
      process.exitCode = 1;
    } else throw fault;
  }
}

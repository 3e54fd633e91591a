/** `npm run bench -- <name>`: one of the measurements by name; without a name, their list. */
import { memory } from './memory.ts';

const measurements: Readonly<Record<string, () => Promise<void>>> = { memory };

const [name = ''] = process.argv.slice(2);
const measurement = Object.hasOwn(measurements, name) ? measurements[name] : undefined;
if (measurement === undefined) {
  process.stderr.write(`Say which: ${Object.keys(measurements).join(', ')}\n`);
  process.exit(2);
}
await measurement();

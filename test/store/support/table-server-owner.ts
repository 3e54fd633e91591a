/**
 * A program that starts the tables of a folder and says so, as `npm start` does: for tests that signal its whole group.
 * It does not handle signals, so the first one ends it, and the server has to save itself; with `patient` as second
 * argument it lives on, writing row after row, until it is told by its input to end.
 */
import { startTableServer } from '../../../local/storage/start-table-server.ts';

const [dataFolder, manner] = process.argv.slice(2);
const tables = await startTableServer({ dataFolder: dataFolder ?? '' });
if (manner === 'patient') {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {});
  process.stdin.on('end', () => void tables.stop().then(() => process.exit(0)));
  process.stdin.resume();
}
process.stdout.write(`${tables.connectionString}\n`);

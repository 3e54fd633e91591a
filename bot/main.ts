/** Starts the companion: settings, composition, listening; and stops it in good order when asked. */
import { compose } from './compose.ts';
import { AuthorityFault } from './authority.ts';
import { readConfig, UnusableConfig } from './config.ts';
import { captureConsole, createLog, labelOf } from './log.ts';
import { KeyFileMissing } from './key-file.ts';
import { PacksFault } from './rulebook.ts';
import { PortTaken } from './server.ts';

/** Exit code for what will not mend itself: whoever keeps this process running should not try again. */
const WRONG_SETTINGS = 2;
const SETTLED_BY_PEOPLE = [UnusableConfig, AuthorityFault, PacksFault, KeyFileMissing, PortTaken];

const asked = askedToStop();
try {
  const config = readConfig(process.env);
  const log = createLog({ level: config.logLevel });
  captureConsole(log);
  // Left to itself, Node would print the error with its message, and that may quote anything.
  process.on('uncaughtException', (error) => {
    log.crashed(labelOf(error));
    process.exit(1);
  });
  const companion = await compose(config, log);
  const port = await companion.server.listen(config.port, config.environment === 'local' ? '127.0.0.1' : undefined);
  companion.start();
  log.listening(port);
  log.stopping(await asked);
  await companion.stop().catch(() => process.exit(1));
  log.stopped();
  process.exit(0);
} catch (error) {
  const known = SETTLED_BY_PEOPLE.some((kind) => error instanceof kind);
  const { fault, code, at } = labelOf(error);
  process.stderr.write(known && error instanceof Error ? `${error.message}\n` : `The companion could not start (${fault}, ${code}, ${at}).\n`);
  process.exit(known ? WRONG_SETTINGS : 1);
}

/** Why we are to stop: a signal, or the end of a program that started us over a line of its own (nobody else would stop us then). */
function askedToStop(): Promise<string> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, resolve);
    process.on('disconnect', () => resolve('disconnect'));
  });
}

/**
 * The browser of the browser tests: the Chromium that comes through npm, unpacked once into a folder of ours.
 *
 * The package would unpack into the machine's temporary folder under common names, half-written files and all,
 * so two runs could meet; it also leaves out the libraries and the font settings unless it believes it is on a
 * cloud function. Here it unpacks into a private folder that is renamed into place when it is whole.
 */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { type Browser, chromium } from 'playwright-core';

const run = promisify(execFile);

/** No browser can be had here; the message says for which platform, and what to do. */
export class NoTestBrowser extends Error {
  constructor(reason: string) {
    super(`${reason}: set CHROME_PATH to a Chrome or Chromium to run the browser tests`);
    this.name = 'NoTestBrowser';
  }
}

/** What it takes to start a browser: the binary, and the environment its libraries and fonts are found by. */
export type TestBrowser = { readonly executablePath: string; readonly env: Record<string, string> };

/**
 * The browser to test with: `CHROME_PATH` where it is set, the unpacked Chromium otherwise.
 * Unpacks on first use (some seconds) and answers at once after that; concurrent calls, in one process or many, are safe.
 * Throws `NoTestBrowser` on a platform without one.
 */
export async function testBrowser(): Promise<TestBrowser> {
  const chosen = process.env['CHROME_PATH'];
  if (chosen !== undefined && chosen !== '') {
    if (!existsSync(chosen)) throw new NoTestBrowser(`CHROME_PATH names ${chosen}, which does not exist`);
    return { executablePath: chosen, env: inherited() };
  }
  const folder = await unpackedChromium();
  const libraries = [join(folder, 'al2023', 'lib'), process.env['LD_LIBRARY_PATH']].filter(Boolean).join(':');
  return {
    executablePath: join(folder, 'chromium'),
    env: { ...inherited(), LD_LIBRARY_PATH: libraries, FONTCONFIG_FILE: join(folder, 'fonts.conf') },
  };
}

/** Path of the browser's binary; see `testBrowser`. */
export async function chromiumPath(): Promise<string> {
  return (await testBrowser()).executablePath;
}

/** How a page is opened for a reader in England or Wales: pass it to `newPage` or `newContext`. */
export const britishReader = { locale: 'en-GB', timezoneId: 'Europe/London' } as const;

/**
 * A headless browser; the caller closes it. Its one font, Open Sans, has the letters of English and Welsh but no
 * ticks, arrows or emoji: what those would say must be words or a drawing.
 */
export async function launchBrowser(): Promise<Browser> {
  const { executablePath, env } = await testBrowser();
  // The language of its date and time boxes, which a page's own locale does not reach.
  return chromium.launch({ executablePath, env: { ...env, LC_ALL: 'en_GB.UTF-8' }, args: ['--no-sandbox'] });
}

function inherited(): Record<string, string> {
  const entries = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return Object.fromEntries(entries);
}

async function unpackedChromium(): Promise<string> {
  const platform = `${process.platform}-${process.arch}`;
  if (platform !== 'linux-x64') throw new NoTestBrowser(`npm brings no test browser for ${platform}`);
  const packageFolder = dirname(dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')));
  const { version } = JSON.parse(await readFile(join(packageFolder, 'package.json'), 'utf8')) as { version: string };
  const folder = resolve(import.meta.dirname, '../../node_modules/.cache', `companion-chromium-${version}`);
  if (!existsSync(folder)) await unpackInto(folder, packageFolder);
  return folder;
}

async function unpackInto(folder: string, packageFolder: string): Promise<void> {
  await mkdir(dirname(folder), { recursive: true });
  const staging = await mkdtemp(`${folder}.unpacking-`);
  try {
    const archives = ['chromium.br', 'al2023.tar.br', 'fonts.tar.br', 'swiftshader.tar.br'];
    await unpackArchives(archives.map((name) => join(packageFolder, 'bin', name)), staging);
    await writeFile(join(staging, 'fonts.conf'), fontSettings(folder));
    await rename(staging, folder);
  } catch (error) {
    // Whoever renamed first has put the same files there.
    if (!existsSync(folder)) throw error;
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

/** The package's own unpacker writes to the temporary folder, so it runs in a process whose temporary folder is ours. */
async function unpackArchives(archives: readonly string[], into: string): Promise<void> {
  const unpacker = pathToFileURL(createRequire(import.meta.url).resolve('@sparticuz/chromium')).href;
  const script = `import { inflate } from ${JSON.stringify(unpacker)}; await Promise.all(${JSON.stringify(archives)}.map(inflate));`;
  await run(process.execPath, ['--input-type=module', '--eval', script], { env: { TMPDIR: into } });
}

/** One font for every family asked for, and none of the machine's own: a picture looks the same wherever it is taken. */
function fontSettings(folder: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${join(folder, 'fonts')}</dir>
  <cachedir>${join(folder, 'font-cache')}</cachedir>
</fontconfig>
`;
}

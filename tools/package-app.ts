/**
 * `npm run package`: the app package for Teams, checked first and without the network.
 * `npm run package -- dev` takes the settings of `env/.env.dev` (and `.env.dev.user`, if there is one); the default is
 * `local`. A setting in the process's environment wins. The zip lands in `appPackage/build/`.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseEnv } from 'node:util';
import { AppManifestUtils, type AppManifest } from '@microsoft/app-manifest';
import { zipSync } from 'fflate';
import { faultsIn, type AppPackage } from './manifest-lint.ts';

const checkout = resolve(import.meta.dirname, '..');
const sources = join(checkout, 'appPackage');
const languageFiles = ['cy.json'];

export type Settings = Readonly<Record<string, string | undefined>>;

/** The package is not fit to hand in; `faults` says why, a sentence each. */
export class UnfitPackage extends Error {
  readonly faults: readonly string[];
  constructor(faults: readonly string[]) {
    super(`the app package is not fit:\n${faults.map((fault) => `  ${fault}`).join('\n')}`);
    this.name = 'UnfitPackage';
    this.faults = faults;
  }
}

/** The package with its placeholders filled from `settings`; those that are unset or empty, but for the name's suffix, are left standing. */
export async function readPackage(settings: Settings): Promise<AppPackage> {
  const { version } = JSON.parse(await readFile(join(checkout, 'package.json'), 'utf8')) as { version: string };
  const read = async (file: string): Promise<unknown> => JSON.parse(fill(await readFile(join(sources, file), 'utf8'), settings));
  return {
    manifest: await read('manifest.json'),
    languages: Object.fromEntries(await Promise.all(languageFiles.map(async (file) => [file, await read(file)] as const))),
    color: await readFile(join(sources, 'color.png')),
    outline: await readFile(join(sources, 'outline.png')),
    version,
  };
}

function fill(text: string, settings: Settings): string {
  return text.replaceAll(/\$\{\{(\w+)\}\}/g, (placeholder, name: string) => {
    const value = name === 'APP_NAME_SUFFIX' ? (settings[name] ?? '') : settings[name];
    return value === undefined || (value === '' && name !== 'APP_NAME_SUFFIX') ? placeholder : JSON.stringify(value).slice(1, -1);
  });
}

/** Checks the package against our own lint, then against Microsoft's schema, which comes with its package. Throws `UnfitPackage`. */
export async function checkPackage(parts: AppPackage): Promise<void> {
  const ours = faultsIn(parts);
  if (ours.length > 0) throw new UnfitPackage(ours);
  const bySchema = await AppManifestUtils.validateAgainstSchema(parts.manifest as AppManifest);
  if (bySchema.length > 0) throw new UnfitPackage(bySchema.map((fault) => `manifest.json ${fault}`));
}

/** The zip, with everything at its root; the same parts give the same bytes. */
export function zipPackage({ manifest, languages, color, outline }: AppPackage): Uint8Array {
  const text = (content: unknown): Uint8Array => new TextEncoder().encode(`${JSON.stringify(content, undefined, 2)}\n`);
  const files = {
    'manifest.json': text(manifest),
    ...Object.fromEntries(Object.entries(languages).map(([file, content]) => [file, text(content)])),
    'color.png': color,
    'outline.png': outline,
  };
  return zipSync(files, { mtime: '2026-01-01T00:00:00' });
}

async function settingsOf(environment: string): Promise<Settings> {
  const optional = async (file: string): Promise<Settings> => parseEnv(await readFile(join(checkout, 'env', file), 'utf8').catch(() => ''));
  const text = await readFile(join(checkout, 'env', `.env.${environment}`), 'utf8').catch(() => {
    throw new UnfitPackage([`there is no env/.env.${environment}`]);
  });
  const committed = parseEnv(text);
  return { ...committed, ...(await optional(`.env.${environment}.user`)), ...process.env };
}

if (import.meta.main) {
  const environment = process.argv[2] ?? 'local';
  try {
    const parts = await readPackage(await settingsOf(environment));
    await checkPackage(parts);
    const zip = join(sources, 'build', `appPackage.${environment}.zip`);
    await mkdir(join(sources, 'build'), { recursive: true });
    await writeFile(zip, zipPackage(parts));
    console.log(`appPackage/build/appPackage.${environment}.zip`);
  } catch (error) {
    if (!(error instanceof UnfitPackage)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}

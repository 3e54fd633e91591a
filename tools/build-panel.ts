/**
 * Builds the side panel: `bot/panel/browser/` in, `bot/panel/built/` out, under a second.
 *
 * File names carry a hash of their content, so they may be cached for ever, and `manifest.json` lists each with
 * its type and integrity, so the server serves those files and no others. The page itself holds no script or style.
 */
import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { build } from 'esbuild';

const checkout = resolve(import.meta.dirname, '..');

/** Where the sources are and where the result goes; `address` is the path the server serves the assets under. */
export type PanelPlaces = { readonly sources: string; readonly built: string; readonly address: string };

export const panelPlaces: PanelPlaces = {
  sources: join(checkout, 'bot/panel/browser'),
  built: join(checkout, 'bot/panel/built'),
  address: '/panel/assets',
};

/** One served file. `integrity` is a subresource integrity value (sha384). */
export type PanelAsset = { readonly file: string; readonly type: string; readonly integrity: string };

/** What `manifest.json` holds: the page's file, and the assets it asks for. */
export type PanelManifest = { readonly page: string; readonly assets: readonly PanelAsset[] };

type Output = PanelAsset & { readonly content: Uint8Array };

/**
 * Bundles `main.ts` and `panel.css` and fills the placeholders of `index.html`: `%SCRIPT%` and `%STYLE%` become
 * addresses, `%SCRIPT_INTEGRITY%` and `%STYLE_INTEGRITY%` integrity values. Throws when the sources do not build
 * or a placeholder is left over. Builds may run at the same time: files appear whole, the manifest last.
 */
export async function buildPanel(places: PanelPlaces = panelPlaces): Promise<PanelManifest> {
  const outputs = await bundle(places.sources);
  const page = fillPage(await readFile(join(places.sources, 'index.html'), 'utf8'), outputs, places.address);
  const manifest: PanelManifest = {
    page: 'index.html',
    assets: outputs.map(({ file, type, integrity }) => ({ file, type, integrity })),
  };
  await mkdir(places.built, { recursive: true });
  for (const { file, content } of outputs) await put(places.built, file, content);
  await put(places.built, manifest.page, page);
  await put(places.built, 'manifest.json', JSON.stringify(manifest, undefined, 2));
  await removeAllBut(places.built, [...outputs.map(({ file }) => file), manifest.page, 'manifest.json']);
  return manifest;
}

async function bundle(sources: string): Promise<Output[]> {
  const result = await build({
    entryPoints: [join(sources, 'main.ts'), join(sources, 'panel.css')],
    bundle: true,
    write: false,
    outdir: 'built',
    entryNames: '[name]-[hash]',
    format: 'esm',
    target: ['es2022'],
    minify: true,
    logLevel: 'silent',
  });
  return result.outputFiles.map(({ path, contents }) => ({
    file: basename(path),
    type: path.endsWith('.css') ? 'text/css' : 'text/javascript',
    integrity: `sha384-${createHash('sha384').update(contents).digest('base64')}`,
    content: contents,
  }));
}

function fillPage(page: string, outputs: readonly Output[], address: string): string {
  const one = (type: string): Output => {
    const found = outputs.find((output) => output.type === type);
    if (found === undefined) throw new Error(`panel build: no ${type} came out of the bundler`);
    return found;
  };
  const [script, style] = [one('text/javascript'), one('text/css')];
  const filled = page
    .replaceAll('%SCRIPT%', `${address}/${script.file}`)
    .replaceAll('%STYLE%', `${address}/${style.file}`)
    .replaceAll('%SCRIPT_INTEGRITY%', script.integrity)
    .replaceAll('%STYLE_INTEGRITY%', style.integrity);
  const leftOver = /%[A-Z_]+%/.exec(filled);
  if (leftOver !== null) throw new Error(`panel build: index.html has an unknown placeholder ${leftOver[0]}`);
  return filled;
}

async function put(folder: string, file: string, content: Uint8Array | string): Promise<void> {
  const partial = join(folder, `.${file}.${randomUUID()}`);
  await writeFile(partial, content);
  await rename(partial, join(folder, file));
}

async function removeAllBut(folder: string, kept: readonly string[]): Promise<void> {
  const stale = (await readdir(folder)).filter((file) => !kept.includes(file) && !file.startsWith('.'));
  for (const file of stale) await rm(join(folder, file), { force: true });
}

if (import.meta.main) await buildPanel();

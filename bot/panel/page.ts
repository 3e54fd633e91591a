/**
 * The panel's page and its assets, as the builder left them: read once at start, served with a policy that lets nothing in but ourselves.
 */
import { readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';

export type Asset = { readonly type: string; readonly bytes: Buffer; readonly lasting: boolean };

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** Where Teams shows tabs from; nobody else may frame the panel. */
export const TEAMS_FRAMES = ['https://*.cloud.microsoft', 'https://teams.microsoft.com', 'https://*.teams.microsoft.com'];

/** The built files by name; the page itself is under ''. */
export async function readPanel(folder: string): Promise<ReadonlyMap<string, Asset>> {
  const names = (await readdir(folder)).filter((name) => extname(name) in TYPES);
  const assets = await Promise.all(names.map(async (name) => {
    const asset: Asset = { type: TYPES[extname(name)] ?? '', bytes: await readFile(join(folder, name)), lasting: name !== 'index.html' };
    return [name === 'index.html' ? '' : name, asset] as const;
  }));
  return new Map(assets);
}

/** The Content-Security-Policy of the page. */
export function panelPolicy(frameAncestors: readonly string[]): string {
  return [
    "default-src 'none'", "script-src 'self'", "style-src 'self'", "connect-src 'self'", "img-src 'self'", "font-src 'self'",
    "base-uri 'none'", "form-action 'none'", `frame-ancestors ${frameAncestors.join(' ')}`,
  ].join('; ');
}

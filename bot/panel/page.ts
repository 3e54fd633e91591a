/**
 * The panel's page and its assets, as the builder left them: read once at start, served with a policy that lets nothing in but ourselves.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

export type Asset = { readonly type: string; readonly bytes: Buffer };

export type PanelPage = { readonly page: Asset; readonly assets: ReadonlyMap<string, Asset> };

/** Where Teams shows tabs from; nobody else may frame the panel. */
export const TEAMS_FRAMES = ['https://*.cloud.microsoft', 'https://teams.microsoft.com', 'https://*.teams.microsoft.com'];

const manifest = z.object({ page: z.string(), assets: z.array(z.object({ file: z.string(), type: z.string() })) });

/** Reads the built page and exactly the assets that its manifest lists. Rejects when the panel has not been built. */
export async function readPanel(folder: string): Promise<PanelPage> {
  const listed = manifest.parse(JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')));
  const assets = await Promise.all(listed.assets.map(async ({ file, type }) => [file, { type, bytes: await readFile(join(folder, file)) }] as const));
  return { page: { type: 'text/html; charset=utf-8', bytes: await readFile(join(folder, listed.page)) }, assets: new Map(assets) };
}

/** The Content-Security-Policy of the page. */
export function panelPolicy(frameAncestors: readonly string[]): string {
  return [
    "default-src 'none'", "script-src 'self'", "style-src 'self'", "connect-src 'self'", "img-src 'self'", "font-src 'self'",
    "base-uri 'none'", "form-action 'none'", `frame-ancestors ${frameAncestors.join(' ')}`,
  ].join('; ');
}

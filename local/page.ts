// The page of the local Teams: bundled once, at the first visit, and kept in memory.

import { join } from 'node:path';
import { readFileSync } from 'node:fs';
import { build } from 'esbuild';
import type { Answer, Route } from './http.ts';

const browserFolder = join(import.meta.dirname, 'browser');

/** The page, its script and its style; only the bot's own origin may stand in its frames. */
export function pageRoutes(botUrl: string): Route[] {
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    // The card renderer writes a few style attributes; scripts stay strict.
    "style-src 'self' 'unsafe-inline'",
    "connect-src 'self'",
    `img-src 'self' data: ${botUrl}`,
    `frame-src ${botUrl}`,
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  let bundle: Promise<Bundle> | undefined;
  const bundled = () => (bundle ??= makeBundle());
  const page = (): Answer => ({
    status: 200,
    body: readFileSync(join(browserFolder, 'index.html'), 'utf8'),
    headers: { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy, 'referrer-policy': 'no-referrer' },
  });
  return [
    { method: 'GET', pattern: '/', handle: page },
    { method: 'GET', pattern: '/page.js', handle: async () => ({ status: 200, body: (await bundled()).script, headers: { 'content-type': 'text/javascript; charset=utf-8' } }) },
    { method: 'GET', pattern: '/page.css', handle: async () => ({ status: 200, body: (await bundled()).style, headers: { 'content-type': 'text/css; charset=utf-8' } }) },
  ];
}

type Bundle = { script: string; style: string };

async function makeBundle(): Promise<Bundle> {
  const { outputFiles } = await build({
    entryPoints: ['main.ts', 'page.css'].map((file) => join(browserFolder, file)),
    outdir: 'built',
    bundle: true,
    write: false,
    // The card renderer calls itself free of side effects, yet its tables register themselves on import.
    ignoreAnnotations: true,
    format: 'esm',
    target: 'es2022',
    logLevel: 'silent',
  });
  const ending = (end: string) => outputFiles.find((file) => file.path.endsWith(end))?.text ?? '';
  return { script: ending('.js'), style: ending('.css') };
}

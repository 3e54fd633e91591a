// A panel of the smallest kind under the real TeamsJS: it shows what its host tells it.

import { build } from 'esbuild';
import type { Page } from './stand-in-bot.ts';

const script = `
import { app, authentication } from '@microsoft/teams-js';
const show = (id, text) => { document.getElementById(id).textContent = text; };
// Teams pages need https; over plain http the host's origin is named, which TeamsJS allows.
await app.initialize([document.location.ancestorOrigins[0]]);
const context = await app.getContext();
show('context', JSON.stringify(context));
show('theme', context.app.theme);
app.registerOnThemeChangeHandler((theme) => show('theme', theme));
show('token', await authentication.getAuthToken());
app.notifySuccess();
`;

/** The pages to give the stand-in bot. */
export async function panelPages(): Promise<Record<string, Page>> {
  const { outputFiles } = await build({
    stdin: { contents: script, resolveDir: import.meta.dirname, loader: 'js' },
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    logLevel: 'silent',
  });
  const html = '<!doctype html><html lang="en"><title>Panel</title><body><p>Panel</p><p id="theme"></p><pre id="context"></pre><pre id="token"></pre><script type="module" src="/panel.js"></script></body></html>';
  return {
    '/panel': { contentType: 'text/html', body: html },
    '/panel.js': { contentType: 'text/javascript', body: outputFiles[0]?.text ?? '' },
  };
}

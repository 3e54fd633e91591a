// What has gone out by e-mail, for whoever tries the companion: each message as its reader gets it, newest first.

import PostalMime from 'postal-mime';
import type { Email } from 'postal-mime';
import type { Route } from '../http.ts';

const POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

const STYLE = `
:root { color-scheme: light dark; font: 16px/1.5 'Segoe UI', system-ui, 'Noto Sans', 'DejaVu Sans', sans-serif; }
body { margin: 0 auto; max-width: 46rem; padding: 1rem; background: Canvas; color: CanvasText; }
article { border: 1px solid GrayText; border-radius: 8px; margin: 1rem 0; padding: 1rem; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.125rem; margin: 0 0 .5rem; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0 .75rem; margin: 0 0 .75rem; } dt { font-weight: 600; } dd { margin: 0; overflow-wrap: anywhere; }
pre { font: inherit; white-space: pre-wrap; overflow-wrap: anywhere; margin: 0; }
summary { cursor: pointer; margin-top: .75rem; }
`;

/** `GET /mail`. `taken` gives the messages as they came over the line, oldest first. */
export function outboxRoutes(taken: () => Promise<readonly string[]>): Route[] {
  const page = async () => {
    const messages = await Promise.all((await taken()).map((raw) => PostalMime.parse(raw)));
    return { status: 200, body: pageOf(messages.toReversed()), headers: { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': POLICY, 'referrer-policy': 'no-referrer', 'cache-control': 'no-store' } };
  };
  return [{ method: 'GET', pattern: '/mail', handle: page }];
}

function pageOf(messages: readonly Email[]): string {
  const shown = messages.length === 0 ? '<p>Nothing has gone out by e-mail yet. Whoever is invited and has no Teams account here is written to.</p>' : messages.map(messageOf).join('\n');
  return `<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Secure e-mail</title><style>${STYLE}</style></head><body><main><h1>Secure e-mail</h1><p>What the companion has sent. Nothing of it leaves this machine. <a href="/">Back to Teams</a></p>${shown}</main></body></html>`;
}

function messageOf({ to, from, subject, text, attachments }: Email): string {
  const facts = { To: to?.map(({ address }) => address ?? '').join(', ') ?? '', From: from === undefined ? '' : `${from.name ?? ''} <${from.address ?? ''}>` };
  const entry = attachments.find(({ mimeType }) => mimeType === 'text/calendar' || mimeType === 'application/ics');
  const calendar = entry === undefined ? '' : `<details><summary>Calendar entry</summary><pre>${escaped(textOf(entry.content))}</pre></details>`;
  const rows = Object.entries(facts).map(([name, value]) => `<dt>${name}</dt><dd>${escaped(value)}</dd>`).join('');
  return `<article><h2>${escaped(subject ?? '')}</h2><dl>${rows}</dl><pre>${escaped(text ?? '')}</pre>${calendar}</article>`;
}

function textOf(content: string | ArrayBuffer | Uint8Array): string {
  return typeof content === 'string' ? content : new TextDecoder().decode(content);
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

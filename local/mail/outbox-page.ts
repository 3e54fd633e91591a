// What has gone out by e-mail, for whoever tries the companion: each message as its reader gets it, newest first, with what
// its reader or their server can send back.

import PostalMime from 'postal-mime';
import type { Email } from 'postal-mime';
import { Refusal } from '../http.ts';
import type { Asked, Route } from '../http.ts';
import { DOINGS, entryOf, isAsked, whatComesBack } from './as-reader.ts';
import type { Doing } from './as-reader.ts';
import type { MailServer } from './mail-server.ts';

export type OfficeMail = Pick<MailServer, 'taken' | 'inbox'>;

const POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";

const STYLE = `
:root { color-scheme: light dark; font: 16px/1.5 'Segoe UI', system-ui, 'Noto Sans', 'DejaVu Sans', sans-serif; }
body { margin: 0 auto; max-width: 46rem; padding: 1rem; background: Canvas; color: CanvasText; }
article { border: 1px solid GrayText; border-radius: 8px; margin: 1rem 0; padding: 1rem; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.125rem; margin: 0 0 .5rem; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0 .75rem; margin: 0 0 .75rem; } dt { font-weight: 600; } dd { margin: 0; overflow-wrap: anywhere; }
pre { font: inherit; white-space: pre-wrap; overflow-wrap: anywhere; margin: 0; }
summary { cursor: pointer; margin-top: .75rem; }
form { display: flex; flex-wrap: wrap; gap: .5rem; margin-top: .75rem; } button { font: inherit; padding: .25rem .75rem; min-height: 24px; }
[role=status] { border-left: 4px solid; padding-left: .75rem; }
`;

/** `GET /mail`, and `POST /mail/:number` for what comes back for one letter, counted from the oldest. `now`: the local Teams' clock. */
export function outboxRoutes({ taken, inbox }: OfficeMail, now: () => string): Route[] {
  const page = async ({ query }: Asked) => {
    const messages = await Promise.all((await taken()).map((raw) => PostalMime.parse(raw)));
    return { status: 200, body: pageOf(messages, query.has('back')), headers: { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': POLICY, 'referrer-policy': 'same-origin', 'cache-control': 'no-store' } };
  };
  const comesBack = async (asked: Asked) => {
    const [letter, doing] = [(await taken())[Number(asked.part('number')) - 1], new URLSearchParams(await asked.text()).get('does') ?? ''];
    if (letter === undefined || !Object.hasOwn(DOINGS, doing)) throw new Refusal(400, 'BadSyntax', 'There is no such letter, or nothing like that comes back.');
    await inbox.add(await whatComesBack(letter, doing as Doing, { receivedAt: now() }));
    return { status: 303, headers: { location: '/mail?back' } };
  };
  return [{ method: 'GET', pattern: '/mail', handle: page }, { method: 'POST', pattern: '/mail/:number', handle: comesBack }];
}

function pageOf(messages: readonly Email[], back: boolean): string {
  const said = back ? '<p role="status">It has gone back to the office, where the companion finds it within a quarter of a minute.</p>' : '';
  const shown = messages.length === 0 ? '<p>Nothing has gone out by e-mail yet. Whoever is invited and has no Teams account here is written to.</p>' : messages.map((message, place) => messageOf(message, place + 1)).toReversed().join('\n');
  return `<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Secure e-mail</title><style>${STYLE}</style></head><body><main><h1>Secure e-mail</h1><p>What the companion has sent. Nothing of it leaves this machine. <a href="/">Back to Teams</a></p>${said}${shown}</main></body></html>`;
}

function messageOf(letter: Email, number: number): string {
  const { to, from, subject, text } = letter;
  const facts = { To: to?.map(({ address }) => address ?? '').join(', ') ?? '', From: from === undefined ? '' : `${from.name ?? ''} <${from.address ?? ''}>` };
  const entry = entryOf(letter);
  const calendar = entry === undefined ? '' : `<details><summary>Calendar entry</summary><pre>${escaped(entry)}</pre></details>`;
  const rows = Object.entries(facts).map(([name, value]) => `<dt>${name}</dt><dd>${escaped(value)}</dd>`).join('');
  return `<article><h2>${escaped(subject ?? '')}</h2><dl>${rows}</dl><pre>${escaped(text ?? '')}</pre>${calendar}${doings(letter, number)}</article>`;
}

/** What its reader can answer, and that it comes back. */
function doings(letter: Email, number: number): string {
  const offered = Object.entries(DOINGS).filter(([doing]) => doing === 'comesBack' || isAsked(letter));
  return `<form method="post" action="/mail/${number}" aria-label="As its reader">${offered.map(([doing, words]) => `<button name="does" value="${doing}">${words}</button>`).join('')}</form>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

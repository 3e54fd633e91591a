// The organisation's directory as a people picker searches it: by the beginnings of words, or by object ids.

import { personAsking } from './ui-asked.ts';
import type { Answer, Asked } from './http.ts';
import type { Ui } from './ui-asked.ts';
import type { Person } from './ui-types.ts';

const mostFound = 10;

/** GET /ui/people?as=&search= or &ids=: people of the tenant; nobody for nothing asked. */
export function people(ui: Ui, asked: Asked): Answer {
  personAsking(ui, asked);
  const ids = (asked.query.get('ids') ?? '').split(',');
  const words = wordsOf(asked.query.get('search') ?? '');
  const named = ui.tenant.people.filter(({ oid }) => ids.includes(oid));
  const found = words.length === 0 ? [] : ui.tenant.people.filter((person) => fits(person, words)).slice(0, mostFound);
  return { status: 200, body: [...named, ...found] };
}

/** Every word that was typed begins a word of the name or the work. */
function fits({ displayName, designation }: Person, words: string[]): boolean {
  const own = wordsOf(`${displayName} ${designation}`);
  return words.every((word) => own.some((each) => each.startsWith(word)));
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().split(/[\s-]+/).filter((word) => word !== '');
}

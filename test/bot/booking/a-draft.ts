/** Forms to test with: an invented case with two children, Mother and Father, at whichever screen a test begins. Today is Monday 23 November 2026. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAuthority, type Authority } from '../../../bot/authority.ts';
import { emptyRelative, newDraft, type BookingDraft, type Relative } from '../../../bot/booking/draft.ts';
import type { Asking } from '../../../bot/booking/steps/step.ts';
import { londonDateOf, londonInstant, machineInstant } from '../../../src/calendar/instants.ts';
import { day } from '../../conference/a-conference.ts';
import { nottinghamshireRulebook } from '../../procedures/nottinghamshire-rulebook.ts';

export const authority: Authority = parseAuthority(readFileSync(join(import.meta.dirname, '../../../local/authority.json'), 'utf8'));
export const book = nottinghamshireRulebook();
export const NOW = londonInstant(day('2026-11-23'), '10:30');
export const MINUTE = 60_000;

const objectId = (name: string): string => authority.people.find((person) => person.name.startsWith(name))!.objectId;

/** People of the invented authority by first name. */
export const ID = { robin: objectId('Robin'), morgan: objectId('Morgan'), alex: objectId('Alex'), jo: objectId('Jo'), priya: objectId('Priya'), chris: objectId('Chris'), noor: objectId('Noor'), pat: objectId('Pat') };

export const person = (id: string): Authority['people'][number]['person'] => authority.people.find((entry) => entry.objectId === id)!.person;
export const OWNER = person(ID.robin);

export const asking: Asking = { owner: OWNER, today: londonDateOf(NOW), civilNow: NOW, machineNow: machineInstant(0), book, authority };

export function aRelative(label: string, changes: Partial<Relative> = {}): Relative {
  return { ...emptyRelative(label), responsibility: 'yes', invited: 'yes', sendBy: 'byHand', practice: ID.noor, ...changes };
}

type Parts = { readonly [Part in 'case' | 'family' | 'people' | 'date']?: Partial<BookingDraft[Part]> };

/** At the screen who to invite, with nothing filled in on it, unless told. */
export function aDraft(parts: Parts = {}, step: BookingDraft['step'] = 'people'): BookingDraft {
  const fresh = newDraft('draft-1', 'hybrid');
  return {
    ...fresh, conferenceId: 'conference-1', op: 'op-1', step,
    case: {
      ...fresh.case, caseReference: 'EX-1', dates: { s47InitiatedOn: '2026-11-20' }, agreed: { by: ID.morgan, on: '2026-11-20', at: '11:00' }, threshold: 'yes', format: 'hybrid',
      children: [{ label: 'Child A', initials: 'A.B.', age: '4', part: 'subject' }, { label: 'Child B', initials: 'C.B.', age: '7', part: 'subject' }], ...parts.case,
    },
    family: { ...fresh.family, page: 0, childrensPractice: ID.noor, responsibilityReason: '', relatives: [aRelative('Mother'), aRelative('Father')], participation: ['viewsSent', 'viewsSent'], risk: { posed: 'no', words: '', assessed: 'no' }, ...parts.family },
    people: { ...fresh.people, ...parts.people },
    date: { ...fresh.date, ...parts.date },
  };
}

/** What a standard initial conference has on its list. */
export const CHOSEN = { teamManager: [ID.morgan], publicHealthNurse: [ID.priya], designatedLead: [ID.chris] };

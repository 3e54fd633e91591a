/**
 * The cards about one conference, drawn by the product's own presses on a store in memory: sixty on the list with long
 * names and jobs, ten children, twenty of the family, every flag; a person with sixty conferences; sixty requests.
 */
import type { CardVerb } from '../../cards/verbs.ts';
import type { Answer } from '../../bot/teams/turn.ts';
import type { ConferenceBooked, Invitee } from '../../src/conference/events.ts';
import type { PersonKey } from '../../src/people/person.ts';
import { anOffice, OFFICE } from '../../test/bot/office/office-under-test.ts';
import { someConferences } from '../../test/bot/my-conferences/my-conferences-under-test.ts';
import { anInvitee, INVITEES, OBSERVER, PREPARATION, SOLICITOR, WHO, day } from '../../test/conference/a-conference.ts';
import { nottinghamshireRulebook } from '../../test/procedures/nottinghamshire-rulebook.ts';
import type { Drawing } from './card-sizes.ts';
import { LONG_NAME, places } from './fullest-forms.ts';

const ON_THE_LIST = 60;
const CONFERENCES = 60;

export async function fullestOfAConference(): Promise<readonly Drawing[]> {
  const changes = largeConference();
  const mine = await someConferences(changes);
  for (const place of places(CONFERENCES)) await mine.bookAlso(`conference-more-${place}`, { ...changes, caseReference: 'EX-20417'.padEnd(40, '0'), invitees: INVITEES });
  const office = await anOffice(changes);
  office.requests.push(...places(CONFERENCES).map((place) => ({ conferenceId: `conference-more-${place}`, caseReference: 'EX-20417'.padEnd(40, '0'), on: day('2026-12-08'), from: '10:00', why: 'meetingNotPlaced' as const })));
  const looked = async (what: string, press: (verb: CardVerb, person: PersonKey, input: object) => Promise<Answer>, verb: CardVerb, person: PersonKey): Promise<Drawing> => drawing(what, await answered(press, verb, person));
  return [
    await looked('booking-settled: sixty on the list', mine.press, 'conference.show', WHO.socialWorker),
    await looked('readiness: sixty on the list', mine.press, 'conference.readiness', WHO.socialWorker),
    await looked('why-date: two limits', mine.press, 'conference.whyDate', WHO.chair),
    await looked('list-change: sixty on the list', mine.press, 'list.edit', WHO.socialWorker),
    await looked('reports: sixty on the list', mine.press, 'reports.show', WHO.socialWorker),
    await looked('conferences-list: sixty conferences', mine.press, 'conferences.list', WHO.socialWorker),
    await looked('invitation: of one of sixty', mine.press, 'invitation.look', WHO.healthVisitor),
    await looked('booking-request: sixty on the list', office.press, 'office.look', OFFICE.dana),
    await looked('list-to-confirm: sixty on the list', office.press, 'list.look', WHO.manager),
    await looked('chair-briefing: every flag, twenty observers', office.press, 'flags.look', WHO.chair),
    await looked('office-list: sixty requests', office.press, 'office.list', OFFICE.dana),
  ];
}

/** A card that could not be made fails when it is weighed, beside its name. */
async function answered(press: (verb: CardVerb, person: PersonKey, input: object) => Promise<Answer>, verb: CardVerb, person: PersonKey): Promise<() => object> {
  try {
    const answer = await press(verb, person, { op: 'op-1', conferenceId: 'conference-1', inviteeId: 'invitee-2', about: 'reminder', page: 1 });
    if (answer === undefined || !('card' in answer) || JSON.stringify(answer.card).includes('Not available to you')) throw new Error(`${verb} was not answered with its card`);
    return () => answer.card;
  } catch (error) {
    return () => { throw error; };
  }
}

function drawing(what: string, draw: () => object): Drawing {
  return { what, draw };
}

function largeConference(): Partial<ConferenceBooked> {
  const { pack } = nottinghamshireRulebook();
  const long = (invitee: Invitee): Invitee => ({ ...invitee, name: LONG_NAME, designation: 'Designated safeguarding lead and deputy head teacher', agency: 'Exampleshire Healthcare and Community Trust' });
  const more = places(ON_THE_LIST - INVITEES.length - 2).map((place) => long(place % 3 === 0 ? { ...OBSERVER, inviteeId: `invitee-${place + 10}` } : anInvitee({ inviteeId: `invitee-${place + 10}`, name: '', reportRequired: true, need: place % 2 === 0 ? 'required' : 'advised', route: 'email', email: `worker${place}@example.nhs.net` })));
  return {
    caseReference: 'EX-20417'.padEnd(40, '0'), conferenceType: 'siblingInitial', dates: { s47InitiatedOn: day('2026-11-20'), laterStrategyOn: day('2026-11-23'), initialHeldOn: day('2026-09-14') },
    children: places(10).map((place) => ({ childId: `child-${place + 1}`, label: `Child ${place + 1} ${'ŵ'.repeat(28)}`, initials: 'ŵŷŵŷŵŷ', age: 'ŵ'.repeat(20), part: 'subject' as const })),
    family: places(8).map((place) => ({ memberId: `member-${place + 1}`, label: `${place}${'ŵ'.repeat(39)}`, responsibility: 'unknown' as const, invited: place % 2 === 0, notInvitedReason: place % 2 === 0 ? '' : 'ŵ'.repeat(160), interpreter: 'ŵ'.repeat(40), supporter: 'ŵ'.repeat(60) })),
    invitees: [...INVITEES, SOLICITOR, OBSERVER, ...more], notNamed: { roleCodes: ['generalPractitioner', 'police'], reason: 'ŵ'.repeat(400) }, lateReason: 'ŵ'.repeat(400),
    preparation: {
      ...PREPARATION, risk: { posed: true, words: 'ŵ'.repeat(300), assessed: false }, advocate: 'ŵ'.repeat(120), apart: 'ŵ'.repeat(200), chairFlags: pack.booking.chairFlags.map(({ value }) => value), observers: 'ŵ'.repeat(300),
      participation: Object.fromEntries(places(10).map((place) => [`child-${place + 1}`, 'tooYoung'])),
      availability: { asked: places(20).map((place) => `Relative ${place}`), cannotCome: places(10).map(() => 'Mother: Thu 3 Dec 2026, morning'), notAsked: 'ŵ'.repeat(400) },
    },
  };
}

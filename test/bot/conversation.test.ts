/** What the companion answers in chat, with the store out of reach or full of years of conferences. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseAuthority } from '../../bot/authority.ts';
import { conferenceLists, type ConferenceLists } from '../../bot/conference-lists.ts';
import type { MyConferencesParts } from '../../bot/my-conferences/asking.ts';
import { myConferencePresses } from '../../bot/my-conferences/my-conference-presses.ts';
import { Conversation, type ConversationParts } from '../../bot/teams/conversation.ts';
import type { Answer, Heard } from '../../bot/teams/turn.ts';
import { VERBS } from '../../cards/verbs.ts';
import { londonInstant } from '../../src/calendar/instants.ts';
import { personKey } from '../../src/people/person.ts';
import { StoreFault } from '../../src/store/port.ts';
import { bookedWith, day } from '../conference/a-conference.ts';
import { nottinghamshireRulebook } from '../procedures/nottinghamshire-rulebook.ts';
import { anOpenStore } from '../store/support/conference.ts';

const authority = parseAuthority(readFileSync(join(import.meta.dirname, '../../local/authority.json'), 'utf8'));
const { person, objectId } = authority.people.find(({ roles }) => roles.includes('chair'))!;
const away = () => Promise.reject(new StoreFault('read', undefined));
const NOW = londonInstant(day('2026-12-07'), '09:00');

/** Other parts answer these. */
const OTHERS = Object.fromEntries(VERBS.map((verb) => [verb, away]));

function conversation(lists: Partial<ConferenceLists> = { ofPerson: away }): Conversation {
  const parts = { authority, pack: nottinghamshireRulebook().pack, civilNow: () => NOW, desk: { look: away, perform: away }, rulesOf: away, bookOf: away, lists };
  const { 'conferences.list': list } = myConferencePresses(parts as unknown as MyConferencesParts);
  return new Conversation({
    authority, pack: nottinghamshireRulebook().pack, outOfHours: '01632 960123', presses: [OTHERS, { 'conferences.list': list }], civilNow: () => NOW, machineNow: () => NOW,
    chats: { remember: away, forget: away, rememberTeam: away }, booking: { start: away, press: away }, desk: { look: away },
  } as unknown as ConversationParts);
}

const asker = { person, tenantId: authority.tenants[0]!, objectId, channelUserId: '29:chair' };
const place = (scope: 'personal' | 'channel') => ({ scope, conversationId: 'a:1', serviceUrl: 'https://smba.trafficmanager.net/uk', tenantId: asker.tenantId });
const said = (text: string, scope: 'personal' | 'channel' = 'personal'): Heard => ({ kind: 'said', text, activityId: 'm1', place: place(scope), asker });
const cardOf = (answer: Answer): string => JSON.stringify(answer !== undefined && 'card' in answer ? answer.card : answer);

describe('a message that speaks of harm today', () => {
  it.each(['personal', 'channel'] as const)('is told whom to call, first, while the store is away (%s)', async (scope) => {
    const [first, second] = await conversation().hear(said('a child is being hurt right now, book an ICPC', scope));
    expect(cardOf(first)).toMatch(/call 999.*01632 960123/);
    expect(cardOf(second)).toContain('999');
  });

  it('is the only kind that passes over a store that is away', async () => {
    await expect(conversation().hear(said('my conferences'))).rejects.toThrow(StoreFault);
  });
});

it('a button that nobody knows is answered with whom to call', async () => {
  const pressed: Heard = { kind: 'pressed', verb: 'somebody.elses', input: {}, trigger: 'manual', place: place('channel'), asker };
  const [answer] = await conversation().hear(pressed);
  expect(cardOf(answer)).toMatch(/do not know this button.*call 999.*01632 960123/);
});

describe('my conferences', () => {
  it('begins with the next one, however many have been', async () => {
    const lists = conferenceLists(await anOpenStore(), 'northvale');
    const chair = { person: personKey(asker.tenantId, objectId)!, name: 'Alex Wren-Example' };
    const days = ['2026-12-21', '2026-12-07', ...Array.from({ length: 12 }, (_, month) => `2025-${String(month + 1).padStart(2, '0')}-10`)];
    for (const [place, on] of days.entries()) await lists.project(`conference-${place}`, bookedWith({ on: day(on), chair, caseReference: `EX-${on}` }), true);
    expect((await lists.ofPerson(chair.person, day('2026-12-07'))).map((row) => row.on).slice(0, 4)).toEqual(['2026-12-07', '2026-12-21', '2025-12-10', '2025-11-10']);
    const remembering = conversation(lists);
    const [answer] = await remembering.hear({ kind: 'pressed', verb: 'conferences.list', input: { op: 'op-1' }, trigger: 'manual', place: place('channel'), asker });
    expect(cardOf(answer)).toMatch(/EX-2026-12-07.*EX-2026-12-21/);
  });
});

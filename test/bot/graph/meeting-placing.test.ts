/** A booked conference is placed in Outlook once for each time a chair is given it, and what goes wrong beside it is kept in the log. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { Desk } from '../../../bot/desk.ts';
import { NO_OUTLOOK, type NotPlaced, type WantedEvent } from '../../../bot/graph/calendar-port.ts';
import { meetingPlacing } from '../../../bot/jobs/meeting-placing.ts';
import { londonInstant } from '../../../src/calendar/instants.ts';
import type { ConferenceEvent } from '../../../src/conference/events.ts';
import type { BookedConference } from '../../../src/conference/state.ts';
import type { PersonKey } from '../../../src/people/person.ts';
import { booked, day, WHO } from '../../conference/a-conference.ts';

const CHAT = '19:meeting_Example@thread.v2';
const [ALEX, SAM] = [{ person: WHO.chair, name: 'Alex Wren-Example' }, { person: WHO.otherChair, name: 'Sam Finch-Example' }];
const given = (from: typeof ALEX, to: typeof ALEX, claimId: string): ConferenceEvent => ({ type: 'chairReassigned', data: { from, to, claimId, conflictOfInterest: false, reason: 'away' } });
let wanted: WantedEvent[];
let kept: unknown[];
let lines: unknown[];
let withdrawn: unknown[];
let withdrawal: { readonly kind: 'withdrawn' } | NotPlaced;
let added: { readonly kind: 'added' } | NotPlaced;
beforeEach(() => {
  [wanted, kept, lines, added] = [[], [], [], { kind: 'added' }];
  [withdrawn, withdrawal] = [[], { kind: 'withdrawn' }];
});

const desk = { record: (_conference: string, events: readonly ConferenceEvent[]) => (kept.push(...events), Promise.resolve(booked(...events))) } as unknown as Desk;
const placing = () => meetingPlacing({
  outlook: { ...NO_OUTLOOK, place: (event) => (wanted.push(event), Promise.resolve({ kind: 'placed', eventId: 'event-1', joinUrl: null, chatId: CHAT })), addAppToChat: () => Promise.resolve(added), withdraw: (organiser, eventId) => (withdrawn.push([organiser, eventId]), Promise.resolve(withdrawal)) },
  emailOf: (person: PersonKey) => (person === WHO.teacher ? null : `${person}@exampleshire.gov.uk`), desk, civilNow: () => londonInstant(day('2026-12-01'), '10:00'),
  log: { panelNotAdded: (...line) => void lines.push(['panelNotAdded', ...line]), inviteesWithoutAddress: (...line) => void lines.push(['inviteesWithoutAddress', ...line]), entryNotWithdrawn: (...line) => void lines.push(['entryNotWithdrawn', ...line]) },
});
const place = (state: BookedConference) => placing().place('conference-1', state);

describe('the event', () => {
  it('is the same however often the same booking is placed', async () => {
    await place(booked());
    await place(booked());
    expect(new Set(wanted.map(({ transactionId }) => transactionId)).size).toBe(1);
  });
  it('is another for each chair, and another again for the first who gets it back', async () => {
    await place(booked());
    await place(booked(given(ALEX, SAM, 'claim-2')));
    await place(booked(given(ALEX, SAM, 'claim-2'), given(SAM, ALEX, 'claim-3')));
    expect(new Set(wanted.map(({ transactionId }) => transactionId)).size).toBe(3);
  });
});

describe('the entry of a chair who had it before', () => {
  const placed: ConferenceEvent = { type: 'meetingPlaced', data: { eventId: 'event-0', joinUrl: null, chatId: CHAT } };
  const passedOn = (...more: readonly ConferenceEvent[]): BookedConference => booked(placed, given(ALEX, SAM, 'claim-2'), ...more);

  it('is taken away, once, and the meeting of the next chair is the one that counts', async () => {
    expect(passedOn()).toMatchObject({ linkedChatId: null, meeting: { kind: 'notTried' } });
    await place(passedOn());
    expect(withdrawn).toEqual([[WHO.chair, 'event-0']]);
    expect(kept).toContainEqual({ type: 'meetingWithdrawn', data: { eventId: 'event-0' } });
    await place(passedOn({ type: 'meetingWithdrawn', data: { eventId: 'event-0' } }));
    expect(withdrawn).toHaveLength(1);
  });

  it('stays to be taken away while Outlook cannot, and holds up nothing', async () => {
    withdrawal = { kind: 'unreachable', code: 'timeOut' };
    await place(passedOn());
    expect(kept.map((event) => (event as ConferenceEvent).type)).toEqual(['meetingPlaced']);
    expect(passedOn().earlierEvents).toEqual([{ organiser: WHO.chair, eventId: 'event-0' }]);
  });
});

describe('the log', () => {
  for (const [why, code] of [[{ kind: 'refused', status: 403, code: 'Forbidden' }, '403.Forbidden'], [{ kind: 'retryAfter', seconds: 9 }, 'busy'], [{ kind: 'unreachable', code: 'timeOut' }, 'timeOut']] as const) {
    it(`says by code that the companion is not in the chat (${code}), and the meeting stands all the same`, async () => {
      added = why;
      await place(booked());
      expect(lines).toContainEqual(['panelNotAdded', 'conference-1', code]);
      expect(kept).toEqual([{ type: 'meetingPlaced', data: { eventId: 'event-1', joinUrl: null, chatId: CHAT } }]);
    });
  }
  it('counts those of the organisation who have no address, and names nobody', async () => {
    await place(booked());
    expect(lines).toEqual([['inviteesWithoutAddress', 'conference-1', 1]]);
    expect(wanted[0]?.attendees).toHaveLength(3);
  });
  it('is silent when all is well', async () => {
    const state = booked({ type: 'inviteeRemoved', data: { inviteeId: 'invitee-3', reason: 'left' } });
    await place(state);
    expect(lines).toEqual([]);
  });
});

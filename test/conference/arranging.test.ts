/** Between the booking and the day: who stands by what, and what a change of the list or of the chair leaves open. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { awaitingAgreement, listStands } from '../../src/conference/arranging.ts';
import type { Command } from '../../src/conference/commands.ts';
import { decide, type Actor, type Rules } from '../../src/conference/decide.ts';
import type { ConferenceEvent, InvitationAnswer } from '../../src/conference/events.ts';
import { fold, mayBeInvited, rolesIn, type BookedConference } from '../../src/conference/state.ts';
import { anInvitee, booked, bookedWith, later, OBSERVER, person, PREPARATION, recorded, shortRules, SOLICITOR, WHO } from './a-conference.ts';

const coordinator = person(WHO.outsider, 'diaryCoordinator');
const worker = person(WHO.socialWorker);
const manager = person(WHO.manager);
const chair = person(WHO.chair);
const rules = shortRules();

/** The conference after this command, or the codes of the refusal. */
function after(state: BookedConference, command: Command, actor: Actor): BookedConference | readonly string[] {
  const outcome = decide(state, command, actor, rules);
  if (outcome.kind === 'refused') return outcome.refusals.map(({ code }) => code);
  return fold(state, recorded(outcome.events, state.version)) as BookedConference;
}

function accepted(state: BookedConference, command: Command, actor: Actor): BookedConference {
  const next = after(state, command, actor);
  if (Array.isArray(next)) throw new Error(next.join());
  return next as BookedConference;
}

const toJo = { do: 'reassignChair', to: { person: WHO.otherChair, name: 'Jo Tarn-Example' }, claimId: 'claim-2', conflictOfInterest: true, reason: 'Knows the family.' } as const;
const newcomer = anInvitee({ inviteeId: '', name: 'Max Fell-Example', email: 'max.fell@nhs.net', route: 'email' });

describe('another chair', () => {
  it('takes the conference with everything a chair may do, and leaves the one before with nothing', () => {
    const state = accepted(booked(), toJo, coordinator);
    expect(state.booking).toMatchObject({ chair: { person: WHO.otherChair }, claimId: 'claim-2' });
    expect(rolesIn(state, WHO.otherChair, [])).toContain('conferenceChair');
    expect(rolesIn(state, WHO.chair, [])).toEqual([]);
    expect(state.chairChanges).toMatchObject([{ from: { person: WHO.chair }, conflictOfInterest: true, reason: 'Knows the family.' }]);
  });

  it('has to see the flags for themselves', () => {
    const seen = accepted(booked(), { do: 'acknowledgeFlags' }, chair);
    expect(seen.flagsAcknowledged.size).toBe(1);
    expect(accepted(seen, toJo, coordinator).flagsAcknowledged.size).toBe(0);
  });

  it('is not somebody who is on the list, nor the same person, and there is a reason', () => {
    expect(after(booked(), { ...toJo, to: { person: WHO.teacher, name: 'Chris Lark-Example' } }, coordinator)).toEqual(['alreadyInvited']);
    expect(after(booked(), { ...toJo, to: { person: WHO.chair, name: 'Alex Wren-Example' } }, coordinator)).toEqual(['sameChair']);
    expect(after(booked(), { ...toJo, reason: '  ' }, coordinator)).toEqual(['needsReason']);
  });

  it('changes nothing when the same change comes again', () => {
    const once = accepted(booked(), toJo, coordinator);
    expect(accepted(once, toJo, coordinator).version).toBe(once.version);
  });
});

describe('the list of those invited', () => {
  it('stands once the team manager has confirmed it, and no longer when somebody joins', () => {
    const confirmed = accepted(booked(), { do: 'confirmList' }, manager);
    expect(listStands(confirmed)).toBe(true);
    const grown = accepted(confirmed, { do: 'addInvitee', invitee: newcomer }, worker);
    expect(listStands(grown)).toBe(false);
    expect(listStands(accepted(grown, { do: 'confirmList' }, manager))).toBe(true);
  });

  it('still stands when somebody leaves it', () => {
    const confirmed = accepted(booked(), { do: 'confirmList' }, manager);
    expect(listStands(accepted(confirmed, { do: 'removeInvitee', inviteeId: 'invitee-3', reason: 'Another school.' }, worker))).toBe(true);
  });

  it('can be returned with a reason, which is gone once it is confirmed', () => {
    const returned = accepted(booked(), { do: 'returnList', reason: 'The school nurse is missing.' }, manager);
    expect(returned.listReturned).toMatchObject({ reason: 'The school nurse is missing.', by: expect.any(String) as unknown });
    expect(accepted(returned, { do: 'confirmList' }, manager).listReturned).toBeNull();
  });

  it('takes nobody twice, by account or by address, whatever the capitals', () => {
    const once = accepted(booked(), { do: 'addInvitee', invitee: newcomer }, worker);
    expect(after(once, { do: 'addInvitee', invitee: { ...newcomer, name: 'M. Fell-Example', email: 'MAX.FELL@nhs.net' } }, worker)).toEqual(['alreadyInvited']);
    expect(after(once, { do: 'addInvitee', invitee: { ...newcomer, email: null, person: WHO.teacher } }, worker)).toEqual(['alreadyInvited']);
    expect(after(once, { do: 'addInvitee', invitee: { ...newcomer, email: null, person: WHO.chair } }, worker)).toEqual(['alreadyInvited']);
  });

  it('never gives the id of somebody who left to somebody who comes', () => {
    const left = accepted(booked(), { do: 'removeInvitee', inviteeId: 'invitee-5', reason: 'Told in person.' }, worker);
    expect(accepted(left, { do: 'addInvitee', invitee: newcomer }, worker).booking.invitees.at(-1)?.inviteeId).toBe('invitee-6');
  });

  it('shows nothing more to somebody who was taken off it', () => {
    const left = accepted(booked(), { do: 'removeInvitee', inviteeId: 'invitee-3', reason: 'Another school.' }, worker);
    expect(rolesIn(left, WHO.teacher, [])).toEqual([]);
    expect(left.removed.get('invitee-3')).toMatchObject({ reason: 'Another school.', invitee: { name: 'Chris Lark-Example' } });
  });

  it('keeps its social worker', () => {
    expect(after(booked(), { do: 'removeInvitee', inviteeId: 'invitee-1', reason: 'No.' }, worker)).toEqual(['notAllowed']);
  });
});

describe('somebody who has to be agreed to', () => {
  const state = booked({ type: 'inviteeAdded', data: { invitee: SOLICITOR } }, { type: 'inviteeAdded', data: { invitee: OBSERVER } });
  const agree = { do: 'agreeAttendance', inviteeId: SOLICITOR.inviteeId, agreed: true, reason: '' } as const;

  it('gets nothing before the answer, and nothing after a no', () => {
    expect(mayBeInvited(state, SOLICITOR)).toBe(false);
    expect(mayBeInvited(accepted(state, agree, manager), SOLICITOR)).toBe(true);
    const declined = accepted(state, { ...agree, agreed: false, reason: 'No legal question.' }, manager);
    expect(mayBeInvited(declined, SOLICITOR)).toBe(false);
    expect(awaitingAgreement(declined, 'teamManager')).toEqual([]);
  });

  it('is declined with a reason only, and can be agreed to later', () => {
    expect(after(state, { ...agree, agreed: false }, manager)).toEqual(['needsReason']);
    const declined = accepted(state, { ...agree, agreed: false, reason: 'Not now.' }, manager);
    expect(mayBeInvited(accepted(declined, agree, manager), SOLICITOR)).toBe(true);
  });

  it('is known to those who have to agree', () => {
    expect(awaitingAgreement(state, 'teamManager').map(({ name }) => name)).toEqual(['Ros Penn-Example']);
    expect(awaitingAgreement(state, 'chair').map(({ name }) => name)).toEqual(['Bo Reed-Example']);
  });
});

describe('the flags for the chair', () => {
  it('are acknowledged once, each with its moment', () => {
    const state = bookedWith({ preparation: { ...PREPARATION, chairFlags: ['exclusion', 'convictions'] } });
    const seen = accepted(state, { do: 'acknowledgeFlags' }, chair);
    expect([...seen.flagsAcknowledged.keys()]).toEqual(['exclusion', 'convictions']);
    expect(accepted(seen, { do: 'acknowledgeFlags' }, chair).version).toBe(seen.version);
  });

  it('cannot be acknowledged where there are none', () => {
    expect(after(bookedWith({ preparation: { ...PREPARATION, chairFlags: [] } }), { do: 'acknowledgeFlags' }, chair)).toEqual(['nothingToAcknowledge']);
  });
});

describe('what the invited say', () => {
  it('can be changed until the decisions are released, and the last word counts', () => {
    const coming = accepted(booked(), { do: 'answerInvitation', inviteeId: 'invitee-2', answer: 'coming' }, person(WHO.healthVisitor));
    const deputy = accepted(coming, { do: 'answerInvitation', inviteeId: 'invitee-2', answer: 'deputy' }, person(WHO.healthVisitor));
    expect(deputy.answers.get('invitee-2')).toMatchObject({ answer: 'deputy' });
    const released = later(deputy, '2026-12-08T12:00:00.000Z', { type: 'decisionsReleased', data: { gaps: [], reason: null } });
    expect(after(released, { do: 'answerInvitation', inviteeId: 'invitee-2', answer: 'coming' }, person(WHO.healthVisitor))).toEqual(['alreadyReleased']);
  });
});

describe('a professional who cannot come', () => {
  const STK = { ...rules, pack: { ...rules.pack, booking: { ...rules.pack.booking, absence: { rule: 'STK-028', report: 'required' } } } } as const satisfies Rules;
  const answers = (state: BookedConference, answer: InvitationAnswer, under: Rules, inviteeId = 'invitee-4'): BookedConference => {
    const outcome = decide(state, { do: 'answerInvitation', inviteeId, answer }, person(inviteeId === 'invitee-4' ? WHO.manager : WHO.healthVisitor), under);
    if (outcome.kind === 'refused') throw new Error(JSON.stringify(outcome.refusals));
    return fold(state, recorded(outcome.events, state.version)) as BookedConference;
  };
  const asked = (state: BookedConference, inviteeId = 'invitee-4') => {
    const invitee = state.booking.invitees.find((entry) => entry.inviteeId === inviteeId);
    return [invitee?.reportRequired, invitee?.reportInstead];
  };

  it('is asked for a written report where the pack says so, though none was asked of them, and for none once they come after all (STK-028)', () => {
    const away = answers(booked(), 'cannotCome', STK);
    expect(asked(away)).toEqual([true, 'STK-028']);
    expect(asked(answers(away, 'reportOnly', STK))).toEqual([true, 'STK-028']);
    expect(asked(answers(away, 'deputy', STK))).toEqual([false, undefined]);
    expect(asked(answers(away, 'coming', STK))).toEqual([false, undefined]);
  });

  it('is asked for none where the pack does not, unless they offer it', () => {
    expect(asked(answers(booked(), 'cannotCome', rules))).toEqual([false, undefined]);
    expect(asked(answers(booked(), 'reportOnly', rules))).toEqual([true, '']);
  });

  it('owes the report they were asked for anyhow, whatever they answer', () => {
    for (const answer of ['coming', 'deputy', 'reportOnly', 'cannotCome'] as const) expect(asked(answers(booked(), answer, STK, 'invitee-2'), 'invitee-2')).toEqual([true, undefined]);
  });

  it('of the family is asked for no report', () => {
    const outcome = decide(booked(), { do: 'answerInvitation', inviteeId: 'invitee-5', answer: 'cannotCome' }, worker, STK);
    expect(outcome).toEqual({ kind: 'accepted', events: [{ type: 'invitationAnswered', data: { inviteeId: 'invitee-5', answer: 'cannotCome' } }] });
  });
});

it('an online meeting that was placed is the one its chair need not link, and a new chair wants a new one', () => {
  const placed = later(booked(), '2026-11-23T09:05:00.000Z', { type: 'meetingPlaced', data: { eventId: 'event-1', joinUrl: 'https://example.invalid/join', chatId: '19:meeting_a@thread.v2' } });
  expect(placed).toMatchObject({ linkedChatId: '19:meeting_a@thread.v2', meeting: { kind: 'placed' } });
  expect(accepted(placed, toJo, coordinator).meeting).toEqual({ kind: 'notTried' });
});

it('counts the times that Outlook could not', () => {
  const failed = { type: 'meetingNotPlaced', data: { code: '503', again: '2026-11-23T09:10:00.000Z' } } as const;
  expect(booked(failed, failed).meeting).toMatchObject({ kind: 'notPlaced', tries: 2, code: '503' });
});

it('whatever is done in whatever order, nobody is on the list twice and every id is given once', () => {
  const people = ['a', 'b', 'c', 'd'].map((letter) => anInvitee({ inviteeId: '', name: `${letter}-Example`, email: `${letter}@nhs.net`, route: 'email' }));
  const act = fc.oneof(fc.constantFrom(...people).map((invitee): Command => ({ do: 'addInvitee', invitee })), fc.integer({ min: 2, max: 12 }).map((n): Command => ({ do: 'removeInvitee', inviteeId: `invitee-${n}`, reason: 'Because.' })));
  fc.assert(fc.property(fc.array(act, { maxLength: 25 }), (commands) => {
    const given = new Map<string, string>();
    let state = booked();
    for (const command of commands) {
      const next = after(state, command, worker);
      if (!Array.isArray(next)) state = next as BookedConference;
      const emails = state.booking.invitees.flatMap(({ email }) => (email === null ? [] : [email]));
      expect(new Set(emails).size).toBe(emails.length);
      for (const { inviteeId, email } of state.booking.invitees) {
        expect(given.get(inviteeId) ?? email ?? '').toBe(email ?? '');
        given.set(inviteeId, email ?? '');
      }
    }
  }));
});

describe('somebody who waits for an agreement', () => {
  const invitee = anInvitee({ ...OBSERVER, inviteeId: 'invitee-9', person: WHO.outsider });
  const waiting = (...more: readonly ConferenceEvent[]): BookedConference => booked({ type: 'inviteeAdded', data: { invitee } }, ...more);

  it('has no part in the conference until it is given', () => {
    expect(rolesIn(waiting(), WHO.outsider, [])).toEqual([]);
    expect(rolesIn(waiting({ type: 'attendanceAgreed', data: { inviteeId: 'invitee-9', agreed: false, reason: 'Too many people.' } }), WHO.outsider, [])).toEqual([]);
    expect(rolesIn(waiting({ type: 'attendanceAgreed', data: { inviteeId: 'invitee-9', agreed: true, reason: '' } }), WHO.outsider, [])).toEqual(['invitedProfessional']);
  });
});

it('a conference is given to no social worker who has it, chairs it or is on its list', () => {
  const give = (person: typeof WHO.chair) => decide(booked(), { do: 'reassignSocialWorker', to: { person, name: 'Sam Birch-Example' }, email: null, claimId: 'claim-2', reason: 'Left.' }, manager, rules);
  expect([WHO.socialWorker, WHO.chair, WHO.healthVisitor, WHO.outsider].map((person) => { const outcome = give(person); return outcome.kind === 'refused' ? outcome.refusals[0]?.code : 'given'; })).toEqual(['sameSocialWorker', 'chairsIt', 'alreadyInvited', 'given']);
});

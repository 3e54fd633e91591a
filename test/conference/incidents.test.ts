/** Incidents: opening one stops everything, it stays open until it is closed by those who answer for it, and nothing said of it is lost. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseIsoUtc } from '../../src/calendar/instants.ts';
import type { Command } from '../../src/conference/commands.ts';
import { decide, type Actor } from '../../src/conference/decide.ts';
import type { ConferenceEvent } from '../../src/conference/events.ts';
import { stopStanding } from '../../src/conference/stopping.ts';
import type { BookedConference } from '../../src/conference/state.ts';
import { noticesOwed, stepsDue, type NoticeRules } from '../../src/notices/owed.ts';
import { booked, later, person, shortRules, WHO } from './a-conference.ts';

const SERVICE = WHO.otherChair;
const RULES: NoticeRules = { ladders: { own: [], agency: [] }, workingMoment: (at) => at, diaryCoordinators: [], serviceManagers: [SERVICE], byMail: true };
const MANAGER: Actor = person(WHO.manager);
const WORKER: Actor = person(WHO.socialWorker);
const at = (hour: string): string => `2026-11-24T${hour}:00.000Z`;
const MAILED: ConferenceEvent = { type: 'noticeSettled', data: { noticeId: 'invitation.invitee-2', outcome: { kind: 'mailed', address: 'someone@nhs.net', joinUrl: null } } };
const OPEN = { do: 'openIncident', kind: 'wrongRecipient', words: 'It went to a practice of the same name.', noticeId: 'invitation.invitee-2' } as const;

function after(state: BookedConference, command: Command, actor: Actor = WORKER, when = at('09:00')): BookedConference {
  const outcome = decide(state, command, actor, shortRules());
  if (outcome.kind === 'refused') throw new Error(outcome.refusals.map(({ code }) => code).join());
  return later(state, when, ...outcome.events);
}
const refusals = (state: BookedConference, command: Command, actor: Actor = WORKER): unknown => {
  const outcome = decide(state, command, actor, shortRules());
  return outcome.kind === 'refused' ? outcome.refusals : outcome.events.map(({ type }) => type);
};
const owed = (state: BookedConference): readonly string[] => noticesOwed(state, RULES).map(({ noticeId }) => noticeId);

describe('an incident', () => {
  it('names the message, and stops all messages with it', () => {
    const state = after(booked(MAILED), OPEN);
    expect(state.incidents).toMatchObject([{ kind: 'wrongRecipient', noticeId: 'invitation.invitee-2', words: OPEN.words, notes: [], closed: null }]);
    expect(stopStanding(state)).toMatchObject({ why: 'wrongRecipient', words: OPEN.words });
  });

  it('found while messages are stopped already is kept all the same', () => {
    const stopped = later(booked(MAILED), at('08:00'), { type: 'messagesStopped', data: { why: 'death', words: 'On Sunday.' } });
    expect(refusals(stopped, OPEN)).toEqual(['incidentOpened']);
    expect(after(stopped, OPEN).stops).toHaveLength(1);
  });

  it('reported twice for one message is one incident with both told', () => {
    const state = after(after(booked(MAILED), OPEN), { ...OPEN, words: 'The practice has telephoned.' });
    expect(state.incidents).toMatchObject([{ words: OPEN.words, notes: [{ words: 'The practice has telephoned.' }] }]);
    const closed = after(state, { do: 'closeIncident', incident: 1, words: 'Deleted unread.' }, MANAGER);
    expect(after(closed, OPEN).incidents).toHaveLength(2);
  });

  it('of no message of ours is one of its own each time', () => {
    const exposed = { do: 'openIncident', kind: 'addressExposed', words: 'On an envelope.', noticeId: null } as const;
    expect(after(after(booked(MAILED), exposed), { ...exposed, words: 'On another.' }).incidents).toMatchObject([{ words: 'On an envelope.' }, { words: 'On another.' }]);
  });

  it('stays open when messages leave again', () => {
    const state = after(after(booked(MAILED), OPEN), { do: 'resumeMessages', words: 'The address was put right.' }, MANAGER);
    expect([stopStanding(state), state.incidents[0]?.closed]).toEqual([undefined, null]);
  });

  it('is closed by those who answer for the conference alone, once, and with what was found', () => {
    const state = after(booked(MAILED), OPEN);
    expect(refusals(state, { do: 'closeIncident', incident: 1, words: 'So.' }, person(WHO.socialWorker))).toEqual([{ code: 'notAllowed' }]);
    expect(refusals(state, { do: 'closeIncident', incident: 1, words: ' ' }, MANAGER)).toEqual([{ code: 'needsReason', field: 'words' }]);
    const closed = after(state, { do: 'closeIncident', incident: 1, words: 'Deleted unread.' }, MANAGER);
    expect(refusals(closed, { do: 'closeIncident', incident: 1, words: 'Once more.' }, MANAGER)).toEqual([]);
  });

  it('is never of a message that was not sent, and one that is not there is not added to', () => {
    expect(refusals(booked(MAILED), { ...OPEN, noticeId: 'invitation.invitee-99' })).toEqual([{ code: 'unknownMessage', field: 'item' }]);
    expect(refusals(booked(MAILED), { do: 'noteIncident', incident: 1, words: 'So.' })).toEqual([{ code: 'unknownIncident' }]);
  });

  it('whatever is done to it, keeps every word that was said', () => {
    const words = fc.string({ minLength: 1, maxLength: 20 }).filter((text) => text.trim() !== '');
    const command = fc.oneof(
      words.map((text): Command => ({ ...OPEN, words: text })), words.map((text): Command => ({ do: 'openIncident', kind: 'addressExposed', words: text, noticeId: null })),
      fc.tuple(fc.integer({ min: 1, max: 3 }), words).map(([incident, text]): Command => ({ do: 'noteIncident', incident, words: text })),
    );
    fc.assert(fc.property(fc.array(command, { maxLength: 8 }), (commands) => {
      const said: string[] = [];
      let state = booked(MAILED);
      for (const each of commands) {
        const outcome = decide(state, each, WORKER, shortRules());
        if (outcome.kind === 'refused') continue;
        state = later(state, at('09:00'), ...outcome.events);
        said.push('words' in each ? each.words.trim() : '');
      }
      expect(state.incidents.flatMap(({ words: first, notes }) => [first, ...notes.map((note) => note.words)]).toSorted()).toEqual(said.toSorted());
    }));
  });
});

describe('those who answer for it', () => {
  const state = after(booked(MAILED), OPEN);

  it('are told at once, though all messages are stopped, and the team manager of both in one', () => {
    expect(owed(state)).toEqual([`messagesStopped.20261124T090000000Z.${WHO.socialWorker}`, `messagesStopped.20261124T090000000Z.${WHO.chair}`, `incidentOpened.1.${SERVICE}`, `incidentOpened.1.${WHO.manager}`, `incidentStillOpen.1.${SERVICE}`]);
  });

  it('are not told of what they opened themselves', () => {
    const opened = decide(booked(MAILED), OPEN, MANAGER, shortRules());
    const own = later(booked(MAILED), at('09:00'), ...(opened.kind === 'accepted' ? opened.events : []));
    const byManager = { ...own, incidents: own.incidents.map((incident) => ({ ...incident, by: WHO.manager })) };
    expect(owed(byManager).filter((noticeId) => noticeId.startsWith('incidentOpened'))).toEqual([`incidentOpened.1.${SERVICE}`]);
  });

  it('are reminded once while a day is left of the time to decide on it, and not of one that is closed', () => {
    const [reminder] = noticesOwed(state, RULES).filter(({ kind }) => kind === 'incidentStillOpen');
    expect(reminder?.dueAt).toBe(parseIsoUtc('2026-11-26T09:00:00.000Z'));
    expect(stepsDue(state, RULES, parseIsoUtc('2026-11-26T08:59:00.000Z')!).map(({ notice }) => notice.kind)).not.toContain('incidentStillOpen');
    expect(owed(after(state, { do: 'closeIncident', incident: 1, words: 'Deleted unread.' }, MANAGER)).filter((noticeId) => noticeId.startsWith('incident'))).toEqual([]);
  });

  it('are the team manager where the authority names no service manager', () => {
    expect(noticesOwed(state, { ...RULES, serviceManagers: [] }).filter(({ kind }) => kind === 'incidentStillOpen').map(({ to }) => to)).toEqual([{ kind: 'person', person: WHO.manager }]);
  });
});

/** Stopping all messages, from a card and by a sentence in chat: by whom, for which conferences of a case, and what is kept of it. */
import { beforeEach, describe, expect, it } from 'vitest';
import { understand } from '../../../bot/teams/intents.ts';
import { stopStanding } from '../../../src/conference/stopping.ts';
import { day, WHO } from '../../conference/a-conference.ts';
import { cardOf, NOT_THEIRS, OTHERS, someConferences } from './my-conferences-under-test.ts';

let conferences: Awaited<ReturnType<typeof someConferences>>;
let presses = 0;
beforeEach(async () => {
  conferences = await someConferences();
});
const press = async (verb: Parameters<typeof conferences.press>[0], who: Parameters<typeof conferences.press>[1], input: object = {}) => cardOf(await conferences.press(verb, who, { op: `op-${(presses += 1)}`, ...input }));
const isStopped = async (conferenceId?: string) => stopStanding(await conferences.look(conferenceId)) !== undefined;
const WRONG = { why: 'wrongRecipient', words: 'A reminder went to a practice of the same name.' };

describe('all messages of a case', () => {
  it('are stopped by whoever prepares the conference, with the reason kept, and lifted by those who answer for it', async () => {
    expect(await press('messages.stopping', WHO.socialWorker)).toContain('Nothing more will leave to anybody');
    expect(await press('messages.stop', WHO.socialWorker, WRONG)).toMatch(/All messages are stopped\.[^]*Robin Ashdown-Example stopped all messages on Monday 23 November 2026[^]*something went to the wrong person\. A reminder went/);
    expect(await isStopped()).toBe(true);
    expect(await press('messages.resume', WHO.socialWorker, { words: 'So.' })).toContain(NOT_THEIRS);
    expect(await press('messages.resume', WHO.manager, { words: 'The practice has deleted it.' })).toMatch(/Messages leave again\.[^]*Lifted by Morgan Vale-Example on Monday 23 November 2026[^]*The practice has deleted it\./);
    expect(await isStopped()).toBe(false);
  });

  it('are stopped for every open conference of it, those of others excepted and said', async () => {
    await conferences.bookAlso('conference-2', { caseReference: 'EX-1', on: day('2026-12-10') });
    await conferences.bookAlso('conference-3', { caseReference: 'EX-1', on: day('2026-12-14'), socialWorker: { person: OTHERS.otherSocialWorker, name: 'Sam Birch-Example' }, chair: { person: WHO.otherChair, name: 'Jo Tarn-Example' }, agreed: null });
    await conferences.bookAlso('conference-4', { caseReference: 'EX-2', on: day('2026-12-14') });
    expect(await press('messages.stop', WHO.socialWorker, { why: 'death', words: 'On Sunday.' })).toMatch(/for 2 conferences of this case\. One more conference of this case is not yours to change: please telephone the diary co-ordinator\./);
    expect([await isStopped('conference-1'), await isStopped('conference-2'), await isStopped('conference-3'), await isStopped('conference-4')]).toEqual([true, true, false, false]);
    await press('messages.stop', OTHERS.dana, { conferenceId: 'conference-3', why: 'death', words: 'On Sunday.' });
    expect(await isStopped('conference-3')).toBe(true);
  });

  it('ask for the words and the reason beside their fields', async () => {
    expect(await press('messages.stop', WHO.chair, { why: 'death', words: '' })).toContain('Please say why, so that it can be put right.');
    expect(await press('messages.stop', WHO.chair, { why: 'boredom', words: 'So.' })).toContain('Please choose from the list.');
    expect(await isStopped()).toBe(false);
  });

  it('are not for the invited, nor for strangers, to stop or to see stopped', async () => {
    for (const who of [WHO.healthVisitor, OTHERS.stranger, OTHERS.otherSocialWorker]) {
      for (const verb of ['messages.stopping', 'messages.stop', 'messages.resume'] as const) expect(await press(verb, who, WRONG)).toContain(NOT_THEIRS);
      expect(await press('messages.stopping', who, { reference: 'EX-1' })).toContain(NOT_THEIRS);
    }
    expect(await isStopped()).toBe(false);
  });

  it('are said to be stopped where readiness is looked at', async () => {
    await press('messages.stop', WHO.chair, WRONG);
    expect(await press('conference.readiness', WHO.socialWorker)).toContain('All messages are stopped: nothing leaves to anybody.');
  });
});

describe('a sentence in chat', () => {
  it.each([
    ['stop all messages for EX-20417', 'EX-20417'], ['Stop all messages for EX-20417.', 'EX-20417'], ['Stop everything for case 48213!', '48213'], ['please stop reminders about EX-20417 now', 'EX-20417'], ['STOP ALL MESSAGES', ''], ['stop sending letters for the case EX-20417', 'EX-20417'], ['halt all e-mails at once', ''],
  ])('“%s” is understood', (text, reference) => {
    expect(understand(text, day('2026-11-23')).intent).toEqual({ kind: 'stopMessages', reference });
  });

  it.each(['stop', 'the reminders stopped for EX-1', 'can you stop by on Friday', 'book an ICPC and stop messages', 'stop the conference'])('“%s” stops nothing', (text) => {
    expect(understand(text, day('2026-11-23')).intent.kind).not.toBe('stopMessages');
  });

  it('finds the conference of the case that is theirs', async () => {
    expect(await press('messages.stopping', WHO.socialWorker, { reference: 'ex-1' })).toContain('Stop all messages');
    expect(await press('messages.stopping', WHO.socialWorker, { reference: 'EX-999' })).toContain(NOT_THEIRS);
  });
});

/** The office's mailbox: what comes back is on record once, in the order in which it came, whoever reads it and however often. */
import { beforeEach, describe, expect, it } from 'vitest';
import { conferenceRules } from '../../../bot/conference-rules.ts';
import { Desk } from '../../../bot/desk.ts';
import { mailboxWatch, type MailboxWatch } from '../../../bot/jobs/mailbox-watch.ts';
import type { CameIn } from '../../../bot/mail/mailbox.ts';
import { addMinutes, isoUtc, londonDateOf, londonInstant, machineInstant, parseIsoUtc, type CivilInstant } from '../../../src/calendar/instants.ts';
import type { BookedConference, ConferenceState } from '../../../src/conference/state.ts';
import { UPCASTERS } from '../../../src/conference/upcasters.ts';
import { conferenceLog } from '../../../src/store/conference-log.ts';
import { documents } from '../../../src/store/documents.ts';
import type { TableStore } from '../../../src/store/port.ts';
import { wakePointers, type WakePointers } from '../../../src/store/wake-pointers.ts';
import { aBooking, anInvitee, day, INVITEES } from '../../conference/a-conference.ts';
import { nottinghamshireRulebook } from '../../procedures/nottinghamshire-rulebook.ts';
import { aKeyRing, anOpenStore } from '../../store/support/conference.ts';

const book = nottinghamshireRulebook();
const CONFERENCE = '3f0a1c52-7f2e-4c50-9a3b-0d5c8b1e6a77';
const DOMAIN = 'companion.example';
const DESK = 'una.brook@nhs.net';
const MIDWIFE = anInvitee({ inviteeId: 'invitee-8', name: 'Una Brook-Example', email: DESK, route: 'email' });
const MORNING = londonInstant(day('2026-11-24'), '09:00');

let store: TableStore;
let keyRing: ReturnType<typeof aKeyRing>;
let now: CivilInstant;
let machineNow: number;
let desk: Desk;
let wakes: WakePointers;
/** What the mailbox has, by when it came. */
let mailbox: { readonly id: string; readonly receivedAt: CivilInstant; readonly raw: string }[];
let asked: CivilInstant[];
let unread: Set<string>;
let logged: string[];
let nudges: number;

beforeEach(async () => {
  [store, keyRing] = [await anOpenStore(), aKeyRing()];
  [now, machineNow, mailbox, asked, unread, logged, nudges] = [londonInstant(day('2026-11-23'), '09:00'), 0, [], [], new Set(), [], 0];
  wakes = wakePointers(store);
  desk = aDesk();
  const booking = aBooking({ invitees: [...INVITEES, MIDWIFE] });
  await desk.record(CONFERENCE, [{ type: 'conferenceBooked', data: booking }, { type: 'noticeSettled', data: { noticeId: 'invitation.invitee-8', outcome: { kind: 'mailed', address: DESK, joinUrl: null } } }]);
  now = MORNING;
});

const rulesOf = (state: ConferenceState) => conferenceRules(book, state.kind === 'booked' ? state.booking : aBooking());
const aDesk = () => new Desk({
  log: conferenceLog({ store, keyRing, upcasters: UPCASTERS }), authority: 'northvale', civilNow: () => now,
  onAppended: () => undefined, plantWake: () => Promise.resolve(), rulesFor: (state) => ({ ...rulesOf(state), today: londonDateOf(now) }),
});

/** A process that looks; `through` is its desk. */
function aWatch(through: Pick<Desk, 'look' | 'recordAt'> = desk): MailboxWatch {
  const read = ({ id, raw }: { readonly id: string; readonly raw: string }): CameIn['read'] => () => Promise.resolve(unread.has(id) ? { kind: 'notRead', code: '503' } : { kind: 'read', raw });
  return mailboxWatch({
    authority: 'northvale', domain: DOMAIN, desk: through, wakes, rulesOf, nudge: () => { nudges += 1; }, civilNow: () => now, machineNow: () => machineInstant(machineNow),
    readUpTo: documents({ store, table: 'settings', kind: 'mailbox', parse: String }),
    mailbox: {
      since: (from) => {
        asked.push(from);
        return Promise.resolve({ kind: 'listed', messages: mailbox.filter(({ receivedAt }) => receivedAt >= from).map((message) => ({ ...message, read: read(message) })) });
      },
    },
    log: { mailboxNotRead: (code) => logged.push(`not read ${code}`), mailFailed: (failures) => logged.push(`failed ${failures}`) },
  });
}

async function looks(watch: MailboxWatch): Promise<void> {
  machineNow += 15_000;
  watch.look();
  await watch.settled();
}

function comes(minute: number, raw: string): void {
  mailbox.push({ id: `m-${mailbox.length + 1}`, receivedAt: addMinutes(MORNING, minute), raw });
}

const reply = (partstat: string) => ['From: <una.brook@nhs.net>', 'Content-Type: text/calendar; method=REPLY', '', 'BEGIN:VCALENDAR', 'METHOD:REPLY', 'BEGIN:VEVENT', `UID:${CONFERENCE}.invitee-8@${DOMAIN}`, `ATTENDEE;PARTSTAT=${partstat}:mailto:${DESK}`, 'END:VEVENT', 'END:VCALENDAR', ''].join('\r\n');
const report = (letter = `${CONFERENCE}.invitation.invitee-8@${DOMAIN}`) => ['Content-Type: multipart/report; boundary=b', '', '--b', 'Content-Type: message/delivery-status', '', 'Reporting-MTA: dns; x', '', 'Action: failed', 'Status: 5.2.2', '', '--b', 'Content-Type: text/rfc822-headers', '', `Message-ID: <${letter}>`, '', '--b--', ''].join('\r\n');

async function state(): Promise<BookedConference> {
  const found = await desk.look(CONFERENCE);
  if (found.kind !== 'booked') throw new Error('it is booked');
  return found;
}
const answered = async () => (await state()).answers.get('invitee-8')?.answer;

describe('what comes back', () => {
  it('is on record, and its conference woken for what follows', async () => {
    comes(0, reply('ACCEPTED'));
    comes(1, report());
    now = addMinutes(MORNING, 5);
    await looks(aWatch());
    expect([await answered(), (await state()).notices.get('invitation.invitee-8')]).toEqual(['coming', expect.objectContaining({ kind: 'needsPerson', code: 'cameBack.5.2.2' })]);
    expect((await wakes.due('northvale', isoUtc(now), 10, () => false, () => undefined)).map(({ conferenceId }) => conferenceId)).toContain(CONFERENCE);
    expect(nudges).toBe(2);
  });

  it('counts in the order in which it came', async () => {
    comes(0, reply('ACCEPTED'));
    comes(1, reply('DECLINED'));
    await looks(aWatch());
    expect(await answered()).toBe('cannotCome');
  });

  it('is read once by a process, and once more changes nothing for another that takes over', async () => {
    comes(0, reply('ACCEPTED'));
    comes(1, reply('DECLINED'));
    const watch = aWatch();
    await looks(watch);
    const { version } = await state();
    await looks(watch);
    await looks(aWatch(aDesk()));
    expect([(await state()).version, await answered(), logged]).toEqual([version, 'cannotCome', []]);
  });

  it('is found by whoever takes over in the middle of a look', async () => {
    comes(0, reply('ACCEPTED'));
    comes(1, report());
    let records = 0;
    const dying = { look: (id: string) => desk.look(id), recordAt: async (...said: Parameters<Desk['recordAt']>) => { if ((records += 1) === 2) throw new Error('the process died'); return desk.recordAt(...said); } };
    await looks(aWatch(dying));
    expect((await state()).notices.get('invitation.invitee-8')?.kind).toBe('mailed');
    await looks(aWatch(aDesk()));
    expect((await state()).notices.get('invitation.invitee-8')?.kind).toBe('needsPerson');
  });

  it('leaves a pointer before it is on record, so that what follows is done whatever happens then', async () => {
    comes(0, report());
    now = addMinutes(MORNING, 5);
    const { plant } = wakes;
    wakes = { ...wakes, plant: async (...said) => ((await state()).notices.get('invitation.invitee-8')?.kind === 'needsPerson' ? Promise.reject(new Error('the process died')) : plant(...said)) };
    await looks(aWatch());
    expect((await state()).notices.get('invitation.invitee-8')?.kind).toBe('needsPerson');
    expect((await wakes.due('northvale', isoUtc(addMinutes(now, 1)), 10, () => false, () => undefined)).map(({ conferenceId }) => conferenceId)).toEqual([CONFERENCE]);
  });

  it('is decided anew when somebody else writes to the conference at that moment', async () => {
    comes(0, reply('ACCEPTED'));
    let meanwhile = true;
    const overtaken = { look: (id: string) => desk.look(id), recordAt: async (...said: Parameters<Desk['recordAt']>) => {
      if (meanwhile) await aDesk().record(CONFERENCE, [{ type: 'invitationAnswered', data: { inviteeId: 'invitee-8', answer: 'deputy' } }]);
      meanwhile = false;
      return desk.recordAt(...said);
    } };
    now = addMinutes(MORNING, 5);
    await looks(aWatch(overtaken));
    expect(await answered()).toBe('deputy');
  });

  it('after the conference began answers nothing, and a letter that came back is still on record', async () => {
    comes(60 * 24 * 15, reply('ACCEPTED'));
    comes(60 * 24 * 15 + 1, report());
    now = addMinutes(MORNING, 60 * 24 * 15 + 5);
    await looks(aWatch());
    expect([await answered(), (await state()).notices.get('invitation.invitee-8')?.kind]).toEqual([undefined, 'needsPerson']);
  });
});

describe('the look', () => {
  it('is no more than every quarter of a minute, goes on where the last ended, and a little before', async () => {
    comes(0, reply('ACCEPTED'));
    const watch = aWatch();
    await looks(watch);
    watch.look();
    await watch.settled();
    await looks(watch);
    expect(asked).toEqual([addMinutes(now, -14 * 24 * 60), addMinutes(MORNING, -10)]);
    const { value } = (await documents({ store, table: 'settings', kind: 'mailbox', parse: String }).get('northvale', 'upTo'))!;
    expect(parseIsoUtc(value)).toBe(MORNING);
  });

  it('waits with what came later while one message cannot be had, and says so', async () => {
    comes(0, reply('ACCEPTED'));
    comes(1, reply('DECLINED'));
    unread.add('m-1');
    const watch = aWatch();
    await looks(watch);
    expect([await answered(), logged]).toEqual([undefined, ['not read 503']]);
    unread.clear();
    await looks(watch);
    expect(await answered()).toBe('cannotCome');
  });

  it('leaves to people what fails five times, and goes on with the rest', async () => {
    comes(0, report(`${CONFERENCE.replace('3f', '4f')}.invitation.invitee-8@${DOMAIN}`));
    comes(1, reply('ACCEPTED'));
    const failing = { recordAt: desk.recordAt.bind(desk), look: (id: string) => (id === CONFERENCE ? desk.look(id) : Promise.reject(new Error('unreadable'))) };
    const watch = aWatch(failing);
    for (let times = 0; times < 5; times += 1) await looks(watch);
    expect([logged, await answered()]).toEqual([['failed 1', 'failed 2', 'failed 3', 'failed 4', 'failed 5'], 'coming']);
  });

  it('passes over what is about a conference that is not there', async () => {
    comes(0, report(`${CONFERENCE.replace('3f', '4f')}.invitation.invitee-8@${DOMAIN}`));
    comes(1, reply('ACCEPTED'));
    await looks(aWatch());
    expect([logged, await answered()]).toEqual([[], 'coming']);
  });
});

/** The office's mailbox through Graph: only what calendars and servers send is opened, and nothing in it is changed. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { graphFor } from '../../../bot/graph/graph.ts';
import type { Mailbox } from '../../../bot/mail/mailbox.ts';
import { openInbox, type Inbox } from '../../../local/mail/inbox.ts';
import { parseIsoUtc, type CivilInstant } from '../../../src/calendar/instants.ts';
import { localGraph, type LocalGraph } from './local-graph.ts';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const OFFICE = 'conferences@exampleshire.gov.uk';
let folder: string;
let inbox: Inbox;
let graph: LocalGraph;
let mailbox: Mailbox;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'inbox-'));
  inbox = await openInbox(folder, OFFICE);
  graph = await localGraph({ inbox, taken: () => Promise.resolve([]) });
  mailbox = theirs(OFFICE);
});
afterAll(async () => {
  await graph.stop();
  await rm(folder, { recursive: true, force: true });
});

function theirs(from: string): Mailbox {
  const mail = { kind: 'on', reads: true, host: 'localhost', port: 587, user: null, from, certificatesFile: null } as const;
  const { mailbox: found } = graphFor({ ...graph.config, mail }, undefined);
  if (found === undefined) throw new Error('the mailbox is read');
  return found;
}

const instant = (text: string): CivilInstant => parseIsoUtc(text)!;

describe('the mailbox', () => {
  it('lists answers and delivery reports alone, oldest first, from a moment on, and reads each as it came', async () => {
    const classes = ['IPM.Note', 'IPM.Schedule.Meeting.Resp.Pos', 'REPORT.IPM.Note.NDR', 'IPM.Schedule.Meeting.Request', 'IPM.Note.SMIME', 'IPM.Schedule.Meeting.Resp.Neg'];
    for (const [minute, messageClass] of classes.entries()) await inbox.add({ receivedAt: `2026-11-24T09:0${minute}:00.000Z`, messageClass, raw: `Subject: ${messageClass}\r\n\r\nÜmlaut\r\n` });
    const listed = await mailbox.since(instant('2026-11-24T09:01:00.000Z'));
    if (listed.kind !== 'listed') throw new Error(listed.code);
    expect(await Promise.all(listed.messages.map(async ({ receivedAt, read }) => [receivedAt, await read()]))).toEqual([['1', 'IPM.Schedule.Meeting.Resp.Pos'], ['2', 'REPORT.IPM.Note.NDR'], ['5', 'IPM.Schedule.Meeting.Resp.Neg']].map(([minute, name]) => [instant(`2026-11-24T09:0${minute}:00.000Z`), { kind: 'read', raw: `Subject: ${name}\r\n\r\nÜmlaut\r\n` }]));
  });

  it('is gone through to its end, however much came', async () => {
    for (let count = 0; count < 120; count += 1) await inbox.add({ receivedAt: `2026-11-25T10:00:${String(count % 60).padStart(2, '0')}.000Z`, messageClass: count % 2 === 0 ? 'IPM.Note' : 'REPORT.IPM.Note.NDR', raw: '' });
    const listed = await mailbox.since(instant('2026-11-25T00:00:00.000Z'));
    expect(listed.kind === 'listed' ? [listed.messages.length, new Set(listed.messages.map(({ id }) => id)).size] : listed).toEqual([60, 60]);
  });

  it('says that it could not be read, and why', async () => {
    graph.teams.graph.answersNext(1, { status: 503, retryAfter: '30' });
    expect(await mailbox.since(instant('2026-11-24T09:00:00.000Z'))).toEqual({ kind: 'notRead', code: 'busy' });
    expect(await theirs('somebody@exampleshire.gov.uk').since(instant('2026-11-24T09:00:00.000Z'))).toEqual({ kind: 'notRead', code: '404.ErrorInvalidUser' });
  });
});

describe('what is gone meanwhile', () => {
  it('is said to be not read', async () => {
    const listed = await mailbox.since(instant('2026-11-24T09:00:00.000Z'));
    graph.teams.graph.answersNext(2, { status: 401 });
    expect(listed.kind === 'listed' ? await listed.messages[0]?.read() : listed).toEqual({ kind: 'notRead', code: '401.InvalidAuthenticationToken' });
  });
});

it('is not read where that is not switched on', () => {
  expect(graphFor(graph.config, undefined).mailbox).toBeUndefined();
});

// Meetings: what the bot can ask about them, and what it is told.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drive } from '../../local/driver.ts';
import { bench, people } from './stand-in-bot.ts';
import type { Bench } from './stand-in-bot.ts';

let teams: Bench;
beforeAll(async () => {
  teams = await bench();
  await teams.settled();
});
afterAll(() => teams.stop());

const as = (oid: string) => drive(teams.url).as(oid);

describe('a meeting', () => {
  it('made by a person has the app in it, with its organiser and times', async () => {
    const made = await as(people.dana).makesMeeting('Conference on CASE-1', '2027-06-15T10:00', [people.alex, people.priya]);
    const { activity } = await teams.hears(({ type, conversation }) => type === 'conversationUpdate' && conversation.id === made.id);
    expect(activity.from.aadObjectId).toBe(people.dana);
    expect(made.people).toEqual([people.dana, people.alex, people.priya]);
    const details = await teams.calls('GET', `/v1/meetings/${encodeURIComponent(made.meeting!.meetingId)}`);
    expect(details.body).toMatchObject({
      details: { id: made.meeting!.meetingId, title: 'Conference on CASE-1', scheduledStartTime: '2027-06-15T09:00:00.000Z', scheduledEndTime: '2027-06-15T11:00:00.000Z' },
      organizer: { aadObjectId: people.dana },
      conversation: { id: made.id, conversationType: 'groupChat' },
    });
    expect((await as(people.sam).threads()).map(({ id }) => id)).not.toContain(made.id);
  });
  it('with a start that is no date is refused', async () => {
    await expect(as(people.dana).makesMeeting('Never', '2027-02-31T99:00', [])).rejects.toThrow('not a date');
  });
  it('starts with the first to join, tells of joining and leaving, and ends once', async () => {
    const made = await as(people.dana).makesMeeting('Comings and goings', '2027-06-16T10:00', [people.alex]);
    const before = teams.received.length;
    await as(people.alex).joins(made.id);
    await as(people.alex).joins(made.id);
    await as(people.dana).joins(made.id);
    const participant = (oid: string) => teams.calls('GET', `/v1/meetings/${made.meeting!.meetingId}/participants/${oid}`);
    expect((await participant(people.alex)).body).toMatchObject({ user: { aadObjectId: people.alex }, meeting: { role: 'Presenter', inMeeting: true } });
    await as(people.alex).leaves(made.id);
    expect((await participant(people.alex)).body.meeting.inMeeting).toBe(false);
    expect((await participant(people.dana)).body.meeting).toEqual({ role: 'Organizer', inMeeting: true });
    expect((await participant(people.sam)).status).toBe(404);
    await as(people.dana).endsMeeting(made.id);
    await as(people.dana).endsMeeting(made.id);
    const told = teams.received.slice(before).map(({ activity }) => activity);
    expect(told.map(({ type, name }) => [type, name.replace('application/vnd.microsoft.', '')])).toEqual([
      ['event', 'meetingStart'],
      ['event', 'meetingParticipantJoin'],
      ['event', 'meetingParticipantJoin'],
      ['event', 'meetingParticipantLeave'],
      ['event', 'meetingEnd'],
    ]);
    expect(told[0].value).toMatchObject({ Id: made.meeting!.meetingId, Title: 'Comings and goings', StartTime: expect.any(String) });
    expect(told[1].value.members[0]).toMatchObject({ user: { aadObjectId: people.alex }, meeting: { inMeeting: true } });
    expect(told[4].value).toHaveProperty('EndTime');
  });
  it('answers 404 for a meeting that is not there and 403 once the app is removed', async () => {
    expect((await teams.calls('GET', '/v1/meetings/bm9uZQ==')).status).toBe(404);
    const made = await as(people.dana).makesMeeting('Without the app', '2027-06-17T10:00', []);
    await as(people.dana).removesApp(made.id);
    expect((await teams.calls('GET', `/v1/meetings/${made.meeting!.meetingId}`)).status).toBe(403);
    expect((await teams.calls('GET', `/v1/meetings/${made.meeting!.meetingId}/participants/${people.dana}`)).status).toBe(403);
  });
});

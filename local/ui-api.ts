// What the page and the driver ask of the local Teams. Every call names the person it acts for (`as`, an object id):
// two tabs can be two people. Loopback pages of this server only.
//
// GET  /ui/directory                         people (with an unread mark), the bot, the tenant
// GET  /ui/people?as=&search= or &ids=      people of the tenant, for a people picker
// GET  /ui/threads?as=                       the person's threads
// GET  /ui/thread?as=&thread=                one thread with its messages, cards as this person sees them
// GET  /ui/live?as=                          an event stream: what changed, toasts, typing, the clock
// POST /ui/say      {as, thread, text, replyTo?}            a typed message
// POST /ui/press    {as, thread, message, action}           a pressed Action.Execute or Action.Submit → outcome
// POST /ui/look     {as, thread, message}                   the automatic refresh of a card → outcome
// POST /ui/dialog   {as, thread, message, data}             the submit of an open dialog → outcome
// POST /ui/read     {as, thread}                            marks a thread as read
// POST /ui/app      {as, thread, installed}                 adds or removes the app
// POST /ui/meetings {as, title, startsAt, minutes, people}  makes a meeting with the app in it
// POST /ui/meeting  {as, thread, step: join|leave|end}
// POST /ui/clock    {moveTo} or {addMs} or {reset: true}    moveTo: UTC instant, or London time without a zone
// POST /ui/sso-token {as}                                   the panel's token, as TeamsJS hands it out
// GET  /clock                                               civil time, for the bot

import { z } from 'zod';
import { attendanceActivity, meetingEdgeActivity, messageActivity, mentionOf } from './activities.ts';
import { Refusal } from './http.ts';
import { liveLine } from './live-line.ts';
import { londonInstant } from './london-time.ts';
import { look, press, submitDialog } from './presses.ts';
import { shownThread, summaryOf } from './shown.ts';
import { done, open, personAsking, read } from './ui-asked.ts';
import { people } from './ui-people.ts';
import type { Answer, Asked, Route } from './http.ts';
import type { MeetingThread, Thread } from './tenant.ts';
import type { Ui } from './ui-asked.ts';
import type { Directory } from './ui-types.ts';

const asOne = { as: z.string() };
const inThread = { ...asOne, thread: z.string() };
const onMessage = { ...inThread, message: z.string() };
const actionShape = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('execute'), verb: z.string(), id: z.string(), data: z.unknown() }),
  z.object({ kind: z.literal('submit'), data: z.unknown() }),
]);
const bodies = {
  say: z.object({ ...inThread, text: z.string().trim().min(1).max(28_000), replyTo: z.string().optional() }),
  press: z.object({ ...onMessage, action: actionShape }),
  look: z.object(onMessage),
  dialog: z.object({ ...onMessage, data: z.unknown() }),
  read: z.object(inThread),
  app: z.object({ ...inThread, installed: z.boolean() }),
  meetings: z.object({ ...asOne, title: z.string().trim().min(1).max(200), startsAt: z.string(), minutes: z.number().min(5).max(1440), people: z.array(z.string()).max(100) }),
  meeting: z.object({ ...inThread, step: z.enum(['join', 'leave', 'end']) }),
  clock: z.union([z.object({ moveTo: z.string() }), z.object({ addMs: z.number() }), z.object({ reset: z.literal(true) })]),
  token: z.object(asOne),
};

type Handle = (ui: Ui, asked: Asked) => Answer | Promise<Answer>;
const table: [method: string, pattern: string, handle: Handle][] = [
  ['GET', '/clock', ({ tenant }) => ({ status: 200, body: tenant.clock() })],
  ['GET', '/ui/directory', directory],
  ['GET', '/ui/people', people],
  ['GET', '/ui/threads', threads],
  ['GET', '/ui/thread', thread],
  ['GET', '/ui/live', liveLine],
  ['POST', '/ui/say', say],
  ['POST', '/ui/press', async (ui, asked) => ({ status: 200, body: await press(ui, await read(asked, bodies.press)) })],
  ['POST', '/ui/look', async (ui, asked) => ({ status: 200, body: await look(ui, await read(asked, bodies.look)) })],
  ['POST', '/ui/dialog', async (ui, asked) => ({ status: 200, body: await submitDialog(ui, await read(asked, bodies.dialog)) })],
  ['POST', '/ui/read', markRead],
  ['POST', '/ui/app', addOrRemoveApp],
  ['POST', '/ui/meetings', makeMeeting],
  ['POST', '/ui/meeting', stepInMeeting],
  ['POST', '/ui/clock', moveClock],
  ['POST', '/ui/sso-token', panelToken],
];

export function uiRoutes(ui: Ui): Route[] {
  return table.map(([method, pattern, handle]) => ({ method, pattern, handle: (asked) => handle(ui, asked) }));
}

function directory({ tenant, botUrl }: Ui): Answer {
  const people = tenant.people.map((person) => ({ ...person, unread: tenant.threadsOf(person.oid).some((one) => tenant.unread(person.oid, one) > 0) }));
  const { botId, botName, tenantId, team } = tenant.settings;
  const body: Directory = { people, bot: { id: botId, name: botName, url: botUrl }, tenantId, teamName: team.name };
  return { status: 200, body };
}

function threads(ui: Ui, asked: Asked): Answer {
  const as = personAsking(ui, asked);
  return { status: 200, body: ui.tenant.threadsOf(as).map((one) => summaryOf(ui.tenant, one, as)) };
}

function thread(ui: Ui, asked: Asked): Answer {
  const as = personAsking(ui, asked);
  const opened = open(ui, { as, thread: asked.query.get('thread') ?? '' });
  return { status: 200, body: shownThread(ui.tenant, opened, as, ui.nowMs()) };
}

async function say(ui: Ui, asked: Asked): Promise<Answer> {
  const { tenant, line } = ui;
  const said = await read(asked, bodies.say);
  const opened = open(ui, said);
  const root = opened.kind === 'channel' && said.replyTo ? tenant.message(opened, said.replyTo) : undefined;
  const rootId = root?.rootId ?? root?.id;
  const message = tenant.post(opened, { from: { oid: said.as }, text: said.text, summary: '', attachments: [], ...(rootId ? { rootId } : {}) });
  const sentToBot = reachesBot(ui, opened, said.text);
  if (sentToBot && !(await line.tell(messageActivity(ui, opened, message, said.as)))) tenant.undelivered(opened, message);
  return { status: 200, body: { id: message.id, sentToBot, undelivered: message.undelivered } };
}

/** In a chat of two everything reaches the bot; elsewhere only what mentions it. */
function reachesBot({ tenant }: Ui, opened: Thread, text: string): boolean {
  return tenant.isInstalled(opened) && (opened.kind === 'personal' || text.includes(mentionOf(tenant)));
}

async function markRead(ui: Ui, asked: Asked): Promise<Answer> {
  const body = await read(asked, bodies.read);
  ui.tenant.markRead(body.as, open(ui, body));
  return done;
}

async function addOrRemoveApp(ui: Ui, asked: Asked): Promise<Answer> {
  const { tenant, line } = ui;
  const body = await read(asked, bodies.app);
  const opened = open(ui, body);
  if (body.installed) {
    tenant.install(tenant.installPlace(opened));
    await line.announce();
  } else if (tenant.isInstalled(opened)) await line.remove(opened, body.as);
  return done;
}

async function makeMeeting({ tenant, line }: Ui, asked: Asked): Promise<Answer> {
  const { as, title, startsAt, minutes, people } = await read(asked, bodies.meetings);
  const start = londonInstant(startsAt);
  if (!start) throw new Refusal(400, 'BadArgument', 'The start is not a date and time.');
  const invited = tenant.people.map((person) => person.oid).filter((oid) => oid === as || people.includes(oid));
  const endsAt = new Date(start.getTime() + minutes * 60_000).toISOString();
  const made = tenant.addMeeting({ title, organizer: tenant.person(as).oid, people: invited, startsAt: start.toISOString(), endsAt });
  await line.announce();
  return { status: 200, body: summaryOf(tenant, made, as) };
}

async function stepInMeeting(ui: Ui, asked: Asked): Promise<Answer> {
  const body = await read(asked, bodies.meeting);
  const meeting = open(ui, body);
  if (meeting.kind !== 'meeting') throw new Refusal(400, 'BadArgument', 'That is not a meeting.');
  await meetingSteps[body.step](ui, meeting, body.as);
  return done;
}

/** Each step happens once: joining twice, leaving without being there or ending twice tells the bot nothing. */
const meetingSteps: Record<'join' | 'leave' | 'end', (ui: Ui, meeting: MeetingThread, as: string) => Promise<void>> = {
  join: async (ui, meeting, as) => {
    if (meeting.present.includes(as)) return;
    const starts = meeting.state !== 'running';
    ui.tenant.changeMeeting(meeting, { state: 'running', present: [...meeting.present, as] });
    if (starts) await tellMeeting(ui, meeting, meetingEdgeActivity(ui, meeting, as, 'Start'));
    await tellMeeting(ui, meeting, attendanceActivity(ui, meeting, as, 'Join'));
  },
  leave: async (ui, meeting, as) => {
    if (!meeting.present.includes(as)) return;
    ui.tenant.changeMeeting(meeting, { present: meeting.present.filter((oid) => oid !== as) });
    await tellMeeting(ui, meeting, attendanceActivity(ui, meeting, as, 'Leave'));
  },
  end: async (ui, meeting, as) => {
    if (meeting.state !== 'running') return;
    ui.tenant.changeMeeting(meeting, { state: 'ended', present: [] });
    await tellMeeting(ui, meeting, meetingEdgeActivity(ui, meeting, as, 'End'));
  },
};

async function tellMeeting({ tenant, line }: Ui, meeting: MeetingThread, activity: Parameters<typeof line.tell>[0]): Promise<void> {
  if (tenant.isInstalled(meeting)) await line.tell(activity);
}

async function moveClock({ tenant }: Ui, asked: Asked): Promise<Answer> {
  const move = await read(asked, bodies.clock);
  if ('reset' in move) tenant.moveClock(0);
  else if ('addMs' in move) tenant.moveClock(tenant.clock().offsetMs + move.addMs);
  else {
    const to = londonInstant(move.moveTo);
    if (!to) throw new Refusal(400, 'BadArgument', 'That is not a date and time.');
    tenant.moveClock(to.getTime() - Date.now());
  }
  return { status: 200, body: tenant.clock() };
}

async function panelToken(ui: Ui, asked: Asked): Promise<Answer> {
  const { as } = await read(asked, bodies.token);
  return { status: 200, body: { token: await ui.panelToken(ui.tenant.person(as).oid) } };
}

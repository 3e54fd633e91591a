// What the page and the driver ask of the local Teams. Every call names the person it acts for (`as`, an object id):
// two tabs can be two people. Loopback pages of this server only.
//
// GET  /ui/directory                         people (with an unread mark), the bot, the tenant
// GET  /ui/threads?as=                       the person's threads
// GET  /ui/thread?as=&thread=                one thread with its messages, cards as this person sees them
// GET  /ui/live?as=                          an event stream: what changed, toasts, typing, the clock
// POST /ui/say      {as, thread, text, replyTo?}            a typed message
// POST /ui/press    {as, thread, message, action}           a pressed Action.Execute or Action.Submit → outcome
// POST /ui/look     {as, thread, message}                   the automatic refresh of a card → outcome
// POST /ui/dialog   {as, thread, message?, data}            the submit of an open dialog → outcome
// POST /ui/read     {as, thread}                            marks a thread as read
// POST /ui/app      {as, thread, installed}                 adds or removes the app
// POST /ui/meetings {as, title, startsAt, minutes, people}  makes a meeting with the app in it
// POST /ui/meeting  {as, thread, step: join|leave|end}
// POST /ui/clock    {moveTo} or {addMs} or {reset: true}    moveTo: UTC instant, or London time without a zone
// POST /ui/sso-token {as}                                   the panel's token, as TeamsJS hands it out
// GET  /clock                                               civil time, for the bot

import { z } from 'zod';
import { attendanceActivity, invokeActivity, meetingEdgeActivity, messageActivity, mentionOf, submitActivity } from './activities.ts';
import { isRecord, refreshOf } from './card-rules.ts';
import { Refusal } from './http.ts';
import { londonInstant } from './london-time.ts';
import { cardShown, previewOf, refreshIsDue, shownThread, summaryOf } from './shown.ts';
import type { Answer, Asked, Route } from './http.ts';
import type { BotLine } from './bot-line.ts';
import type { Message, Tenant, Thread } from './tenant.ts';
import type { Directory, LiveEvent, Outcome } from './ui-types.ts';

export type UiSettings = {
  tenant: Tenant;
  line: BotLine;
  botUrl: string;
  serviceUrl: string;
  panelToken: (oid: string) => Promise<string>;
  nowMs: () => number;
};

const asOne = { as: z.string() };
const inThread = { ...asOne, thread: z.string() };
const action = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('execute'), verb: z.string(), id: z.string(), data: z.unknown() }),
  z.object({ kind: z.literal('submit'), data: z.unknown() }),
]);
const bodies = {
  say: z.object({ ...inThread, text: z.string().trim().min(1).max(28_000), replyTo: z.string().optional() }),
  press: z.object({ ...inThread, message: z.string(), action }),
  look: z.object({ ...inThread, message: z.string() }),
  dialog: z.object({ ...inThread, message: z.string().optional(), data: z.unknown() }),
  read: z.object(inThread),
  app: z.object({ ...inThread, installed: z.boolean() }),
  meetings: z.object({ ...asOne, title: z.string().trim().min(1).max(200), startsAt: z.string(), minutes: z.number().min(5).max(1440), people: z.array(z.string()).max(100) }),
  meeting: z.object({ ...inThread, step: z.enum(['join', 'leave', 'end']) }),
  clock: z.union([z.object({ moveTo: z.string() }), z.object({ addMs: z.number() }), z.object({ reset: z.literal(true) })]),
  token: z.object(asOne),
};

export function uiRoutes(settings: UiSettings): Route[] {
  const { tenant, line } = settings;

  /** The thread, when this person is in it; otherwise it does not exist for them. */
  const open = (asked: { as: string; thread: string }): Thread => {
    const thread = tenant.thread(asked.thread);
    if (!tenant.members(thread).some((person) => person.oid === asked.as)) throw new Refusal(404, 'ConversationNotFound', 'Conversation not found.');
    return thread;
  };
  const threadsOf = (oid: string) => tenant.threads.filter((thread) => tenant.members(thread).some((person) => person.oid === oid));

  const directory = (): Answer => {
    const people = tenant.people.map((person) => ({ ...person, unread: threadsOf(person.oid).some((thread) => tenant.unread(person.oid, thread) > 0) }));
    const { botId, botName, tenantId, team } = tenant.settings;
    const body: Directory = { people, bot: { id: botId, name: botName, url: settings.botUrl }, tenantId, teamName: team.name };
    return { status: 200, body };
  };

  const say = async (asked: Asked): Promise<Answer> => {
    const { as, text, replyTo, ...rest } = await read(asked, bodies.say);
    const thread = open({ as, ...rest });
    const root = thread.kind === 'channel' && replyTo ? tenant.message(thread, replyTo) : undefined;
    const rootId = root?.rootId ?? root?.id;
    const message = tenant.post(thread, { from: { oid: as }, text, summary: '', attachments: [], ...(rootId ? { rootId } : {}) }, 'quiet');
    const forBot = tenant.isInstalled(thread) && (thread.kind === 'personal' || text.includes(mentionOf(tenant)));
    if (forBot && !(await line.tell(messageActivity(settings, thread, message, as)))) {
      message.undelivered = true;
      tenant.touch(thread.id);
    }
    return { status: 200, body: { id: message.id, sentToBot: forBot, undelivered: message.undelivered } };
  };

  const press = async (asked: Asked): Promise<Answer> => {
    const { as, message: id, action: pressed, ...rest } = await read(asked, bodies.press);
    const thread = open({ as, ...rest });
    const message = tenant.message(thread, id);
    if (!tenant.isInstalled(thread)) return { status: 200, body: appRemoved };
    if (pressed.kind === 'execute') return { status: 200, body: await execute(thread, message, as, pressed, 'manual') };
    return { status: 200, body: await submit(thread, message, as, pressed.data) };
  };
  const execute = async (thread: Thread, message: Message, oid: string, pressed: { verb: string; id: string; data: unknown }, trigger: 'manual' | 'automatic'): Promise<Outcome> => {
    const value = { action: { type: 'Action.Execute', verb: pressed.verb, id: pressed.id, data: pressed.data }, trigger };
    const ofVersion = message.version;
    const outcome = await line.act(() => invokeActivity(settings, thread, message, oid, 'adaptiveCard/action', value));
    if (outcome.kind === 'card') keepView(thread, message, oid, outcome.card, ofVersion, trigger);
    return outcome;
  };
  /** In a chat of two the returned card becomes the card; elsewhere it is this person's alone. */
  const keepView = (thread: Thread, message: Message, oid: string, content: unknown, ofVersion: number, trigger: 'manual' | 'automatic') => {
    const becomesTheCard = thread.kind === 'personal' && trigger === 'manual';
    // An update that came during a refresh is newer than what the refresh was asked about.
    if (trigger === 'automatic' && message.version !== ofVersion) return;
    if (becomesTheCard) {
      message.attachments = message.attachments.map((attachment, index) => (index === 0 ? { ...attachment, content } : attachment));
      Object.assign(message, { version: message.version + 1, views: {} });
    } else message.views[oid] = { content, ofVersion: message.version, refreshedAtMs: settings.nowMs() };
    tenant.touch(thread.id);
  };
  const submit = async (thread: Thread, message: Message, oid: string, data: unknown): Promise<Outcome> => {
    const msteams = isRecord(data) && isRecord(data['msteams']) ? data['msteams'] : {};
    const context = { theme: 'default' };
    if (msteams['type'] === 'task/fetch') return line.ask(() => invokeActivity(settings, thread, message, oid, 'task/fetch', { data, context }));
    const text = wordsOf(msteams);
    if (msteams['type'] === 'imBack') {
      const spoken = tenant.post(thread, { from: { oid }, text: text ?? '', summary: '', attachments: [] }, 'quiet');
      return sent(await line.tell(messageActivity(settings, thread, spoken, oid)));
    }
    if (text !== undefined && typeof msteams['displayText'] === 'string')
      tenant.post(thread, { from: { oid }, text: msteams['displayText'], summary: '', attachments: [] }, 'quiet');
    const value = msteams['type'] === 'messageBack' ? msteams['value'] : data;
    return sent(await line.tell(submitActivity(settings, thread, message, oid, value, text)));
  };

  const look = async (asked: Asked): Promise<Answer> => {
    const { as, message: id, ...rest } = await read(asked, bodies.look);
    const thread = open({ as, ...rest });
    const message = tenant.message(thread, id);
    const refresh = refreshOf(cardShown(message, as));
    const due = refresh && refreshIsDue(tenant, thread, message, as, settings.nowMs());
    if (!due) return { status: 200, body: { kind: 'card', card: cardShown(message, as) } satisfies Outcome };
    return { status: 200, body: await execute(thread, message, as, refresh, 'automatic') };
  };
  const dialog = async (asked: Asked): Promise<Answer> => {
    const { as, message: id, data, ...rest } = await read(asked, bodies.dialog);
    const thread = open({ as, ...rest });
    const message = id === undefined ? undefined : tenant.message(thread, id);
    const value = { data, context: { theme: 'default' } };
    return { status: 200, body: await line.ask(() => invokeActivity(settings, thread, message, as, 'task/submit', value)) };
  };

  const app = async (asked: Asked): Promise<Answer> => {
    const { as, installed, ...rest } = await read(asked, bodies.app);
    const thread = open({ as, ...rest });
    if (installed) {
      tenant.install(tenant.installPlace(thread));
      await line.announce();
    } else if (tenant.isInstalled(thread)) await line.remove(thread, as);
    return done;
  };
  const newMeeting = async (asked: Asked): Promise<Answer> => {
    const { as, title, startsAt, minutes, people } = await read(asked, bodies.meetings);
    const start = londonInstant(startsAt);
    if (!start) throw new Refusal(400, 'BadArgument', 'The start is not a date and time.');
    const invited = tenant.people.map((person) => person.oid).filter((oid) => oid === as || people.includes(oid));
    const end = new Date(start.getTime() + minutes * 60_000);
    const thread = tenant.addMeeting({ title, organizer: tenant.person(as).oid, people: invited, startsAt: start.toISOString(), endsAt: end.toISOString() });
    await line.announce();
    return { status: 200, body: summaryOf(tenant, thread, as) };
  };
  const meeting = async (asked: Asked): Promise<Answer> => {
    const { as, step, ...rest } = await read(asked, bodies.meeting);
    const thread = open({ as, ...rest });
    if (thread.kind !== 'meeting') throw new Refusal(400, 'BadArgument', 'That is not a meeting.');
    const present = thread.present.includes(as);
    if (step === 'join' && !present) {
      const starts = thread.state !== 'running';
      tenant.changeMeeting(thread, { state: 'running', present: [...thread.present, as] });
      if (starts) await line.tell(meetingEdgeActivity(settings, thread, as, 'Start'));
      await line.tell(attendanceActivity(settings, thread, as, 'Join'));
    }
    if (step === 'leave' && present) {
      tenant.changeMeeting(thread, { present: thread.present.filter((oid) => oid !== as) });
      await line.tell(attendanceActivity(settings, thread, as, 'Leave'));
    }
    if (step === 'end' && thread.state === 'running') {
      tenant.changeMeeting(thread, { state: 'ended', present: [] });
      await line.tell(meetingEdgeActivity(settings, thread, as, 'End'));
    }
    return done;
  };

  const moveClock = async (asked: Asked): Promise<Answer> => {
    const move = await read(asked, bodies.clock);
    const { offsetMs } = tenant.clock();
    if ('reset' in move) tenant.moveClock(0);
    else if ('addMs' in move) tenant.moveClock(offsetMs + move.addMs);
    else {
      const to = londonInstant(move.moveTo);
      if (!to) throw new Refusal(400, 'BadArgument', 'That is not a date and time.');
      tenant.moveClock(to.getTime() - Date.now());
    }
    return { status: 200, body: tenant.clock() };
  };

  const live = (asked: Asked): Answer => {
    const oid = tenant.person(asked.query.get('as') ?? '').oid;
    const { response } = asked;
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });
    const tellPage = (event: LiveEvent) => response.write(`data: ${JSON.stringify(event)}\n\n`);
    const mine = (id: string) => id === tenant.settings.team.id || tenant.members(tenant.thread(id)).some((person) => person.oid === oid);
    // Everyone's unread marks show in the switcher, so every change is told; what changed is asked for with `as`.
    const changed = (thread: string) => tellPage({ kind: 'changed', thread });
    const typing = (thread: string) => mine(thread) && tellPage({ kind: 'typing', thread });
    const clock = () => tellPage({ kind: 'clock', ...tenant.clock() });
    const posted = (id: string, message: Message, reach: 'toast' | 'quiet') => {
      if (reach === 'toast' && mine(id)) tellPage({ kind: 'toast', thread: id, title: tenant.settings.botName, preview: previewOf(message) });
    };
    tenant.happenings.on('changed', changed).on('typing', typing).on('clock', clock).on('posted', posted);
    const heartbeat = setInterval(() => response.write(':\n\n'), 20_000);
    response.on('close', () => {
      clearInterval(heartbeat);
      tenant.happenings.off('changed', changed).off('typing', typing).off('clock', clock).off('posted', posted);
    });
    clock();
    return 'streamed';
  };

  const asOf = (asked: Asked) => tenant.person(asked.query.get('as') ?? '').oid;
  return [
    { method: 'GET', pattern: '/clock', handle: () => ({ status: 200, body: tenant.clock() }) },
    { method: 'GET', pattern: '/ui/directory', handle: directory },
    { method: 'GET', pattern: '/ui/threads', handle: (asked) => ({ status: 200, body: threadsOf(asOf(asked)).map((thread) => summaryOf(tenant, thread, asOf(asked))) }) },
    {
      method: 'GET',
      pattern: '/ui/thread',
      handle: (asked) => {
        const as = asOf(asked);
        return { status: 200, body: shownThread(tenant, open({ as, thread: asked.query.get('thread') ?? '' }), as, settings.nowMs()) };
      },
    },
    { method: 'GET', pattern: '/ui/live', handle: live },
    { method: 'POST', pattern: '/ui/say', handle: say },
    { method: 'POST', pattern: '/ui/press', handle: press },
    { method: 'POST', pattern: '/ui/look', handle: look },
    { method: 'POST', pattern: '/ui/dialog', handle: dialog },
    {
      method: 'POST',
      pattern: '/ui/read',
      handle: async (asked) => {
        const body = await read(asked, bodies.read);
        tenant.markRead(body.as, open(body));
        return done;
      },
    },
    { method: 'POST', pattern: '/ui/app', handle: app },
    { method: 'POST', pattern: '/ui/meetings', handle: newMeeting },
    { method: 'POST', pattern: '/ui/meeting', handle: meeting },
    { method: 'POST', pattern: '/ui/clock', handle: moveClock },
    {
      method: 'POST',
      pattern: '/ui/sso-token',
      handle: async (asked) => {
        const { as } = await read(asked, bodies.token);
        return { status: 200, body: { token: await settings.panelToken(tenant.person(as).oid) } };
      },
    },
  ];
}

const done: Answer = { status: 200, body: { done: true } };
const appRemoved: Outcome = { kind: 'error', text: 'The app has been removed from this conversation.', code: 'removed', detail: 'add it again under Apps' };

function sent(delivered: boolean): Outcome {
  return delivered ? { kind: 'sent' } : { kind: 'error', text: 'Something went wrong. Please try again.', code: 'undelivered', detail: 'the bot did not take the message' };
}

/** The words an imBack (`value`) or messageBack (`text`) brings. */
function wordsOf(msteams: Record<string, unknown>): string | undefined {
  const words = msteams['type'] === 'imBack' ? msteams['value'] : msteams['type'] === 'messageBack' ? msteams['text'] : undefined;
  return typeof words === 'string' ? words : undefined;
}

async function read<T>(asked: Asked, shape: z.ZodType<T>): Promise<T> {
  const parsed = shape.safeParse(await asked.json());
  if (!parsed.success) throw new Refusal(400, 'BadSyntax', 'The body does not have the form this call needs.');
  return parsed.data;
}

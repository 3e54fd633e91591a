// The connector: what the bot may call, under the service URL it was given. Every call needs the bot's access token.
// Authority: the Bot Framework REST reference (v3 conversations) and the Teams meeting APIs (v1 meetings).

import { z } from 'zod';
import { accountOf, conversationOf, joinUrlOf, roleIn } from './activities.ts';
import { cardType, demandTeamsCard } from './card-rules.ts';
import { Refusal } from './http.ts';
import { rateKeeper } from './rates.ts';
import type { Asked, Answer, Route } from './http.ts';
import type { Message, Tenant, Thread } from './tenant.ts';

const incoming = z.object({
  type: z.string(),
  text: z.string().optional(),
  summary: z.string().optional(),
  attachments: z.array(z.object({ contentType: z.string(), content: z.unknown() })).optional(),
});
type Incoming = z.infer<typeof incoming>;
const newConversation = z.object({
  isGroup: z.boolean().optional(),
  tenantId: z.string().optional(),
  members: z.array(z.object({ id: z.string() })).optional(),
  channelData: z.object({ tenant: z.object({ id: z.string() }).optional(), channel: z.object({ id: z.string() }).optional() }).optional(),
  activity: incoming.optional(),
});

export type ConnectorSettings = {
  tenant: Tenant;
  serviceUrl: string;
  demandBot: (authorization: string | undefined) => Promise<void>;
  nowMs: () => number;
};

export function connectorRoutes({ tenant, serviceUrl, demandBot, nowMs }: ConnectorSettings): Route[] {
  const rates = rateKeeper(nowMs);

  const guarded = (handle: (asked: Asked) => Answer | Promise<Answer>) => async (asked: Asked) => {
    await demandBot(asked.request.headers.authorization);
    return handle(asked);
  };
  /** The thread a call names, when the bot is (still) in it. */
  const threadFor = (asked: Asked, kind: 'send' | 'members') => {
    const thread = tenant.thread(asked.part('conversation'));
    demandInRoster(tenant, thread);
    rates.demand(kind, thread.id);
    return thread;
  };
  const ownMessage = (thread: Thread, id: string): Message => {
    const message = tenant.message(thread, id);
    if (message.from !== 'bot' || message.deleted) throw new Refusal(404, 'ActivityNotFoundInConversation', 'Activity not found in this conversation.');
    return message;
  };

  const create = async (asked: Asked): Promise<Answer> => {
    const wanted = parse(newConversation, await asked.json());
    const tenantId = wanted.tenantId ?? wanted.channelData?.tenant?.id;
    const channelId = wanted.channelData?.channel?.id;
    if (channelId) return createInChannel(tenant.thread(channelId), wanted.activity);
    if (tenantId !== tenant.settings.tenantId) throw new Refusal(400, 'BadArgument', 'The tenant is missing or is another one.');
    if (wanted.isGroup === true) throw new Refusal(400, 'BadSyntax', 'A bot cannot make a group chat.');
    const [member, ...others] = wanted.members ?? [];
    const person = tenant.personOfEither(member?.id ?? '');
    if (!person || others.length > 0) throw new Refusal(400, 'BadArgument', 'A personal conversation needs exactly one person of this tenant.');
    const thread = tenant.personalThread(person.oid);
    if (!tenant.isInstalled(thread)) throw new Refusal(403, 'ForbiddenOperationException', 'The bot is not installed in this person’s personal scope.');
    rates.demand('send', thread.id);
    const posted = wanted.activity ? postFrom(tenant, thread, wanted.activity) : undefined;
    return { status: 201, body: { id: thread.id, ...(posted ? { activityId: posted.id } : {}) } };
  };
  const createInChannel = (thread: Thread, activity: Incoming | undefined): Answer => {
    if (thread.kind !== 'channel' || !activity) throw new Refusal(400, 'BadArgument', 'A channel conversation begins with a message.');
    demandInRoster(tenant, thread);
    rates.demand('send', thread.id);
    const posted = postFrom(tenant, thread, activity);
    return { status: 201, body: { id: conversationOf(tenant, thread, posted?.id).id, activityId: posted?.id } };
  };

  const post = async (asked: Asked): Promise<Answer> => {
    const thread = threadFor(asked, 'send');
    const activity = parse(incoming, await asked.json());
    const root = thread.kind === 'channel' ? /;messageid=(\d+)$/.exec(asked.part('conversation'))?.[1] : undefined;
    if (root) tenant.message(thread, root);
    const posted = postFrom(tenant, thread, activity, root);
    return { status: 201, body: { id: posted?.id ?? tenant.newId() } };
  };
  const update = async (asked: Asked): Promise<Answer> => {
    const thread = threadFor(asked, 'send');
    const message = ownMessage(thread, asked.part('activity'));
    const changed = contentOf(parse(incoming, await asked.json()));
    Object.assign(message, changed, { version: message.version + 1, views: {} });
    tenant.touch(thread.id);
    return { status: 200, body: { id: message.id } };
  };
  const remove = (asked: Asked): Answer => {
    const thread = threadFor(asked, 'send');
    const message = ownMessage(thread, asked.part('activity'));
    Object.assign(message, { deleted: true, text: '', summary: '', attachments: [], views: {}, version: message.version + 1 });
    tenant.touch(thread.id);
    return { status: 200, body: {} };
  };

  const roster = (thread: Thread) => tenant.members(thread).map((person) => accountOf(tenant, person.oid));
  const pagedRoster = (asked: Asked): Answer => {
    const thread = threadFor(asked, 'members');
    const all = roster(thread);
    const from = Number(asked.query.get('continuationToken') ?? 0) || 0;
    const upTo = from + (Number(asked.query.get('pageSize') ?? 200) || 200);
    return { status: 200, body: { members: all.slice(from, upTo), ...(upTo < all.length ? { continuationToken: String(upTo) } : {}) } };
  };
  const member = (asked: Asked): Answer => {
    const thread = threadFor(asked, 'members');
    const person = tenant.personOfEither(asked.part('member'));
    if (!person || !tenant.members(thread).includes(person)) throw new Refusal(404, 'MemberNotFoundInConversation', 'That person is not in this conversation.');
    return { status: 200, body: accountOf(tenant, person.oid) };
  };

  const meetingDetails = (asked: Asked): Answer => {
    const thread = tenant.meeting(asked.part('meeting'));
    demandInRoster(tenant, thread);
    const details = {
      id: thread.meetingId,
      msGraphResourceId: thread.meetingId,
      scheduledStartTime: thread.startsAt,
      scheduledEndTime: thread.endsAt,
      joinUrl: joinUrlOf(serviceUrl, thread),
      title: thread.title,
      type: 'Scheduled',
    };
    return { status: 200, body: { details, conversation: conversationOf(tenant, thread), organizer: accountOf(tenant, thread.organizer) } };
  };
  const participant = (asked: Asked): Answer => {
    const thread = tenant.meeting(asked.part('meeting'));
    demandInRoster(tenant, thread);
    const { oid } = tenant.person(asked.part('participant'));
    if (!thread.people.includes(oid)) throw new Refusal(404, 'ParticipantNotFound', 'That person is not in this meeting.');
    const meeting = { role: roleIn(thread, oid), inMeeting: thread.present.includes(oid) };
    return { status: 200, body: { user: accountOf(tenant, oid), meeting, conversation: conversationOf(tenant, thread) } };
  };
  const teamThread = (asked: Asked): Thread => {
    const { team } = tenant.settings;
    if (asked.part('team') !== team.id) throw new Refusal(404, 'ConversationNotFound', 'Team not found.');
    const thread = tenant.thread(team.id);
    demandInRoster(tenant, thread);
    return thread;
  };
  const team = (asked: Asked): Answer => {
    const memberCount = tenant.members(teamThread(asked)).length;
    const { id, name, groupId, channels } = tenant.settings.team;
    return { status: 200, body: { id, name, aadGroupId: groupId, channelCount: channels.length, memberCount } };
  };
  const channels = (asked: Asked): Answer => {
    teamThread(asked);
    return { status: 200, body: { conversations: tenant.settings.team.channels } };
  };

  const one = '/v3/conversations/:conversation';
  const table: [string, string, (asked: Asked) => Answer | Promise<Answer>][] = [
    ['POST', '/v3/conversations', create],
    ['POST', `${one}/activities`, post],
    ['POST', `${one}/activities/:activity`, post],
    ['PUT', `${one}/activities/:activity`, update],
    ['DELETE', `${one}/activities/:activity`, remove],
    ['GET', `${one}/members`, (asked) => ({ status: 200, body: roster(threadFor(asked, 'members')) })],
    ['GET', `${one}/pagedmembers`, pagedRoster],
    ['GET', `${one}/members/:member`, member],
    ['GET', '/v3/teams/:team', team],
    ['GET', '/v3/teams/:team/conversations', channels],
    ['GET', '/v1/meetings/:meeting', meetingDetails],
    ['GET', '/v1/meetings/:meeting/participants/:participant', participant],
  ];
  return table.map(([method, pattern, handle]) => ({ method, pattern, handle: guarded(handle) }));
}

function demandInRoster(tenant: Tenant, thread: Thread): void {
  if (!tenant.isInstalled(thread)) throw new Refusal(403, 'BotNotInConversationRoster', 'The bot is not part of the conversation roster.');
}

/** Posts a message from the bot; typing shows for a moment and is not kept. */
function postFrom(tenant: Tenant, thread: Thread, activity: Incoming, rootId?: string): Message | undefined {
  if (activity.type === 'typing') {
    tenant.happenings.emit('typing', thread.id);
    return undefined;
  }
  if (activity.type !== 'message') throw new Refusal(400, 'BadSyntax', 'Only messages and typing can be sent.');
  const said = contentOf(activity);
  if (said.text === '' && said.attachments.length === 0) throw new Refusal(400, 'BadSyntax', 'The message is empty.');
  const reach = thread.kind === 'channel' ? 'quiet' : 'toast';
  return tenant.post(thread, { ...said, from: 'bot', ...(rootId ? { rootId } : {}) }, reach);
}

function contentOf(activity: Incoming): Pick<Message, 'text' | 'summary' | 'attachments'> {
  const attachments = activity.attachments ?? [];
  for (const attachment of attachments) {
    if (attachment.contentType !== cardType) throw new Refusal(400, 'BadSyntax', 'The local Teams shows Adaptive Cards only.');
    demandTeamsCard(attachment.content);
  }
  return { text: activity.text ?? '', summary: activity.summary ?? '', attachments };
}

function parse<T>(shape: z.ZodType<T>, value: unknown): T {
  const parsed = shape.safeParse(value);
  if (!parsed.success) throw new Refusal(400, 'BadSyntax', 'The body does not have the form this call needs.');
  return parsed.data;
}

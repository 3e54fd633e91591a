// The connector: what the bot may call, under the service URL it was given. Every call needs the bot's access token.
// Authority: the Bot Framework REST reference (v3 conversations) and the Teams meeting APIs (v1 meetings).

import { z } from 'zod';
import { accountOf, conversationOf, joinUrlOf, roleIn } from './activities.ts';
import { cardType, demandTeamsCard } from './card-rules.ts';
import { Refusal } from './http.ts';
import { rateKeeper } from './rates.ts';
import type { Asked, Answer, Route } from './http.ts';
import type { Message, Tenant, Thread } from './tenant.ts';

export type ConnectorSettings = {
  tenant: Tenant;
  serviceUrl: string;
  demandBot: (authorization: string | undefined) => Promise<void>;
  /** Monotonic machine time. */
  nowMs: () => number;
};
type Connector = ConnectorSettings & { rates: ReturnType<typeof rateKeeper> };
type Handle = (connector: Connector, asked: Asked) => Answer | Promise<Answer>;

const conversation = '/v3/conversations/:conversation';
const table: [method: string, pattern: string, handle: Handle][] = [
  ['POST', '/v3/conversations', createConversation],
  ['POST', `${conversation}/activities`, postActivity],
  ['POST', `${conversation}/activities/:activity`, postActivity],
  ['PUT', `${conversation}/activities/:activity`, updateActivity],
  ['DELETE', `${conversation}/activities/:activity`, deleteActivity],
  ['GET', `${conversation}/members`, members],
  ['GET', `${conversation}/pagedmembers`, pagedMembers],
  ['GET', `${conversation}/members/:member`, member],
  ['GET', '/v3/teams/:team', teamDetails],
  ['GET', '/v3/teams/:team/conversations', teamChannels],
  ['GET', '/v1/meetings/:meeting', meetingDetails],
  ['GET', '/v1/meetings/:meeting/participants/:participant', meetingParticipant],
];

/** The connector's routes; each looks at the access token before anything else. */
export function connectorRoutes(settings: ConnectorSettings): Route[] {
  const connector = { ...settings, rates: rateKeeper(settings.nowMs) };
  return table.map(([method, pattern, handle]) => ({
    method,
    pattern,
    handle: async (asked) => {
      await connector.demandBot(asked.request.headers.authorization);
      return handle(connector, asked);
    },
  }));
}

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
type NewConversation = z.infer<typeof newConversation>;

async function createConversation(connector: Connector, asked: Asked): Promise<Answer> {
  const wanted = parse(newConversation, await asked.json());
  const channelId = wanted.channelData?.channel?.id;
  if (channelId) return createInChannel(connector, connector.tenant.thread(channelId), wanted.activity);
  return createPersonal(connector, wanted);
}

function createPersonal({ tenant, rates }: Connector, wanted: NewConversation): Answer {
  const tenantId = wanted.tenantId ?? wanted.channelData?.tenant?.id;
  if (tenantId !== tenant.settings.tenantId) throw new Refusal(400, 'BadArgument', 'The tenant is missing or is another one.');
  if (wanted.isGroup === true) throw new Refusal(400, 'BadSyntax', 'A bot cannot make a group chat.');
  const [first, ...others] = wanted.members ?? [];
  const person = tenant.personOfEither(first?.id ?? '');
  if (!person || others.length > 0) throw new Refusal(400, 'BadArgument', 'A personal conversation needs exactly one person of this tenant.');
  const thread = tenant.personalThread(person.oid);
  if (!tenant.isInstalled(thread)) throw new Refusal(403, 'ForbiddenOperationException', 'The bot is not installed in this person’s personal scope.');
  rates.demand('create', thread.id);
  const posted = wanted.activity ? post(tenant, thread, wanted.activity) : undefined;
  return { status: 201, body: { id: thread.id, ...(posted ? { activityId: posted.id } : {}) } };
}

function createInChannel({ tenant, rates }: Connector, thread: Thread, activity: Incoming | undefined): Answer {
  if (thread.kind !== 'channel' || !activity) throw new Refusal(400, 'BadArgument', 'A channel conversation begins with a message.');
  demandInRoster(tenant, thread);
  rates.demand('create', thread.id);
  const posted = post(tenant, thread, activity);
  return { status: 201, body: { id: conversationOf(tenant, thread, posted?.id).id, activityId: posted?.id } };
}

async function postActivity(connector: Connector, asked: Asked): Promise<Answer> {
  const { tenant } = connector;
  const thread = threadFor(connector, asked, 'send');
  const activity = parse(incoming, await asked.json());
  const root = thread.kind === 'channel' ? /;messageid=(\d+)$/.exec(asked.part('conversation'))?.[1] : undefined;
  if (root) tenant.message(thread, root);
  const posted = post(tenant, thread, activity, root);
  return { status: 201, body: { id: posted?.id ?? tenant.newId() } };
}

async function updateActivity(connector: Connector, asked: Asked): Promise<Answer> {
  const thread = threadFor(connector, asked, 'send');
  const message = ownMessage(connector.tenant, thread, asked.part('activity'));
  connector.tenant.replace(thread, message, contentOf(parse(incoming, await asked.json())));
  return { status: 200, body: { id: message.id } };
}

function deleteActivity(connector: Connector, asked: Asked): Answer {
  const thread = threadFor(connector, asked, 'send');
  const message = ownMessage(connector.tenant, thread, asked.part('activity'));
  connector.tenant.replace(thread, message, { text: '', summary: '', attachments: [], deleted: true });
  return { status: 200, body: {} };
}

function members(connector: Connector, asked: Asked): Answer {
  return { status: 200, body: roster(connector, threadFor(connector, asked, 'members')) };
}

function pagedMembers(connector: Connector, asked: Asked): Answer {
  const all = roster(connector, threadFor(connector, asked, 'members'));
  const from = Number(asked.query.get('continuationToken') ?? 0) || 0;
  const upTo = from + (Number(asked.query.get('pageSize') ?? 200) || 200);
  return { status: 200, body: { members: all.slice(from, upTo), ...(upTo < all.length ? { continuationToken: String(upTo) } : {}) } };
}

function member(connector: Connector, asked: Asked): Answer {
  const { tenant } = connector;
  const thread = threadFor(connector, asked, 'members');
  const person = tenant.personOfEither(asked.part('member'));
  if (!person || !tenant.members(thread).includes(person)) throw new Refusal(404, 'MemberNotFoundInConversation', 'That person is not in this conversation.');
  return { status: 200, body: accountOf(tenant, person.oid) };
}

function teamDetails({ tenant }: Connector, asked: Asked): Answer {
  const memberCount = tenant.members(teamThread(tenant, asked)).length;
  const { id, name, groupId, channels } = tenant.settings.team;
  return { status: 200, body: { id, name, aadGroupId: groupId, channelCount: channels.length, memberCount } };
}

function teamChannels({ tenant }: Connector, asked: Asked): Answer {
  teamThread(tenant, asked);
  return { status: 200, body: { conversations: tenant.settings.team.channels } };
}

function meetingDetails({ tenant, serviceUrl }: Connector, asked: Asked): Answer {
  const thread = tenant.meeting(asked.part('meeting'));
  demandInRoster(tenant, thread);
  const { meetingId, title, startsAt, endsAt, organizer } = thread;
  const times = { scheduledStartTime: startsAt, scheduledEndTime: endsAt };
  const details = { id: meetingId, msGraphResourceId: meetingId, ...times, joinUrl: joinUrlOf(serviceUrl, thread), title, type: 'Scheduled' };
  return { status: 200, body: { details, conversation: conversationOf(tenant, thread), organizer: accountOf(tenant, organizer) } };
}

function meetingParticipant({ tenant }: Connector, asked: Asked): Answer {
  const thread = tenant.meeting(asked.part('meeting'));
  demandInRoster(tenant, thread);
  const { oid } = tenant.person(asked.part('participant'));
  if (!thread.people.includes(oid)) throw new Refusal(404, 'ParticipantNotFound', 'That person is not in this meeting.');
  const meeting = { role: roleIn(thread, oid), inMeeting: thread.present.includes(oid) };
  return { status: 200, body: { user: accountOf(tenant, oid), meeting, conversation: conversationOf(tenant, thread) } };
}

/** The thread a call names, when the bot is still in it and has not called too often. */
function threadFor({ tenant, rates }: Connector, asked: Asked, kind: 'send' | 'members'): Thread {
  const thread = tenant.thread(asked.part('conversation'));
  demandInRoster(tenant, thread);
  rates.demand(kind, thread.id);
  return thread;
}

function teamThread(tenant: Tenant, asked: Asked): Thread {
  const { team } = tenant.settings;
  if (asked.part('team') !== team.id) throw new Refusal(404, 'ConversationNotFound', 'Team not found.');
  const thread = tenant.thread(team.id);
  demandInRoster(tenant, thread);
  return thread;
}

function demandInRoster(tenant: Tenant, thread: Thread): void {
  if (!tenant.isInstalled(thread)) throw new Refusal(403, 'BotNotInConversationRoster', 'The bot is not part of the conversation roster.');
}

function ownMessage(tenant: Tenant, thread: Thread, id: string): Message {
  const message = tenant.message(thread, id);
  if (message.from !== 'bot' || message.deleted) throw new Refusal(404, 'ActivityNotFoundInConversation', 'Activity not found in this conversation.');
  return message;
}

function roster({ tenant }: Connector, thread: Thread) {
  return tenant.members(thread).map((person) => accountOf(tenant, person.oid));
}

/** Posts a message from the bot; typing shows for a moment and is not kept. */
function post(tenant: Tenant, thread: Thread, activity: Incoming, rootId?: string): Message | undefined {
  if (activity.type === 'typing') {
    tenant.happenings.emit('typing', thread.id);
    return undefined;
  }
  if (activity.type !== 'message') throw new Refusal(400, 'BadSyntax', 'Only messages and typing can be sent.');
  const said = contentOf(activity);
  if (said.text === '' && said.attachments.length === 0) throw new Refusal(400, 'BadSyntax', 'The message is empty.');
  return tenant.post(thread, { ...said, from: 'bot', ...(rootId ? { rootId } : {}) });
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

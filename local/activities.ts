// The activities Teams sends to a bot, in their real shapes.

import { userIdOf } from './tenant.ts';
import type { MeetingThread, Message, Tenant, Thread } from './tenant.ts';

export type Activity = Record<string, unknown> & { id: string; type: string };
type Sender = { tenant: Tenant; serviceUrl: string };

/** A message typed by a person. In channels and meeting chats it is sent on only when the bot is mentioned. */
export function messageActivity(from: Sender, thread: Thread, message: Message, oid: string): Activity {
  const mentioned = message.text.includes(mentionOf(from.tenant));
  const mention = { type: 'mention', text: mentionOf(from.tenant), mentioned: { id: from.tenant.botAccountId, name: from.tenant.settings.botName } };
  const base = baseActivity(from, thread, oid, message.rootId ?? message.id);
  return {
    ...base,
    type: 'message',
    id: message.id,
    timestamp: message.at,
    text: message.text,
    textFormat: 'plain',
    attachments: [{ contentType: 'text/html', content: `<div>${escapeHtml(message.text)}</div>` }],
    entities: [...(base['entities'] as unknown[]), ...(mentioned ? [mention] : [])],
    ...(message.rootId ? { replyToId: message.rootId } : {}),
  };
}

/** What a pressed Action.Submit sends: a message with a value and no text of its own (messageBack may bring text). */
export function submitActivity(from: Sender, thread: Thread, card: Message, oid: string, value: unknown, text?: string): Activity {
  const base = baseActivity(from, thread, oid, card.rootId ?? card.id);
  return { ...base, type: 'message', ...(text === undefined ? {} : { text, textFormat: 'plain' }), value, replyToId: card.id };
}

/** An invoke: Universal Actions (`adaptiveCard/action`) and dialogs (`task/fetch`, `task/submit`). */
export function invokeActivity(from: Sender, thread: Thread, card: Message | undefined, oid: string, name: string, value: unknown): Activity {
  const base = baseActivity(from, thread, oid, card ? (card.rootId ?? card.id) : undefined);
  return { ...base, type: 'invoke', name, value, ...(card ? { replyToId: card.id } : {}) };
}

/** The two activities of an arrival: `installationUpdate` and `conversationUpdate`. `by` is who added the app. */
export function installActivities(from: Sender, thread: Thread, by: string): Activity[] {
  const team = thread.kind === 'channel' ? { eventType: 'teamMemberAdded' } : {};
  const added = baseActivity(from, thread, by);
  const installed = baseActivity(from, thread, by);
  return [
    { ...installed, type: 'installationUpdate', action: 'add' },
    {
      ...added,
      type: 'conversationUpdate',
      membersAdded: [{ id: from.tenant.botAccountId }],
      channelData: { ...(added['channelData'] as object), ...team },
    },
  ];
}

/** What is sent when somebody removes the app. Teams does not promise that it arrives. */
export function uninstallActivity(from: Sender, thread: Thread, by: string): Activity {
  return { ...baseActivity(from, thread, by), type: 'installationUpdate', action: 'remove' };
}

/** Meeting start and end; the names in `value` are PascalCase, as Teams writes them. */
export function meetingEdgeActivity(from: Sender, thread: MeetingThread, oid: string, edge: 'Start' | 'End'): Activity {
  const at = from.tenant.now().toISOString();
  const value = {
    Id: thread.meetingId,
    MeetingType: 'Scheduled',
    JoinUrl: joinUrlOf(from.serviceUrl, thread),
    Title: thread.title,
    ...(edge === 'Start' ? { StartTime: at } : { EndTime: at }),
  };
  return { ...baseActivity(from, thread, oid), type: 'event', name: `application/vnd.microsoft.meeting${edge}`, value };
}

export function attendanceActivity(from: Sender, thread: MeetingThread, oid: string, edge: 'Join' | 'Leave'): Activity {
  const user = accountOf(from.tenant, oid);
  const members = [{ user, meeting: { role: roleIn(thread, oid), inMeeting: edge === 'Join' } }];
  return { ...baseActivity(from, thread, oid), type: 'event', name: `application/vnd.microsoft.meetingParticipant${edge}`, value: { members } };
}

/** A person as the roster gives them. */
export function accountOf(tenant: Tenant, oid: string) {
  const { displayName } = tenant.person(oid);
  const [givenName = '', ...rest] = displayName.split(' ');
  const surname = rest.join(' ');
  const userPrincipalName = `${displayName.toLowerCase().replaceAll(/[^a-z]+/g, '.')}@council.example`;
  const tenantId = tenant.settings.tenantId;
  return { id: userIdOf(oid), name: displayName, aadObjectId: oid, objectId: oid, givenName, surname, email: userPrincipalName, userPrincipalName, tenantId, userRole: 'user' };
}

export function roleIn(thread: MeetingThread, oid: string): 'Organizer' | 'Presenter' {
  return thread.organizer === oid ? 'Organizer' : 'Presenter';
}

export function joinUrlOf(serviceUrl: string, thread: MeetingThread): string {
  return `${serviceUrl}?thread=${encodeURIComponent(thread.id)}`;
}

/** How a mention of the bot stands in a message's text. */
export function mentionOf(tenant: Tenant): string {
  return `<at>${tenant.settings.botName}</at>`;
}

export function conversationOf(tenant: Tenant, thread: Thread, rootId?: string) {
  const { tenantId } = tenant.settings;
  if (thread.kind === 'personal') return { conversationType: 'personal', tenantId, id: thread.id };
  if (thread.kind === 'meeting') return { conversationType: 'groupChat', isGroup: true, tenantId, id: thread.id };
  return { conversationType: 'channel', isGroup: true, tenantId, id: rootId ? `${thread.id};messageid=${rootId}` : thread.id };
}

function baseActivity(from: Sender, thread: Thread, oid: string, rootId?: string): Activity {
  const { tenant, serviceUrl } = from;
  const { settings } = tenant;
  const person = tenant.person(oid);
  return {
    type: '',
    id: tenant.newId(),
    channelId: 'msteams',
    serviceUrl,
    timestamp: tenant.now().toISOString(),
    from: { id: userIdOf(oid), name: person.displayName, aadObjectId: oid },
    recipient: { id: tenant.botAccountId, name: settings.botName },
    conversation: conversationOf(tenant, thread, rootId),
    entities: [{ type: 'clientInfo', locale: 'en-GB', country: 'GB', platform: 'Web', timezone: 'Europe/London' }],
    locale: 'en-GB',
    channelData: { tenant: { id: settings.tenantId }, ...placeData(tenant, thread) },
  };
}

function placeData(tenant: Tenant, thread: Thread): Record<string, unknown> {
  if (thread.kind === 'personal') return {};
  if (thread.kind === 'meeting') return { meeting: { id: thread.meetingId } };
  const { id, name, groupId } = tenant.settings.team;
  return { teamsChannelId: thread.id, teamsTeamId: id, channel: { id: thread.id }, team: { id, name, aadGroupId: groupId } };
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

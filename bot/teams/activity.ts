/**
 * An activity as Teams sends it, parsed once: only the fields we read survive, so neither botbuilder nor we
 * ever act on a field nobody looked at (such as `deliveryMode`).
 */
import { z } from 'zod';
import { personKey } from '../../src/people/person.ts';
import type { Asker, Place } from './turn.ts';

const id = z.string().min(1).max(1_024);
const account = z.object({ id, aadObjectId: z.string().optional(), tenantId: z.string().optional(), name: z.string().max(512).optional() });
const named = z.object({ id }).optional();

const inboundActivity = z.object({
  type: z.string().min(1).max(64),
  id: z.string().max(1_024).default(''),
  name: z.string().max(256).optional(),
  action: z.string().max(64).optional(),
  channelId: z.literal('msteams'),
  serviceUrl: z.string().min(1).max(2_048),
  from: account,
  recipient: z.object({ id }),
  conversation: z.object({ id, conversationType: z.enum(['personal', 'channel', 'groupChat']).optional(), tenantId: z.string().optional() }),
  channelData: z.object({ tenant: named, channel: named, team: named, meeting: named }).default({}),
  text: z.string().optional(),
  value: z.unknown().optional(),
  replyToId: id.optional(),
  entities: z.array(z.unknown()).default([]),
  membersAdded: z.array(z.object({ id })).default([]),
  membersRemoved: z.array(z.object({ id })).default([]),
});

export type InboundActivity = z.infer<typeof inboundActivity>;

/** Undefined for anything that is not an activity of Teams. */
export function parseActivity(body: unknown): InboundActivity | undefined {
  return inboundActivity.safeParse(body).data;
}

/** The tenant of an activity that passed the door, in lower case. */
export function tenantOf(activity: InboundActivity): string {
  return (activity.conversation.tenantId ?? activity.channelData.tenant?.id ?? '').toLowerCase();
}

/** Who sent it; undefined for guests of other tenants, anonymous visitors and bots, who have no key here. */
export function askerOf(activity: InboundActivity): Asker | undefined {
  const { id: channelUserId, aadObjectId, name, tenantId: home } = activity.from;
  const tenantId = tenantOf(activity);
  const person = personKey(tenantId, aadObjectId);
  if (person === undefined || aadObjectId === undefined) return undefined;
  if (home !== undefined && home.toLowerCase() !== tenantId) return undefined;
  return { person, tenantId, objectId: aadObjectId.toLowerCase(), channelUserId, ...(name === undefined ? {} : { displayName: name }) };
}

/** Where it happened. A conversation that names no type is a group chat: the scope that trusts least. */
export function placeOf(activity: InboundActivity): Place {
  const { conversation, channelData, serviceUrl } = activity;
  const scope = conversation.conversationType ?? 'groupChat';
  const inMeeting = scope === 'groupChat' && (channelData.meeting !== undefined || conversation.id.startsWith('19:meeting_'));
  return {
    scope,
    conversationId: conversation.id,
    serviceUrl,
    tenantId: tenantOf(activity),
    ...(inMeeting ? { meetingChatId: conversation.id } : {}),
    ...(channelData.team === undefined ? {} : { teamId: channelData.team.id }),
  };
}

const mention = z.object({ type: z.literal('mention'), text: z.string().min(1), mentioned: z.object({ id: z.string() }) });

/** What the person wrote, without the mention of the bot and with ordinary spaces. */
export function textOf(activity: InboundActivity): string {
  const ofUs = activity.entities
    .map((entity) => mention.safeParse(entity).data)
    .flatMap((found) => (found !== undefined && found.mentioned.id === activity.recipient.id ? [found.text] : []));
  const unmentioned = ofUs.reduce((text, words) => text.replaceAll(words, ' '), activity.text ?? '');
  return unmentioned.replaceAll(/&nbsp;|\u00A0/g, ' ').trim();
}

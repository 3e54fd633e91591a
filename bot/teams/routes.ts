/**
 * The table of routes: what Teams may send, and what it is called behind the edge. First match wins.
 * What matches nothing (typing, reactions, read receipts, members of a team coming and going) is let pass in silence.
 */
import { z } from 'zod';
import { askerOf, placeOf, textOf } from './activity.ts';
import type { InboundActivity } from './activity.ts';
import type { Heard } from './turn.ts';

/** Why an activity of a route cannot be passed on: unreadable, unknown, sent by nobody with a key here, or asked for in company. */
export type Unheard = { readonly kind: 'unreadable' | 'unknown' | 'outsider' | 'notHere' };
export type Reading = Heard | Unheard;

export type Route = {
  readonly name: string;
  /** How an answer travels: with the response to the press, as a post of its own, or not at all. */
  readonly answers: 'invoke' | 'post' | 'never';
  readonly when: (activity: InboundActivity) => boolean;
  readonly read: (activity: InboundActivity) => Reading;
};

const verb = z.string().regex(/^[\w.:-]{1,100}$/);
const cardAction = z.object({
  action: z.object({ type: z.literal('Action.Execute'), verb, data: z.unknown().optional() }),
  trigger: z.enum(['manual', 'automatic']).default('manual'),
});
const submission = z.object({ verb });

const isInvoke = (activity: InboundActivity) => activity.type === 'invoke';
const isMessage = (activity: InboundActivity) => activity.type === 'message';
const names = (members: readonly { readonly id: string }[], id: string) => members.some((member) => member.id === id);
const isArrival = (activity: InboundActivity) =>
  (activity.type === 'installationUpdate' && /^add(-upgrade)?$/.test(activity.action ?? '')) ||
  (activity.type === 'conversationUpdate' && names(activity.membersAdded, activity.recipient.id));
const isDeparture = (activity: InboundActivity) =>
  (activity.type === 'installationUpdate' && /^remove(-upgrade)?$/.test(activity.action ?? '')) ||
  (activity.type === 'conversationUpdate' && names(activity.membersRemoved, activity.recipient.id));
const isEvent = (pattern: RegExp) => (activity: InboundActivity) => activity.type === 'event' && pattern.test(activity.name ?? '');

export const routes: readonly Route[] = [
  { name: 'button pressed', answers: 'invoke', when: (activity) => isInvoke(activity) && activity.name === 'adaptiveCard/action', read: readPress },
  { name: 'unknown invoke', answers: 'invoke', when: isInvoke, read: () => ({ kind: 'unknown' }) },
  { name: 'button submitted', answers: 'post', when: (activity) => isMessage(activity) && submission.safeParse(activity.value).success, read: readSubmission },
  { name: 'message', answers: 'post', when: isMessage, read: readMessage },
  { name: 'installed', answers: 'post', when: isArrival, read: (activity) => readMove('installed', activity) },
  { name: 'uninstalled', answers: 'never', when: isDeparture, read: (activity) => readMove('uninstalled', activity) },
  meeting('started', /^application\/vnd\.microsoft\.meetingStart$/),
  meeting('ended', /^application\/vnd\.microsoft\.meetingEnd$/),
  meeting('joined', /^application\/vnd\.microsoft\.meetingParticipants?Join$/),
  meeting('left', /^application\/vnd\.microsoft\.meetingParticipants?Leave$/),
];

function meeting(what: 'started' | 'ended' | 'joined' | 'left', pattern: RegExp): Route {
  return { name: `meeting ${what}`, answers: 'post', when: isEvent(pattern), read: (activity) => ({ kind: 'meeting', what, place: placeOf(activity) }) };
}

function readPress(activity: InboundActivity): Reading {
  const asker = askerOf(activity);
  if (asker === undefined) return { kind: 'outsider' };
  const pressed = cardAction.safeParse(activity.value).data;
  if (pressed === undefined) return { kind: 'unreadable' };
  const { action, trigger } = pressed;
  return { kind: 'pressed', verb: action.verb, input: action.data, trigger, ...cardOf(activity), place: placeOf(activity), asker };
}

/** `Action.Submit`, from clients too old for Universal Actions. Its answer is seen by all in the place, so only alone. */
function readSubmission(activity: InboundActivity): Reading {
  const asker = askerOf(activity);
  const place = placeOf(activity);
  const pressed = submission.safeParse(activity.value).data;
  if (asker === undefined) return { kind: 'outsider' };
  if (pressed === undefined) return { kind: 'unreadable' };
  if (place.scope !== 'personal') return { kind: 'notHere' };
  return { kind: 'pressed', verb: pressed.verb, input: activity.value, trigger: 'manual', ...cardOf(activity), place, asker };
}

function readMessage(activity: InboundActivity): Reading {
  const asker = askerOf(activity);
  if (asker === undefined) return { kind: 'outsider' };
  return { kind: 'said', text: textOf(activity), activityId: activity.id, place: placeOf(activity), asker };
}

function readMove(kind: 'installed' | 'uninstalled', activity: InboundActivity): Reading {
  const asker = askerOf(activity);
  const { channel } = activity.channelData;
  return { kind, place: placeOf(activity), ...(asker === undefined ? {} : { asker }), ...(channel === undefined ? {} : { channelId: channel.id }) };
}

function cardOf(activity: InboundActivity): { readonly cardActivityId?: string } {
  return activity.replyToId === undefined ? {} : { cardActivityId: activity.replyToId };
}

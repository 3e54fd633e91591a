// What Teams refuses in a card. Authority: Microsoft's pages on cards, message size and Universal Actions,
// listed one by one in conformance.md.

import { Refusal } from './http.ts';

export const cardType = 'application/vnd.microsoft.card.adaptive';
const largestCardBytes = 28 * 1024;
const mostActions = 6;
const mostRefreshed = 60;

/** Refuses a card that Teams would not take: above version 1.5, over 28 KB, over six actions, over 60 refreshed people. */
export function demandTeamsCard(content: unknown): void {
  if (!isRecord(content) || content['type'] !== 'AdaptiveCard') throw new Refusal(400, 'BadSyntax', 'The attachment is not an Adaptive Card.');
  const [major = 0, minor = 0] = textOf(content['version']).split('.').map(Number);
  const versionFits = major === 1 && minor <= 5;
  if (!versionFits) throw new Refusal(400, 'BadSyntax', 'The card needs a version that Teams does not show; the highest is 1.5.');
  if (Buffer.byteLength(JSON.stringify(content)) > largestCardBytes)
    throw new Refusal(413, 'MessageSizeTooBig', 'The card is larger than 28 KB.');
  for (const actions of actionRows(content))
    if (actions.length > mostActions) throw new Refusal(400, 'BadSyntax', 'The card has more than six actions in one row.');
  const userIds = refreshedUserIds(content);
  if (userIds && userIds.length > mostRefreshed) throw new Refusal(400, 'BadSyntax', 'The card refreshes for more than 60 people.');
}

/** The action a card refreshes with, and for whom; `userIds` absent means everyone in a thread of up to 60 people. */
export function refreshOf(content: unknown): { verb: string; id: string; data: unknown; userIds?: string[] } | undefined {
  if (!isRecord(content) || !isRecord(content['refresh'])) return undefined;
  const action = content['refresh']['action'];
  if (!isRecord(action) || action['type'] !== 'Action.Execute') return undefined;
  const userIds = refreshedUserIds(content);
  const base = { verb: textOf(action['verb']), id: textOf(action['id']), data: action['data'] ?? {} };
  return userIds ? { ...base, userIds } : base;
}

/** Whether the card refreshes by itself for this person, in a thread with that many members. */
export function refreshesFor(content: unknown, userId: string, memberCount: number): boolean {
  const refresh = refreshOf(content);
  if (!refresh) return false;
  return refresh.userIds ? refresh.userIds.includes(userId) : memberCount <= mostRefreshed;
}

function refreshedUserIds(content: Record<string, unknown>): string[] | undefined {
  const refresh = content['refresh'];
  if (!isRecord(refresh) || !Array.isArray(refresh['userIds'])) return undefined;
  return refresh['userIds'].map(textOf);
}

/** Every `actions` list of the card: its own, those of action sets, and those of cards behind Show card. */
function* actionRows(node: unknown): Generator<unknown[]> {
  if (Array.isArray(node)) for (const item of node) yield* actionRows(item);
  if (!isRecord(node)) return;
  for (const [key, value] of Object.entries(node)) {
    if (key === 'actions' && Array.isArray(value)) yield value;
    yield* actionRows(value);
  }
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The text a card has in a place, or none. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

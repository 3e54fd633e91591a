// What Teams refuses in a card. Authority: Microsoft's pages on cards, message size and Universal Actions,
// listed one by one in conformance.md.

import { Refusal } from './http.ts';

export const cardType = 'application/vnd.microsoft.card.adaptive';
const largestCardBytes = 28 * 1024;
const mostActions = 6;
const mostRefreshed = 60;
const ofPeople = /^graph\.microsoft\.com\/users(\?scope=currentContext)?$/;

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
  for (const node of nodesOf(content)) demandPeoplePicker(node);
  const userIds = refreshedUserIds(content);
  if (userIds && userIds.length > mostRefreshed) throw new Refusal(400, 'BadSyntax', 'The card refreshes for more than 60 people.');
}

/** Choices are looked up among people, or not at all: a bot's own typeahead (`application/search`) is not there. */
function demandPeoplePicker(node: Record<string, unknown>): void {
  const query = node['choices.data'];
  if (query === undefined) return;
  const isQuery = isRecord(query) && query['type'] === 'Data.Query' && ofPeople.test(textOf(query['dataset']));
  if (node['type'] !== 'Input.ChoiceSet' || !isQuery) throw new Refusal(400, 'BadSyntax', 'Choices are looked up here in graph.microsoft.com/users alone.');
  if (!Array.isArray(node['choices'])) throw new Refusal(400, 'BadSyntax', 'A people picker needs a list of choices, which may be empty.');
}

/** The people pickers of a card. */
export function peoplePickers(content: unknown): Record<string, unknown>[] {
  return [...nodesOf(content)].filter((node) => node['type'] === 'Input.ChoiceSet' && node['choices.data'] !== undefined);
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

/** Every object of a card but what its buttons send back. */
function* nodesOf(node: unknown): Generator<Record<string, unknown>> {
  if (Array.isArray(node)) for (const item of node) yield* nodesOf(item);
  if (!isRecord(node)) return;
  yield node;
  for (const [key, value] of Object.entries(node)) if (key !== 'data') yield* nodesOf(value);
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The text a card has in a place, or none. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

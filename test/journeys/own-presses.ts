/**
 * Presses of a test's own making: what a card really sends, changed at will and sent as often as wished, either through
 * the local Teams (which keeps the card that comes back) or signed by its key and sent straight to one replica.
 */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import directory from '../../local/directory.json' with { type: 'json' };
import type { SeenCard } from '../../local/driver.ts';
import { openIssuers } from '../../local/issuers.ts';
import { userIdOf } from '../../local/tenant.ts';
import type { Outcome } from '../../local/ui-types.ts';
import type { CompanionUnderTest } from './companion-under-test.ts';

export type OwnPress = { readonly thread: string; readonly message: string; readonly verb: string; readonly data: Readonly<Record<string, unknown>> };
export type Answered = { readonly status: number; readonly text: string };

type Node = Readonly<Record<string, unknown>>;

/** What pressing this verb's button on the card would send, with these inputs filled in and the others as they stand. */
export function pressOn({ thread, message, card }: SeenCard, verb: string, inputs: Readonly<Record<string, unknown>> = {}): OwnPress {
  const nodes = nodesOf(card);
  const button = nodes.find((node) => node['type'] === 'Action.Execute' && node['verb'] === verb);
  if (button === undefined) throw new Error(`the card has no button ${verb}`);
  const standing = Object.fromEntries(nodes.filter((node) => String(node['type']).startsWith('Input.')).map((node) => [String(node['id']), node['value'] ?? '']));
  return { thread, message: message.id, verb, data: { ...(button['data'] as Node), ...standing, ...inputs } };
}

/** The same press with other data. */
export function changed(press: OwnPress, data: Readonly<Record<string, unknown>>): OwnPress {
  return { ...press, data: { ...press.data, ...data } };
}

/** Through the local Teams, under a new activity id each time. */
export async function sendsAgain({ teamsUrl }: CompanionUnderTest, oid: string, { thread, message, verb, data }: OwnPress): Promise<Outcome> {
  const response = await fetch(`${teamsUrl}/ui/press`, {
    method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ as: oid, thread, message, action: { kind: 'execute', verb, id: '', data } }),
  });
  if (!response.ok) throw new Error(`the local Teams answered ${response.status}`);
  return (await response.json()) as Outcome;
}

/** Signs as the local Teams does, and sends to any address. */
export async function ownLine({ teamsUrl, folder }: CompanionUnderTest) {
  const { botId, tenantId } = directory;
  const issuers = await openIssuers({ url: teamsUrl, dataFolder: join(folder, 'teams'), botId, botPassword: '', tenantId });

  // Teams, too, uses a token for many activities; this one is good for longer than any test takes.
  let signed: Promise<string> | undefined;

  const post = async (botUrl: string, body: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Answered> => {
    const token = await (signed ??= issuers.activityToken());
    const response = await fetch(`${botUrl}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, 'x-ms-tenant-id': tenantId, ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
    return { status: response.status, text: await response.text() };
  };

  /** An invoke as Teams sends it; `value` is whatever the test wants there. */
  const invoke = (oid: string, thread: string, message: string, value: unknown): Record<string, unknown> => ({
    type: 'invoke', name: 'adaptiveCard/action', id: randomUUID(), channelId: 'msteams', serviceUrl: `${teamsUrl}/`,
    from: { id: userIdOf(oid), aadObjectId: oid, name: 'Somebody Invented' }, recipient: { id: `28:${botId}` },
    conversation: { id: thread, tenantId, conversationType: thread.startsWith('19:') ? 'channel' : 'personal' },
    channelData: { tenant: { id: tenantId } }, value, replyToId: message,
  });

  return {
    post,
    invoke,
    press: (botUrl: string, oid: string, { thread, message, verb, data }: OwnPress): Promise<Answered> =>
      post(botUrl, invoke(oid, thread, message, { action: { type: 'Action.Execute', verb, id: '', data }, trigger: 'manual' })),
  };
}

function nodesOf(value: unknown): Node[] {
  if (Array.isArray(value)) return value.flatMap(nodesOf);
  if (typeof value !== 'object' || value === null) return [];
  return [value as Node, ...Object.entries(value).flatMap(([name, inner]) => (name === 'data' ? [] : nodesOf(inner)))];
}

/**
 * Speaking to people through the connector, one request at a time and never twice by itself.
 * The connector knows no idempotency key: so every outcome says whether the message may have arrived, and whoever
 * sent it decides. Authority: platform notes 1.1 (status codes) and 3.3 (what "exactly once" can mean).
 */
import { z } from 'zod';
import { withinMs } from '../time-limit.ts';
import type { BotTokens } from './bot-credentials.ts';
import type { MessageActivity } from './card-activity.ts';
import type { ServiceUrls } from './service-urls.ts';

/** What did not work, and whether it is safe to send again. */
export type NotDone =
  /** Refused for now (429, 412): nothing arrived, send again after so many seconds. */
  | { readonly kind: 'retryAfter'; readonly seconds: number }
  /** Nobody knows whether it arrived: the reply was lost, late, or a 408 or 5xx. */
  | { readonly kind: 'ambiguous' }
  /** It never left this machine, or no token could be had: safe to send again. */
  | { readonly kind: 'notSent' }
  /** Refused for good. `status` 0 when we refused it ourselves because the address is not on the list. */
  | { readonly kind: 'refused'; readonly status: number; readonly code: string };

/** `activityId` is empty when the connector took the message and gave it no id. */
export type SendOutcome = { readonly kind: 'sent'; readonly activityId: string } | NotDone;
export type CreateOutcome = { readonly kind: 'created'; readonly conversationId: string } | NotDone;

export type Outgoing = { readonly serviceUrl: string; readonly conversationId: string; readonly activity: MessageActivity };

export interface ConnectorClient {
  /** Posts a message into a conversation. */
  send(outgoing: Outgoing): Promise<SendOutcome>;
  /** Puts a message in the place of one already posted, for everybody who sees it. Doing it twice does no harm. */
  update(outgoing: Outgoing & { readonly activityId: string }): Promise<SendOutcome>;
  /** Opens (or finds) the one-to-one chat with a person. Doing it twice gives the same chat. */
  /** What Teams calls a person in a meeting; null whenever it cannot say. Asking changes nothing. */
  meetingRole(asked: { readonly serviceUrl: string; readonly meetingId: string; readonly tenantId: string; readonly objectId: string }): Promise<'Organizer' | 'Presenter' | 'Attendee' | null>;
  createPersonal(wanted: { readonly serviceUrl: string; readonly tenantId: string; readonly objectId: string; readonly botId: string }): Promise<CreateOutcome>;
}

export type ConnectorClientSettings = {
  readonly tokens: BotTokens;
  readonly serviceUrls: ServiceUrls;
  /** How long to wait for the connector, in milliseconds. */
  readonly timeoutMs?: number;
};

const TIMEOUT_MS = 10_000;
/** A panel waits for it as it opens, and does without it. */
const ROLE_TIMEOUT_MS = 2_000;
/** Without a `Retry-After`, and for 412, which has none. */
const RETRY_SECONDS = 2;
const LONGEST_RETRY_SECONDS = 3_600;
const MAYBE_ACCEPTED: ReadonlySet<number> = new Set([408, 500, 502, 503, 504]);
/** Failures before a connection stood, so that no byte of the message can have left. */
const NEVER_LEFT: ReadonlySet<string> = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'UND_ERR_CONNECT_TIMEOUT', 'ERR_TLS_CERT_ALTNAME_INVALID', 'DEPTH_ZERO_SELF_SIGNED_CERT', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'CERT_HAS_EXPIRED']);

type Call = { readonly method: 'POST' | 'PUT'; readonly serviceUrl: string; readonly path: string; readonly body: object };
type Accepted = { readonly kind: 'accepted'; readonly id: string };

export function connectorClient(settings: ConnectorClientSettings): ConnectorClient {
  const { tokens, serviceUrls, timeoutMs = TIMEOUT_MS } = settings;

  const call = async (wanted: Call): Promise<Accepted | NotDone> => {
    if (!serviceUrls.allows(wanted.serviceUrl)) return { kind: 'refused', status: 0, code: 'ServiceUrlNotAllowed' };
    const first = await once(wanted, false);
    // A 401 is said before the message is looked at, and a token may have been withdrawn early: one new token, one more try.
    return first.kind === 'refused' && first.status === 401 ? once(wanted, true) : first;
  };

  const once = async (wanted: Call, fresh: boolean): Promise<Accepted | NotDone> => {
    const token = await withinMs(tokens.token(fresh), timeoutMs).catch(() => 'late' as const);
    if (token === 'late') return { kind: 'notSent' };
    const url = `${wanted.serviceUrl.replace(/\/+$/, '')}${wanted.path}`;
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json; charset=utf-8', accept: 'application/json' };
    try {
      const response = await fetch(url, { method: wanted.method, headers, body: JSON.stringify(wanted.body), redirect: 'manual', signal: AbortSignal.timeout(timeoutMs) });
      return await outcomeOf(response);
    } catch (error) {
      return { kind: NEVER_LEFT.has(causeOf(error)) ? 'notSent' : 'ambiguous' };
    }
  };

  const post = async (wanted: Call): Promise<SendOutcome> => {
    const answered = await call(wanted);
    return answered.kind === 'accepted' ? { kind: 'sent', activityId: answered.id } : answered;
  };

  return {
    send: ({ serviceUrl, conversationId, activity }) =>
      post({ method: 'POST', serviceUrl, path: `/v3/conversations/${encodeURIComponent(conversationId)}/activities`, body: activity }),
    update: async ({ serviceUrl, conversationId, activityId, activity }) => {
      const path = `/v3/conversations/${encodeURIComponent(conversationId)}/activities/${encodeURIComponent(activityId)}`;
      const answered = await post({ method: 'PUT', serviceUrl, path, body: { ...activity, id: activityId } });
      return answered.kind === 'sent' ? { kind: 'sent', activityId } : answered;
    },
    meetingRole: async ({ serviceUrl, meetingId, tenantId, objectId }) => {
      if (!serviceUrls.allows(serviceUrl)) return null;
      const path = `/v1/meetings/${encodeURIComponent(meetingId)}/participants/${encodeURIComponent(objectId)}?tenantId=${encodeURIComponent(tenantId)}`;
      try {
        const authorization = `Bearer ${await tokens.token(false)}`;
        const response = await fetch(`${serviceUrl.replace(/\/+$/, '')}${path}`, { headers: { authorization, accept: 'application/json' }, redirect: 'manual', signal: AbortSignal.timeout(ROLE_TIMEOUT_MS) });
        return participant.parse(await response.json()).meeting.role;
      } catch {
        return null;
      }
    },
    createPersonal: async ({ serviceUrl, tenantId, objectId, botId }) => {
      const body = { bot: { id: `28:${botId}` }, members: [{ id: objectId }], isGroup: false, tenantId, channelData: { tenant: { id: tenantId } } };
      const answered = await call({ method: 'POST', serviceUrl, path: '/v3/conversations', body });
      if (answered.kind !== 'accepted') return answered;
      return answered.id === '' ? { kind: 'ambiguous' } : { kind: 'created', conversationId: answered.id };
    },
  };
}

const participant = z.object({ meeting: z.object({ role: z.enum(['Organizer', 'Presenter', 'Attendee']) }) });
const accepted = z.object({ id: z.string() });
const refusal = z.object({ error: z.object({ code: z.string().regex(/^[\w.-]{1,80}$/) }) });

async function outcomeOf(response: Response): Promise<Accepted | NotDone> {
  const { status } = response;
  if (status === 429 || status === 412) {
    await response.body?.cancel();
    return { kind: 'retryAfter', seconds: secondsOf(response.headers.get('retry-after')) };
  }
  // A reply that breaks off after its status line has still told us what happened.
  const body = await response.json().catch((): unknown => undefined);
  if (response.ok) return { kind: 'accepted', id: accepted.safeParse(body).data?.id ?? '' };
  if (MAYBE_ACCEPTED.has(status)) return { kind: 'ambiguous' };
  return { kind: 'refused', status, code: refusal.safeParse(body).data?.error.code ?? 'Unnamed' };
}

/** `Retry-After` in seconds or as a date (RFC 9110, 10.2.3). */
function secondsOf(header: string | null): number {
  if (header === null) return RETRY_SECONDS;
  const seconds = /^\d+$/.test(header) ? Number(header) : Math.ceil((Date.parse(header) - Date.now()) / 1_000);
  return Number.isFinite(seconds) ? Math.min(Math.max(seconds, 1), LONGEST_RETRY_SECONDS) : RETRY_SECONDS;
}

function causeOf(error: unknown): string {
  const { cause } = error as { cause?: unknown };
  const code = (cause as { code?: unknown } | null | undefined)?.code;
  return typeof code === 'string' ? code : '';
}

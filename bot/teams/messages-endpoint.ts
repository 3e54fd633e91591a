/**
 * The door for Teams: token, then body, then whether the two belong together, then botbuilder.
 * Each refusal is a bare status with a plain sentence; the reason goes to the log as a word.
 * Authority: platform notes, tests B1 to B9, D1, D2 and D6.
 */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import { readJson, sendJson, sendRefusal } from '../json-exchange.ts';
import { labelOf } from '../log.ts';
import type { Log } from '../log.ts';
import { parseActivity } from './activity.ts';
import type { TeamsApplication } from './application.ts';
import type { InboundToken } from './inbound-token.ts';
import type { ServiceUrls } from './service-urls.ts';

export type MessagesDoor = {
  readonly token: (authorization: string | undefined) => Promise<InboundToken>;
  readonly serviceUrls: ServiceUrls;
  /** The tenants this deployment serves, in lower case. */
  readonly tenants: ReadonlySet<string>;
  readonly application: TeamsApplication;
  readonly log: Pick<Log, 'requestRefused' | 'requestFailed'>;
};

const REFUSALS = {
  400: 'This request cannot be read.',
  401: 'This request does not prove where it comes from.',
  403: 'This request is not for this bot.',
  413: 'This request is too large.',
  415: 'This request is not plain JSON.',
} as const;

/** Makes the handler of `POST /api/messages`. It never rejects. */
export function messagesEndpoint(door: MessagesDoor): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  return async (request, response) => {
    const refuse = (status: keyof typeof REFUSALS, reason: string) => {
      door.log.requestRefused('messages', status, reason);
      sendRefusal(response, status, REFUSALS[status]);
    };
    const token = await door.token(request.headers.authorization);
    if (token.kind === 'refused') return refuse(401, token.reason);
    const body = await readJson(request);
    if (body.kind === 'refused') return refuse(body.status, body.reason);
    const misfit = misfitOf(body.value, token.serviceUrl, request.headers['x-ms-tenant-id']?.toString(), door);
    if (misfit !== undefined) return refuse(misfit.status, misfit.reason);
    await passOn(body.value, request, response, door, refuse);
  };
}

const envelope = z.object({
  channelId: z.string().catch(''),
  serviceUrl: z.string().catch(''),
  conversation: z.object({ tenantId: z.string().optional() }).catch({}),
  channelData: z.object({ tenant: z.object({ id: z.string().optional() }).optional() }).catch({}),
});

type Misfit = { readonly status: 400 | 401 | 403; readonly reason: string };

/** Whether the body is one that this token, this bot and this authority can stand behind. */
function misfitOf(body: unknown, vouchedServiceUrl: string, tenantHeader: string | undefined, door: MessagesDoor): Misfit | undefined {
  const opened = envelope.safeParse(body).data;
  if (opened === undefined) return { status: 400, reason: 'notAnActivity' };
  const { channelId, serviceUrl, conversation, channelData } = opened;
  if (serviceUrl === '' || serviceUrl !== vouchedServiceUrl) return { status: 401, reason: 'serviceUrlNotVouchedFor' };
  if (channelId !== 'msteams') return { status: 403, reason: 'otherChannel' };
  if (!door.serviceUrls.allows(serviceUrl)) return { status: 403, reason: 'serviceUrlNotAllowed' };
  const named = [conversation.tenantId, channelData.tenant?.id, tenantHeader].filter((tenant) => tenant !== undefined);
  const tenants = new Set(named.map((tenant) => tenant.toLowerCase()));
  const [tenant] = tenants;
  if (tenants.size !== 1 || tenant === undefined || !door.tenants.has(tenant)) return { status: 403, reason: 'otherTenant' };
  return undefined;
}

async function passOn(body: unknown, request: IncomingMessage, response: ServerResponse, door: MessagesDoor, refuse: (status: 400 | 401, reason: string) => void): Promise<void> {
  const activity = parseActivity(body);
  if (activity === undefined) return refuse(400, 'notAnActivity');
  const reply = new AdapterReply();
  try {
    // The adapter gets the parsed activity, a copy, because botbuilder writes to it.
    const asked = { method: 'POST', headers: { ...request.headers }, body: structuredClone(activity) as Record<string, unknown> };
    await door.application.adapter.process(asked, reply, (context) => door.application.run(context, activity));
  } catch (error) {
    reply.status(500);
    door.log.requestFailed(randomUUID().slice(0, 8), labelOf(error));
  }
  if (reply.code === 401 || reply.code === 403) return refuse(401, 'refusedByBotbuilder');
  if (reply.code >= 400) return sendJson(response, 500, { message: 'Something went wrong here.' });
  if (reply.body !== undefined) return sendJson(response, reply.code, reply.body);
  response.statusCode = reply.code;
  response.end();
}

/** Catches what botbuilder would have answered: its errors carry messages that must not leave. */
class AdapterReply {
  readonly socket = undefined;
  code = 200;
  body: unknown;

  header(): this {
    return this;
  }

  status(code: number): this {
    this.code = code;
    return this;
  }

  send(body: unknown): this {
    this.body = body;
    return this;
  }

  end(): this {
    return this;
  }
}

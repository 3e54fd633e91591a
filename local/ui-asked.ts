// What all handlers of the page's API share: what they are given, who asks, and bodies parsed once.

import type { z } from 'zod';
import { Refusal } from './http.ts';
import type { BotLine } from './bot-line.ts';
import type { Answer, Asked } from './http.ts';
import type { Tenant, Thread } from './tenant.ts';

export type Ui = {
  tenant: Tenant;
  line: BotLine;
  botUrl: string;
  serviceUrl: string;
  panelToken: (oid: string) => Promise<string>;
  /** Monotonic machine time. */
  nowMs: () => number;
};

export const done: Answer = { status: 200, body: { done: true } };

/** The person a reading request is for; 404 for anyone not in the tenant. */
export function personAsking(ui: Ui, asked: Asked): string {
  return ui.tenant.person(asked.query.get('as') ?? '').oid;
}

/** The thread, when this person is in it; otherwise it does not exist for them. */
export function open({ tenant }: Ui, asked: { as: string; thread: string }): Thread {
  const thread = tenant.thread(asked.thread);
  if (!tenant.isIn(asked.as, thread)) throw new Refusal(404, 'ConversationNotFound', 'Conversation not found.');
  return thread;
}

/** The body in its form, or 400. */
export async function read<T>(asked: Asked, shape: z.ZodType<T>): Promise<T> {
  const parsed = shape.safeParse(await asked.json());
  if (!parsed.success) throw new Refusal(400, 'BadSyntax', 'The body does not have the form this call needs.');
  return parsed.data;
}

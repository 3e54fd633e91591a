// The line to the bot: signed activities to /api/messages, with the waits and the resending that Teams has.

import { z } from 'zod';
import { installActivities, uninstallActivity } from './activities.ts';
import { demandTeamsCard } from './card-rules.ts';
import { Refusal } from './http.ts';
import type { Activity } from './activities.ts';
import type { Tenant, Thread } from './tenant.ts';
import type { Outcome } from './ui-types.ts';

/** Milliseconds Teams waits for an answer, by kind. */
export type Waits = { messageMs: number; actionMs: number; dialogMs: number };
export const teamsWaits: Waits = { messageMs: 15_000, actionMs: 15_000, dialogMs: 5_000 };

export type LineSettings = { tenant: Tenant; botUrl: string; serviceUrl: string; token: () => Promise<string>; waits: Waits };
export type BotLine = {
  /** Sends an activity that wants no answer. Over the wait it is sent once more, unchanged. False when the bot never took it. */
  tell: (activity: Activity) => Promise<boolean>;
  /** A Universal Action; over the wait it is sent once more under a new activity id. */
  act: (make: () => Activity) => Promise<Outcome>;
  /** A dialog's fetch or submit; over the wait it is sent twice more. */
  ask: (make: () => Activity) => Promise<Outcome>;
  /** Tells the bot of every place the app was put in, once each, waiting for a bot that is not up yet. */
  announce: () => Promise<void>;
  remove: (thread: Thread, by: string) => Promise<void>;
  stop: () => void;
};

type Heard = { kind: 'answer'; status: number; body: unknown } | { kind: 'late' } | { kind: 'unreachable' };

const actionAnswer = z.discriminatedUnion('type', [
  z.object({ statusCode: z.literal(200), type: z.literal('application/vnd.microsoft.card.adaptive'), value: z.unknown() }),
  z.object({ statusCode: z.literal(200), type: z.literal('application/vnd.microsoft.activity.message'), value: z.string() }),
  z.object({ type: z.literal('application/vnd.microsoft.error'), value: z.object({ code: z.string(), message: z.string() }) }),
]);
const sizeOf = z.union([z.string(), z.number()]).optional();
const taskAnswer = z.object({
  task: z.discriminatedUnion('type', [
    z.object({
      type: z.literal('continue'),
      value: z.object({ title: z.string().default(''), height: sizeOf, width: sizeOf, card: z.object({ content: z.unknown() }) }),
    }),
    z.object({ type: z.literal('message'), value: z.string() }),
  ]),
});

/** Opens the line; `stop` ends every wait at once. */
export function openBotLine(settings: LineSettings): BotLine {
  const { tenant, waits } = settings;
  const stopping = new AbortController();
  const send = (activity: Activity, waitMs: number) => sendOnce(settings, activity, waitMs, stopping.signal);

  const repeated = async (make: () => Activity, waitMs: number, tries: number): Promise<Heard> => {
    let heard = await send(make(), waitMs);
    for (let tried = 1; heard.kind === 'late' && tried < tries; tried++) heard = await send(make(), waitMs);
    return heard;
  };
  const sendOnceUp = async (activity: Activity) => {
    while ((await send(activity, waits.messageMs)).kind === 'unreachable' && !stopping.signal.aborted) await new Promise((resolve) => setTimeout(resolve, 250));
  };
  const announcePlace = async (place: string) => {
    const thread = tenant.threads.find((one) => tenant.installPlace(one) === place);
    for (const activity of thread ? installActivities(settings, thread, adderOf(tenant, thread)) : []) await sendOnceUp(activity);
    if (!stopping.signal.aborted) tenant.announced(place);
  };
  // One after another: whoever asks waits for those before them.
  let announcing = Promise.resolve();
  const announceAll = async () => {
    for (let place = tenant.unannounced[0]; place && !stopping.signal.aborted; place = tenant.unannounced[0]) await announcePlace(place);
  };

  return {
    tell: async (activity) => {
      const heard = await repeated(() => activity, waits.messageMs, 2);
      return heard.kind === 'answer' && heard.status < 300;
    },
    act: async (make) => actionOutcome(await repeated(make, waits.actionMs, 2)),
    ask: async (make) => dialogOutcome(await repeated(make, waits.dialogMs, 3)),
    announce: () => (announcing = announcing.then(announceAll)),
    remove: async (thread, by) => {
      tenant.uninstall(tenant.installPlace(thread));
      await send(uninstallActivity(settings, thread, by), waits.messageMs);
    },
    stop: () => stopping.abort(),
  };
}

async function sendOnce({ tenant, botUrl, token }: LineSettings, activity: Activity, waitMs: number, stopping: AbortSignal): Promise<Heard> {
  const late = AbortSignal.timeout(waitMs);
  const headers = { 'content-type': 'application/json; charset=utf-8', authorization: `Bearer ${await token()}`, 'x-ms-tenant-id': tenant.settings.tenantId };
  try {
    const signal = AbortSignal.any([late, stopping]);
    const response = await fetch(`${botUrl}/api/messages`, { method: 'POST', headers, body: JSON.stringify(activity), signal });
    const text = await response.text();
    return { kind: 'answer', status: response.status, body: text === '' ? undefined : readJson(text) };
  } catch {
    return late.aborted ? { kind: 'late' } : { kind: 'unreachable' };
  }
}

/** Who added the app to a place. */
function adderOf(tenant: Tenant, thread: Thread): string {
  if (thread.kind === 'personal') return thread.person;
  return thread.kind === 'meeting' ? thread.organizer : (tenant.members(thread)[0]?.oid ?? '');
}

function actionOutcome(heard: Heard): Outcome {
  if (heard.kind !== 'answer' || heard.status !== 200) return wentWrong(heard);
  const parsed = actionAnswer.safeParse(heard.body);
  if (!parsed.success) return wentWrong(heard, 'the answer is not a Universal Action response');
  const { data } = parsed;
  if (data.type === 'application/vnd.microsoft.activity.message') return { kind: 'message', text: data.value };
  if (data.type === 'application/vnd.microsoft.error')
    return { kind: 'error', text: data.value.message, code: data.value.code, detail: 'the bot answered with an error' };
  return cardOutcome(data.value) ?? { kind: 'card', card: data.value };
}

function dialogOutcome(heard: Heard): Outcome {
  if (heard.kind !== 'answer' || heard.status !== 200) return wentWrong(heard);
  if (heard.body === undefined || heard.body === null) return { kind: 'closed' };
  const parsed = taskAnswer.safeParse(heard.body);
  if (!parsed.success) return wentWrong(heard, 'the answer is not a dialog response');
  const { task } = parsed.data;
  if (task.type === 'message') return { kind: 'message', text: task.value };
  const { title, height, width, card } = task.value;
  return cardOutcome(card.content) ?? { kind: 'dialog', title, height: String(height ?? 'medium'), width: String(width ?? 'medium'), card: card.content };
}

/** The error for a returned card that Teams would not show, or nothing. */
function cardOutcome(card: unknown): Outcome | undefined {
  try {
    demandTeamsCard(card);
    return undefined;
  } catch (error) {
    if (error instanceof Refusal) return { kind: 'error', text: somethingWrong, code: error.code, detail: error.message };
    throw error;
  }
}

const somethingWrong = 'Something went wrong. Please try again.';

function wentWrong(heard: Heard, why?: string): Outcome {
  const reasons = { late: 'the bot did not answer in time', unreachable: 'the bot could not be reached' };
  if (heard.kind !== 'answer') return { kind: 'error', text: somethingWrong, code: heard.kind, detail: reasons[heard.kind] };
  return { kind: 'error', text: somethingWrong, code: String(heard.status), detail: why ?? `the bot answered with status ${heard.status}` };
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

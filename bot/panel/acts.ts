/**
 * From the body of a panel request to a command: parsed once, here. Nothing in it says who is asking.
 */
import { z } from 'zod';
import { parsePlainDate } from '../../src/calendar/plain-date.ts';
import { parseClockTime } from '../../src/calendar/instants.ts';
import { LONGEST_TEXT, type Command } from '../../src/conference/commands.ts';

const id = z.string().regex(/^[A-Za-z0-9._:-]{1,100}$/);
const text = z.string().max(LONGEST_TEXT);
const name = z.string().max(200);
const plainDate = z.string().transform((value, context) => {
  const date = parsePlainDate(value);
  if (date !== undefined) return date;
  context.addIssue({ code: 'custom', message: 'not a date' });
  return z.NEVER;
});
const clockTime = z.string().refine((value) => parseClockTime(value) !== undefined, 'not a time');

const plan = z.strictObject({
  aim: text,
  nonNegotiables: text,
  actions: z.array(z.strictObject({ who: name, designation: name, what: text, outcome: text, by: plainDate.nullable(), immediate: z.boolean() })).max(200),
  children: z.array(z.strictObject({ childId: id, visitEveryDays: z.int().min(1).max(366).nullable(), contingency: text })).max(50),
  leadSocialWorker: name,
  coreGroup: z.array(id).max(100),
  firstCoreGroupOn: plainDate.nullable(),
  reviewOn: plainDate.nullable(),
  reviewAt: clockTime.nullable(),
});

const act = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('linkMeeting'), chatId: z.string().min(1).max(300) }),
  z.strictObject({ do: z.literal('enterStep'), stepId: id, reason: text.nullable() }),
  z.strictObject({ do: z.literal('capture'), stepId: id, captureId: id, childId: id.nullable(), value: z.union([z.string(), z.boolean()]) }),
  z.strictObject({ do: z.literal('recordAttendance'), inviteeId: id, status: z.enum(['present', 'online', 'apologies', 'deputy', 'absent']) }),
  z.strictObject({ do: z.literal('recordDecision'), childId: id, outcome: z.enum(['plan', 'noPlan']), categories: z.array(id).max(10), reasons: z.string(), dissent: z.string() }),
  z.strictObject({ do: z.literal('recordPlan'), plan }),
  z.strictObject({ do: z.literal('release'), reason: text.nullable() }),
]);

const request = z.strictObject({ operationId: z.string().regex(/^[A-Za-z0-9-]{8,64}$/), act });

export type PanelCommand = { readonly operationId: string; readonly command: Command };

/** The command an act asks for; undefined when the body is not an act. */
export function parsePanelAct(body: unknown): PanelCommand | undefined {
  const parsed = request.safeParse(body);
  if (!parsed.success) return undefined;
  const { operationId, act: asked } = parsed.data;
  if (asked.do !== 'recordDecision') return { operationId, command: asked };
  const { do: verb, ...decision } = asked;
  return { operationId, command: { do: verb, decision } };
}

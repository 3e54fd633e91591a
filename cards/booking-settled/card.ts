/**
 * What stands: the booking form becomes this once it is booked or cancelled, and "my conferences" opens it as the status
 * of a conference. Only for the conference's social worker, chair and team manager, and the diary co-ordinator: it holds
 * labels and initials, who is invited and how, and what waits for whom.
 */
import { z } from 'zod';
import { line, listOf, operationId, ownId, sentence } from '../fields.ts';
import { LONGEST } from '../parse.ts';
import { renderer } from '../render.ts';
import template from './template.json' with { type: 'json' };

/** Buttons beside those that everybody has who sees the booking. */
const EXTRA = {
  changeList: { title: 'Change the list', verb: 'list.edit' },
  lookAtRequest: { title: 'Confirm the booking', verb: 'office.look' },
  lookAtList: { title: 'Confirm the list', verb: 'list.look' },
  lookAtFlags: { title: 'Flags for the chair', verb: 'flags.look' },
} as const;

const standing = {
  conferenceId: ownId,
  caseReference: line,
  /** The type in the pack's words. */
  typeWords: line,
  when: line,
  chairName: line,
  /** Where it is and how people meet. */
  venueWords: sentence,
  children: listOf(z.strictObject({ label: z.string().max(LONGEST.label), initials: z.string().max(LONGEST.initials) }), 12),
  limitLine: sentence,
  /** What waits for whom. */
  waitingLines: listOf(sentence, 12),
  /** Who owes what by when, with the rule. */
  deadlines: listOf(sentence, 20),
  /** The family and household by label, invited or not. */
  familyLines: listOf(sentence, 30),
  invitedLines: listOf(z.string().max(1_500), 70),
  /** Few: a card has room for five buttons without folding any away. */
  extra: listOf(z.enum(['changeList', 'lookAtRequest', 'lookAtList', 'lookAtFlags']), 2),
  op: operationId,
};

const data = z.discriminatedUnion('outcome', [
  z.strictObject({ outcome: z.literal('booked'), ...standing }),
  z.strictObject({ outcome: z.literal('status'), ...standing }),
  z.strictObject({ outcome: z.literal('cancelled'), caseReference: line, op: operationId }),
]);

type Standing = Exclude<z.output<typeof data>, { outcome: 'cancelled' }>;

export const schema = data.transform((settled) => {
  if (settled.outcome === 'cancelled') {
    const of = settled.caseReference === '' ? '' : ` for ${settled.caseReference}`;
    return { heading: 'Booking cancelled', explanation: `The form${of} was put aside. Nothing was booked and nobody was invited.`, hasFacts: false, facts: [], limitLine: '', sections: [], conferenceId: '', extra: [], op: settled.op };
  }
  return {
    heading: settled.outcome === 'booked' ? 'Conference booked' : settled.typeWords,
    explanation: '',
    hasFacts: true,
    facts: facts(settled),
    limitLine: settled.limitLine,
    sections: [
      { title: 'What waits', lines: settled.waitingLines }, { title: 'What is due', lines: settled.deadlines },
      { title: 'Family', lines: settled.familyLines }, { title: 'Invited', lines: settled.invitedLines },
    ].filter(({ lines }) => lines.length > 0),
    conferenceId: settled.conferenceId,
    extra: settled.extra.map((button) => EXTRA[button]),
    op: settled.op,
  };
});

function facts(settled: Standing): readonly { readonly title: string; readonly value: string }[] {
  const children = settled.children.map(({ label, initials }) => (initials === '' ? label : `${label} (${initials})`));
  return [
    { title: 'Case', value: settled.caseReference },
    ...(settled.outcome === 'booked' ? [{ title: 'Type', value: settled.typeWords }] : []),
    { title: 'When', value: settled.when },
    { title: 'Chair', value: settled.chairName },
    { title: 'Where', value: settled.venueWords },
    { title: children.length === 1 ? 'Child' : 'Children', value: children.join(', ') },
  ];
}

export type BookingSettledData = z.input<typeof schema>;
export type ExtraButton = keyof typeof EXTRA;

/**
 * Sends back `conferences.list` (read with `parsePress`) and, of a conference, `conference.readiness`, `conference.whyDate`,
 * `list.edit`, `office.look`, `list.look` or `flags.look`. Throws `CardNotMade`.
 */
export const renderBookingSettled = renderer('booking-settled', template, schema);

/**
 * What stands: the booking form becomes this once it is booked or cancelled, and "my conferences" opens it as the status
 * of a conference. Only for the conference's social worker, chair and diary co-ordinator: it holds labels and initials.
 */
import { z } from 'zod';
import { line, listOf, operationId, ownId, sentence } from '../fields.ts';
import { LONGEST } from '../parse.ts';
import { renderer } from '../render.ts';
import template from './template.json' with { type: 'json' };

const standing = {
  conferenceId: ownId,
  caseReference: line,
  when: line,
  chairName: line,
  format: line,
  children: listOf(z.strictObject({ label: z.string().max(LONGEST.label), initials: z.string().max(LONGEST.initials) }), 12),
  limitLine: sentence,
  /** Who owes what by when, with the rule. */
  deadlines: listOf(sentence, 20),
  invitedLines: listOf(line, 40),
  op: operationId,
};

const data = z.discriminatedUnion('outcome', [
  z.strictObject({ outcome: z.literal('booked'), ...standing }),
  z.strictObject({ outcome: z.literal('status'), ...standing }),
  z.strictObject({ outcome: z.literal('cancelled'), caseReference: line, op: operationId }),
]);

type Standing = Exclude<z.output<typeof data>, { outcome: 'cancelled' }>;

const schema = data.transform((settled) => {
  if (settled.outcome === 'cancelled') {
    const of = settled.caseReference === '' ? '' : ` for ${settled.caseReference}`;
    return { heading: 'Booking cancelled', explanation: `The form${of} was put aside. Nothing was booked and nobody was invited.`, hasFacts: false, facts: [], limitLine: '', sections: [], op: settled.op };
  }
  return {
    heading: settled.outcome === 'booked' ? 'Conference booked' : 'Initial child protection conference',
    explanation: '',
    hasFacts: true,
    facts: facts(settled),
    limitLine: settled.limitLine,
    sections: [{ title: 'What is due', lines: settled.deadlines }, { title: 'Invited', lines: settled.invitedLines }].filter(({ lines }) => lines.length > 0),
    op: settled.op,
  };
});

function facts(settled: Standing): readonly { readonly title: string; readonly value: string }[] {
  const children = settled.children.map(({ label, initials }) => (initials === '' ? label : `${label} (${initials})`));
  return [
    { title: 'Case', value: settled.caseReference },
    { title: 'When', value: settled.when },
    { title: 'Chair', value: settled.chairName },
    { title: 'Meeting', value: settled.format },
    { title: children.length === 1 ? 'Child' : 'Children', value: children.join(', ') },
  ];
}

export type BookingSettledData = z.input<typeof schema>;

/** Sends back `conferences.list`; read it with `parsePress`. Throws `CardNotMade`. */
export const renderBookingSettled = renderer('booking-settled', template, schema);

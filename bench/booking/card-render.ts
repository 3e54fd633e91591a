/**
 * The three cards that name invitees, with twenty of them: by the renderer of the product, which parses its template
 * once, beside one that is made anew for every card, as the library's own examples do. Both check, escape and judge in
 * the same way and have to give the same card; the sides run in turn, round by round.
 */
import { deepStrictEqual } from 'node:assert/strict';
import type { z } from 'zod';
import { bookingPeopleSamples } from '../../cards/booking-people/sample.ts';
import * as people from '../../cards/booking-people/card.ts';
import peopleTemplate from '../../cards/booking-people/template.json' with { type: 'json' };
import { bookingSettledSamples } from '../../cards/booking-settled/sample.ts';
import * as settled from '../../cards/booking-settled/card.ts';
import settledTemplate from '../../cards/booking-settled/template.json' with { type: 'json' };
import { listToConfirmSamples } from '../../cards/list-to-confirm/sample.ts';
import * as list from '../../cards/list-to-confirm/card.ts';
import listTemplate from '../../cards/list-to-confirm/template.json' with { type: 'json' };
import { renderer, type AdaptiveCard } from '../../cards/render.ts';
import type { Bar, Row } from '../report.ts';
import { timeSideBySide } from '../rounds.ts';

const INVITEES = 20;
const AT_LEAST = 5;
const CALLS_A_ROUND = 10;

type Comparison = { readonly what: string; readonly once: () => AdaptiveCard; readonly anew: () => AdaptiveCard };

function comparison<Schema extends z.ZodType>(what: string, template: object, schema: Schema, render: (data: z.input<Schema>) => AdaptiveCard, data: z.input<Schema>): Comparison {
  return { what, once: () => render(data), anew: () => renderer('anew', template, schema)(data) };
}

/** Rows in µs a card, and the bar: the invitation screen, where each of the twenty has a row and a choice of their own. */
export function cardRender(): { readonly rows: readonly Row[]; readonly notes: readonly string[]; readonly bars: readonly Bar[] } {
  const compared = comparisons().map(({ what, once, anew }) => {
    deepStrictEqual(once(), anew());
    const [cached, fresh] = timeSideBySide([
      { what: `${what}: template parsed once`, callsARound: CALLS_A_ROUND, run: once },
      { what: `${what}: a new template each time`, callsARound: CALLS_A_ROUND, run: anew },
    ]);
    if (cached === undefined || fresh === undefined) throw new Error('a side was not timed');
    return { what, rows: [cached, fresh], times: fresh.median / cached.median };
  });
  return {
    rows: compared.flatMap(({ rows }) => rows),
    notes: compared.map(({ what, times }) => `${what}, ${INVITEES} invitees, cards deep-equal: ${times.toPrecision(3)} times as fast${times < AT_LEAST ? ` (lost: below ${AT_LEAST})` : ''}`),
    bars: [{ name: 'card-render-vs-new-template', value: compared[0]?.times ?? Number.NaN, limit: AT_LEAST, better: 'atLeast' }],
  };
}

function comparisons(): readonly Comparison[] {
  const [peopleSample] = bookingPeopleSamples;
  const [listSample] = listToConfirmSamples;
  const [settledSample] = bookingSettledSamples;
  const [row] = peopleSample?.rows ?? [];
  if (peopleSample === undefined || listSample === undefined || settledSample?.outcome !== 'booked' || row === undefined) throw new Error('a sample is missing');
  const lines = Array.from({ length: INVITEES }, (_, place) => `Priya Heron-Example ${place}, health visitor, Health (NOT-029)`);
  return [
    comparison('who to invite', peopleTemplate, people.schema, people.renderBookingPeople, { ...peopleSample, rows: lines.map((_, place) => ({ ...row, roleCode: `role${place}` })) }),
    comparison('the list to confirm', listTemplate, list.schema, list.renderListToConfirm, { ...listSample, sections: [{ title: 'Required', lines: lines.slice(0, 10) }, { title: 'Advised', lines: lines.slice(10) }] }),
    comparison('the booking that stands', settledTemplate, settled.schema, settled.renderBookingSettled, { ...settledSample, invitedLines: lines }),
  ];
}

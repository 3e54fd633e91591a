/**
 * The conferences a person is part of, soonest first, with what they owe next; for the office also what is to be confirmed
 * and what comes up. The same card answers a search. A way to open one, and to look for one by its case.
 */
import { z } from 'zod';
import { line, listOf, operationId, ownId, sentence } from '../fields.ts';
import { LONGEST, readSubmission, type Submitted } from '../parse.ts';
import { renderer } from '../render.ts';
import template from './template.json' with { type: 'json' };

/** As many as are read with ease on a phone; the rest are on further pages. */
export const ROWS_A_PAGE = 10;
const MOST_PAGES = 99;

const row = z.strictObject({
  conferenceId: ownId, caseReference: line, when: line,
  /** The type of conference, and what they are to it. */
  roleWords: line,
  /** "Send your report by Mon 30 Nov 2026 at 10:00."; '' where nothing is owed. */
  owedLine: sentence,
  reportsLine: line,
});

const schema = z
  .strictObject({
    heading: line,
    /** What a search came to; '' on a list. */
    note: sentence,
    /** Rows under their headings; a heading of '' stands over none. */
    sections: listOf(z.strictObject({ title: line, rows: listOf(row, ROWS_A_PAGE) }), 6),
    page: z.int().min(1).max(MOST_PAGES),
    pages: z.int().min(1).max(MOST_PAGES),
    searched: z.string().max(LONGEST.caseReference),
    canBook: z.boolean(),
    op: operationId,
  })
  .transform(({ sections, ...rest }) => {
    const rows = sections.flatMap((section) => section.rows);
    return {
      ...rest,
      sections: sections.filter((section) => section.rows.length > 0).map((section) => ({ ...section, rows: section.rows.map((each) => ({ ...each })) })),
      isEmpty: rows.length === 0 && rest.note === '',
      hasRows: rows.length > 0,
      first: rows[0]?.conferenceId ?? '',
      // One conference may stand in two sections, and is one choice.
      choices: [...new Map(rows.map((each) => [each.conferenceId, { title: `${each.caseReference} · ${each.when}`, value: each.conferenceId }])).values()],
      place: rest.pages > 1 ? `Page ${rest.page} of ${rest.pages}` : '',
      hasPages: rest.pages > 1,
      // One button for all pages: after the last comes the first.
      nextTitle: rest.page < rest.pages ? 'Next page' : 'First page',
      nextPage: rest.page < rest.pages ? rest.page + 1 : 1,
    };
  });

export type ConferencesListData = z.input<typeof schema>;

/**
 * Sends back `conference.show` (read with `parseConferenceChosen`), `conferences.search` (`parseConferenceSearch`),
 * `conferences.list` (`parseListPage`), `booking.start` or `help.show`. Throws `CardNotMade`.
 */
export const renderConferencesList = renderer('conferences-list', template, schema);

export type ConferenceChosen = { readonly op: string; readonly conferenceId: string };

/** Reads which conference to open; nothing chosen reads as `notOurs`, since the list comes with one chosen. */
export function parseConferenceChosen(input: unknown): Submitted<ConferenceChosen> {
  return readSubmission(input, (fields) => ({ op: fields.id('op'), conferenceId: fields.id('conferenceId') }));
}

/** Reads which page of the list is asked for; the first where nothing says. */
export function parseListPage(input: unknown): Submitted<{ readonly op: string; readonly page: number }> {
  return readSubmission(input, (fields) => ({ op: fields.id('op'), page: fields.count('page', MOST_PAGES) }));
}

/** Reads which case to look for, as it was typed. */
export function parseConferenceSearch(input: unknown): Submitted<{ readonly op: string; readonly reference: string }> {
  return readSubmission(input, (fields) => ({ op: fields.id('op'), reference: fields.line('reference', LONGEST.caseReference) }));
}

/** The message about several reports, looked at again: from the reader's own list, so that nothing of anybody else's is ever in it. */
import { parseReportsDue } from '../../cards/reports-due/card.ts';
import { londonDateOf } from '../../src/calendar/instants.ts';
import { notTheirs } from '../office/asked.ts';
import { reportsDueNow } from '../reports-due.ts';
import type { Press } from '../teams/turn.ts';
import type { MyConferencesParts } from './asking.ts';

export function reportsDuePress({ lists, civilNow }: Pick<MyConferencesParts, 'lists' | 'civilNow'>): { readonly 'reports.due': Press } {
  return {
    'reports.due': async ({ input, asker }) => {
      if (parseReportsDue(input).kind === 'notOurs') return notTheirs();
      const now = civilNow();
      const rows = await lists.ofPerson(asker.person, londonDateOf(now));
      return { summary: 'Reports that are due', card: reportsDueNow(rows, { now, viewers: [asker.channelUserId] }) };
    },
  };
}

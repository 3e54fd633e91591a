/** The times of a pack's ladder, for tests that are about what is owed and not about how days are counted. */
import type { NoticeTimes, ReportLadder } from '../../src/notices/notice.ts';

/** Everybody's report is reminded of at these moments, at any hour. */
export function remindedAt(rungs: readonly (Pick<ReportLadder[number], 'rung' | 'at'> & Partial<ReportLadder[number]>)[]): NoticeTimes {
  const ladder = rungs.map((rung) => ({ lastDay: rung.rung === 'lastDay', escalateTo: [], ...rung }));
  return { ladders: { own: ladder, agency: ladder }, workingMoment: (at) => at };
}

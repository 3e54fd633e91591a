/** What the diary holds for a stretch of days: claims and absences of chairs and rooms, in half-hour cells. */
import type { PlainDate } from '../calendar/plain-date.ts';

/** `form`: kept for an open form until `until`. `committing`: a booking is under way. `held`: a conference is on record. */
export type ClaimState = 'form' | 'committing' | 'held';

export type Claim = {
  readonly claimId: string;
  readonly conferenceId: string;
  readonly fromCell: number;
  readonly toCell: number;
  readonly state: ClaimState;
  /** Machine time, milliseconds. */
  readonly madeAt: number;
  /** Machine time at which a form's claim ends by itself. */
  readonly until?: number;
};

/** Leave, a blocked half day, a room out of use. */
export type Away = { readonly awayId: string; readonly fromCell: number; readonly toCell: number };

export type DiaryDay = { readonly etag: string | undefined; readonly claims: readonly Claim[]; readonly away: readonly Away[] };

export interface DiaryWindow {
  /** A resource's day, without forms' claims that had ended when it was read; one that has no row is free. */
  day(resource: string, on: PlainDate): DiaryDay;
  /** Every row that was found. */
  rows(): readonly (DiaryDay & { readonly resource: string; readonly on: PlainDate })[];
}

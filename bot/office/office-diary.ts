/** What the office asks of the diary: a window to look through, a claim beside one that stands, and time that is blocked. */
import type { Claimed, DiaryClaims } from '../../src/store/diary-claims.ts';
import { claimBeside, type BesideRequest } from '../../src/store/diary-transfer.ts';
import type { TableStore } from '../../src/store/port.ts';

export type OfficeDiary = Pick<DiaryClaims, 'window' | 'hold' | 'free' | 'setAway' | 'clearAway'> & {
  /** Takes all or none, beside the conference's own claim; see `src/store/diary-transfer.ts`. */
  readonly claimBeside: (request: BesideRequest) => Promise<Claimed>;
};

export function officeDiary(store: TableStore, diary: DiaryClaims): OfficeDiary {
  return { ...diary, claimBeside: (request) => claimBeside(store, request) };
}

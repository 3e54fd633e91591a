/** The pages of the family screen: all on one where it fits, else relatives four at a time, children five at a time, then safety. */
import { RELATIVES_A_PAGE } from '../../cards/booking-family/card.ts';
import type { BookingDraft } from './draft.ts';

type Some = { readonly from: number; readonly count: number };

export type FamilyPage = { readonly relatives: Some | null; readonly children: Some | null; readonly safety: boolean };

const CHILDREN_A_PAGE = 5;
/** A family that one card has room for with everything typed in ordinary length. */
const CHILDREN_ON_ONE = 3;

/** The page that is shown now, counted from 1; the last, where there are fewer than there were. */
export function pageNumber(draft: BookingDraft): number {
  return Math.min(Math.max(1, draft.family.page), pagesOf(draft).length);
}

export function pageOf(draft: BookingDraft): FamilyPage {
  return pagesOf(draft)[pageNumber(draft) - 1] ?? { relatives: null, children: null, safety: true };
}

/** The page with the last of the relatives on it: 0 while everything is on one. */
export function lastRelativesPage(draft: BookingDraft): number {
  const pages = pagesOf(draft);
  return pages.length === 1 ? 0 : pages.filter(({ relatives }) => relatives !== null).length;
}

/** Page 0 of a draft means that everything goes on one page if there is room. */
export function pagesOf({ family: { page, relatives }, case: { children } }: BookingDraft): readonly FamilyPage[] {
  if (page === 0 && relatives.length <= RELATIVES_A_PAGE && children.length <= CHILDREN_ON_ONE) {
    return [{ relatives: { from: 0, count: relatives.length }, children: { from: 0, count: children.length }, safety: true }];
  }
  return [
    ...inGroups(Math.max(1, relatives.length), RELATIVES_A_PAGE, relatives.length).map((some) => ({ relatives: some, children: null, safety: false })),
    ...inGroups(children.length, CHILDREN_A_PAGE, children.length).map((some) => ({ relatives: null, children: some, safety: false })),
    { relatives: null, children: null, safety: true },
  ];
}

function inGroups(length: number, size: number, all: number): readonly Some[] {
  return Array.from({ length: Math.ceil(length / size) }, (_, group) => ({ from: group * size, count: Math.max(0, Math.min(size, all - group * size)) }));
}

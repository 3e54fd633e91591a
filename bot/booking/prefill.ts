/** Puts what a sentence said into a fresh form, and the sentences that say so on its first screen. Nothing is assumed: it is all shown there to be checked. */
import { MOST_RELATIVES } from '../../cards/booking-family/card.ts';
import { hintWords, type BookingHints } from '../teams/intents.ts';
import { emptyChild, emptyRelative, type BookingDraft } from './draft.ts';

/** Whoever needs the interpreter has no row of their own; the chair is told that somebody does. */
const NOBODY_IN_PARTICULAR: readonly string[] = ['Child', 'Family member'];
const LANGUAGE_NOT_SAID = 'language not said yet';

export function prefilled(hints: BookingHints): (draft: BookingDraft) => BookingDraft {
  return (draft) => ({
    ...draft,
    understood: [...hintWords(hints)],
    case: {
      ...draft.case,
      conferenceType: hints.conferenceType ?? draft.case.conferenceType,
      caseReference: hints.caseReference ?? '',
      // A date that can be read in two ways stays open.
      dates: hints.s47InitiatedOn?.kind === 'day' ? { s47InitiatedOn: hints.s47InitiatedOn.on } : {},
      format: hints.format ?? draft.case.format,
      children: childrenOf(hints),
    },
    family: { ...draft.family, relatives: relativesOf(hints, draft.family.relatives), flags: hints.interpreter.length > 0 ? [...draft.family.flags, 'specialNeeds'] : draft.family.flags },
  });
}

function childrenOf({ childCount, ages, unborn }: BookingHints): BookingDraft['case']['children'] {
  const count = Math.max(1, childCount ?? ages.length);
  return Array.from({ length: count }, (_, index) => ({ ...emptyChild(index), age: ages[index] ?? (unborn && index === count - 1 ? 'unborn' : '') }));
}

/** Those said, beside the two whom nobody should forget. The language of an interpreter goes to whom it was said of; a need without a language stays in sight. */
function relativesOf({ relatives, interpreter }: BookingHints, usual: BookingDraft['family']['relatives']): BookingDraft['family']['relatives'] {
  const said = [...relatives, ...interpreter.map(({ who }) => who).filter((who) => !NOBODY_IN_PARTICULAR.includes(who))].flatMap(eachOf);
  const labels = [...new Set([...usual.map(({ label }) => label), ...said])].slice(0, MOST_RELATIVES);
  return labels.map((label) => {
    const spoken = interpreter.find(({ who }) => eachOf(who).includes(label));
    return { ...(usual.find((relative) => relative.label === label) ?? emptyRelative(label)), interpreter: spoken === undefined ? '' : (spoken.language ?? LANGUAGE_NOT_SAID) };
  });
}

/** Each parent has a row of their own. */
function eachOf(label: string): readonly string[] {
  return label === 'Parents' ? ['Mother', 'Father'] : [label];
}

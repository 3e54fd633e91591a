/** What the family screen still lacks, each beside its field, with what to do about it. */
import type { Faults } from '../../cards/parse.ts';
import { parsePlainDate } from '../../src/calendar/plain-date.ts';
import type { BookingDraft, Relative } from './draft.ts';
import type { FamilyPage } from './family-pages.ts';
import { looksLikeAName } from './labels.ts';
import type { Asking } from './steps/step.ts';

export function familyFaults(draft: BookingDraft, page: FamilyPage, asking: Asking): Faults {
  return { ...relativesFaults(draft, page, asking), ...childrenFaults(draft, page, asking), ...(page.safety ? safetyFaults(draft, asking) : {}) };
}

function relativesFaults({ family: { relatives, responsibilityReason }, case: { conferenceType } }: BookingDraft, { relatives: shown }: FamilyPage, { book: { pack } }: Asking): Faults {
  if (shown === null) return {};
  const rule = pack.booking.parentalResponsibilityRule;
  const own = relatives.slice(shown.from, shown.from + shown.count).flatMap((relative, place) => relativeFaults(relative, shown.from + place, relatives, rule));
  const last = shown.from + shown.count >= relatives.length;
  const holder = relatives.some(({ label, responsibility }) => label !== '' && responsibility === 'yes');
  const nobody = last && !holder && responsibilityReason === '' && conferenceType !== 'preBirth' ? [['responsibilityReason', `Nobody is named with parental responsibility. Please name them, or say why not (${rule}).`]] : [];
  return Object.fromEntries([...own, ...nobody]) as Faults;
}

function relativeFaults(relative: Relative, index: number, all: readonly Relative[], rule: string): [string, string][] {
  const { label, responsibility, invited, reason } = relative;
  if (label === '') return isEmpty(relative) ? [] : [[`relative-${index}`, 'Please say what they are to the child, such as Mother.']];
  if (looksLikeAName(label)) return [[`relative-${index}`, 'This looks like a name. Please say what they are to the child, such as Mother; names go in the field for letters.']];
  if (all.slice(0, index).some((other) => plain(other.label) === plain(label))) return [[`relative-${index}`, 'Somebody is on the list under this label already.']];
  if (responsibility === '') return [[`responsibility-${index}`, 'Please answer. “Not known” is an answer.']];
  if (responsibility === 'no') return [];
  if (invited === '') return [[`invited-${index}`, `Please say whether they are invited (${rule}).`]];
  return invited === 'no' && reason === '' ? [[`whyNot-${index}`, `Please say why they are not invited; it is kept on record (${rule}, NOT-021).`]] : [];
}

function plain(label: string): string {
  return label.normalize('NFKC').replaceAll(/\s+/gu, ' ').trim().toLocaleLowerCase('en-GB');
}

function isEmpty({ responsibility, invited, reason, fullName, address, interpreter, supporter, practice }: Relative): boolean {
  return [responsibility, invited, reason, fullName, address, interpreter, supporter, practice].every((answer) => answer === '');
}

function childrenFaults({ family, case: { children } }: BookingDraft, { children: shown }: FamilyPage, { today, book: { pack } }: Asking): Faults {
  if (shown === null) return {};
  const { participation, childRiskRule } = pack.booking;
  const own = children.slice(shown.from, shown.from + shown.count).flatMap(({ label, part }, place): [string, string][] => {
    const index = shown.from + place;
    const born = family.names[index]?.bornOn ?? '';
    const on = parsePlainDate(born);
    return [
      ...(part === 'subject' && (family.participation[index] ?? '') === '' ? [[`participation-${index}`, `Please say how ${label} takes part (${participation.rule}).`] as [string, string]] : []),
      ...(born !== '' && (on === undefined || on > today) ? [[`bornOn-${index}`, 'This is no day of birth. Please check it.'] as [string, string]] : []),
    ];
  });
  const comes = children.some((_, place) => ['comesToAll', 'comesToPart'].includes(family.participation[place] ?? ''));
  return Object.fromEntries([...own, ...(comes && family.childRisk === '' ? [['childRisk', `A child is to come: please say whether the risk was assessed (${childRiskRule}). “No” goes on, and stays open as something to do.`]] : [])]) as Faults;
}

function safetyFaults({ family: { risk } }: BookingDraft, { book: { pack } }: Asking): Faults {
  const { riskRule } = pack.booking;
  if (risk.posed === '') return { riskPosed: `Please answer this (${riskRule}).` };
  if (risk.posed === 'no') return {};
  return { ...(risk.words === '' ? { riskWords: 'Please say what risk.' } : {}), ...(risk.assessed === '' ? { riskAssessed: 'Please answer this.' } : {}) };
}

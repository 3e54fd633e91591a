/** What must hold once a pack has everything it inherits: that it is whole, and that it asks nothing impossible. */
import { leadsBack } from './circles.ts';
import { LIMITS_OF, type ConferenceType } from './conference-type.ts';
import { missingKeys, sectionNames, type RulePack } from './pack-schema.ts';

export type ConstraintFault = { readonly path: string; readonly reason: string };

/** The faults of a resolved pack. A base is judged by those that stand on it. */
export function constraintFaults(pack: RulePack): ConstraintFault[] {
  const faults = [...unseen(pack), ...incomplete(pack)];
  return faults.length > 0 ? faults : [...circleFaults(pack), ...quorumFaults(pack), ...reminderFaults(pack), ...bookingFaults(pack), ...typeFaults(pack), ...closingFaults(pack)];
}

/** The sections of the pack underneath stand, whatever an overlay says. */
function unseen(pack: RulePack): ConstraintFault[] {
  if (pack.kind !== 'overlay') return [];
  return sectionNames.filter((name) => pack[name] !== undefined).map((path) => ({ path, reason: 'cannot stand here: an overlay adds duties, invitees and questions' }));
}

/** Sections are given whole or not at all, whoever gives their parts. */
function incomplete(pack: RulePack): ConstraintFault[] {
  return sectionNames.flatMap((name) => {
    const section = pack[name];
    return section === undefined ? [] : missingKeys(name, section).map((path) => ({ path, reason: 'is given neither here nor by what this pack stands on' }));
  });
}

/** A limit that keeps to another cannot wait for it while that one waits for it. */
function circleFaults({ deadlines }: RulePack): ConstraintFault[] {
  const namedBy = (what: string): readonly string[] => deadlines.filter((each) => each.what === what).flatMap(({ neverAfter = [] }) => neverAfter);
  return deadlines.flatMap(({ what, neverAfter = [] }, index) => neverAfter.filter((name) => leadsBack(what, name, namedBy))
    .map((name) => ({ path: `deadlines[${index}].neverAfter`, reason: `goes round in a circle through ${name}` })));
}

function quorumFaults({ quorum, agencies }: RulePack): ConstraintFault[] {
  if (quorum === undefined) return [];
  const faults: ConstraintFault[] = [];
  const counting = Object.values(agencies).filter(({ countsForQuorum }) => countsForQuorum).length;
  if (quorum.minAgencies > counting) faults.push({ path: 'quorum.minAgencies', reason: `cannot be met: only ${counting} agencies count for the quorum` });
  if (quorum.overrideFloor > quorum.minAgencies) faults.push({ path: 'quorum.overrideFloor', reason: 'is higher than the quorum itself' });
  for (const [index, code] of quorum.mustInclude.entries()) {
    if (agencies[code]?.countsForQuorum === false) faults.push({ path: `quorum.mustInclude[${index}]`, reason: `cannot be met: ${code} does not count for the quorum` });
  }
  if (quorum.mustInclude.length > quorum.minAgencies) faults.push({ path: 'quorum.mustInclude', reason: 'cannot be met: it names more agencies than the quorum has' });
  return faults;
}

function reminderFaults({ reminders }: RulePack): ConstraintFault[] {
  if (reminders === undefined) return [];
  const { workingHours, reports } = reminders;
  return reports.flatMap(({ at, workingDays, escalateTo }, index) => {
    const path = `reminders.reports[${index}]`;
    const before = reports[index - 1];
    return [
      ...(at < workingHours.from || at > workingHours.to ? [{ path: `${path}.at`, reason: 'lies outside the working hours' }] : []),
      ...(before !== undefined && (workingDays < before.workingDays || (workingDays === before.workingDays && at <= before.at)) ? [{ path: `${path}.workingDays`, reason: 'comes no later than the one before it' }] : []),
      ...(escalateTo !== undefined && workingDays <= 0 ? [{ path: `${path}.escalateTo`, reason: 'cannot stand here: nothing is late before the last day is over' }] : []),
    ];
  });
}

function bookingFaults({ booking }: RulePack): ConstraintFault[] {
  if (booking === undefined) return [];
  const { slots, earliestStart, latestStart, formats, defaultFormat } = booking;
  const late = slots.flatMap((slot, index) => (slot < earliestStart || slot > latestStart ? [{ path: `booking.slots[${index}]`, reason: 'lies outside the start times' }] : []));
  return formats.some(({ value }) => value === defaultFormat) ? late : [...late, { path: 'booking.defaultFormat', reason: 'is not among the formats' }];
}

/** A type without its limit could be chosen and never booked: there would be no day to count to. */
function typeFaults({ booking, deadlines }: RulePack): ConstraintFault[] {
  const limited = (type: ConferenceType): boolean => LIMITS_OF[type].every(({ kind, what }) => deadlines.some((entry) => what.includes(entry.what) && entry.appliesTo.includes(kind)));
  return (booking?.types ?? []).flatMap(({ value }, index) => (limited(value) ? [] : [{ path: `booking.types[${index}]`, reason: `cannot be booked: no deadline says by when ${value} is held` }]));
}

/** Hours after a conference, and what was agreed late, are judged by the close of business. */
function closingFaults({ deadlines, closeOfBusiness }: RulePack): ConstraintFault[] {
  if (closeOfBusiness !== undefined) return [];
  return deadlines.flatMap((entry, index) => {
    const judged = (entry.unit === 'hours' && entry.direction === 'after') || entry.when?.facts.includes('agreedOutOfHours') === true;
    return judged ? [{ path: `deadlines[${index}]`, reason: 'needs the close of business (closeOfBusiness)' }] : [];
  });
}

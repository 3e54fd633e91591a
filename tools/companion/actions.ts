/**
 * Every part of a pack by which the companion acts on a rule: where it stands in the pack, where a person meets it,
 * and the ways in which it can be broken, so that it can be proved that a test would notice.
 */
import { invitationChecklist } from '../../src/procedures/invitation-checklist.ts';
import type { Deadline } from '../../src/procedures/deadline-schema.ts';
import type { InviteeRow, RulePack } from '../../src/procedures/pack-schema.ts';

/** One change to one part of the pack. `whole` is the part as the pack holds it, by which it is found again. */
export type Breakage = { readonly how: string; readonly whole: object; readonly broken: object | undefined };

export type Action = {
  readonly rules: readonly string[];
  /** Its place in the pack: 'deadlines.conferenceLimit'. */
  readonly entry: string;
  /** Where a person meets it. */
  readonly shown: string;
  readonly breakages: readonly Breakage[];
};

/** The pack with one part broken, or left out when there is nothing in its place. A pack without the part stays the same object. */
export function withBreakage<Part>(pack: Part, { whole, broken }: Breakage): Part {
  return replaced(pack, whole, broken) as Part;
}

export function actionsOf(pack: RulePack): Action[] {
  const askedAtBooking = new Set<string>(invitationChecklist(pack, { kind: 'initial' }).flatMap((row) => row.undecidedBy));
  return [
    ...pack.deadlines.map(deadlineAction),
    ...pack.invitees.map(inviteeAction),
    ...pack.questions.map((question): Action => ({
      rules: [question.rule], entry: `questions.${question.fact}`, shown: `${askedAtBooking.has(question.fact) ? 'booking card, a question' : 'a question about a review'}: “${question.ask}”`, breakages: [{ how: 'left out', whole: question, broken: undefined }],
    })),
    ...agendaActions(pack), ...decisionActions(pack), ...planActions(pack), ...quorumActions(pack), ...bookingActions(pack), ...otherActions(pack),
  ];
}

/** The duties that cards show today, and which; the others are told by the command line until their capability comes. */
const cardOf: Readonly<Record<string, string>> = {
  conferenceLimit: 'booking card', agencyReport: 'invitation card', socialWorkerReport: 'booking card', familyVisit: 'booking card', familyArrival: 'booking: the time kept free before the start',
  outlinePlan: 'panel and channel card', coreGroup: 'panel and channel card', firstReview: 'panel and channel card',
};

/** The same, of those that reviews alone have. */
const reviewCardOf: Readonly<Record<string, string>> = {
  reviewInvitations: 'readiness card of a review',
  assessmentToPracticeLead: 'Child Assessment card of a review', assessmentToParents: 'Child Assessment card of a review', assessmentToUnit: 'Child Assessment card of a review, and the question to its chair',
};

function deadlineAction(entry: Deadline): Action {
  const card = entry.appliesTo.includes('initial') ? cardOf[entry.what] : reviewCardOf[entry.what];
  return {
    rules: [entry.rule, ...(entry.alsoRules ?? []), ...(entry.through === undefined ? [] : [entry.through]), ...(entry.minimum === undefined ? [] : [entry.minimum.rule]), ...[entry.reading, entry.nationalReading, entry.dayOffReading].filter((rule) => rule !== undefined)],
    entry: `deadlines.${entry.what}`,
    shown: `duty “${entry.title}” (${card ?? 'command line'})`,
    breakages: deadlineBreakages(entry),
  };
}

function deadlineBreakages(entry: Deadline): Breakage[] {
  const least = entry.unit === 'calendarDays' ? 0 : 1;
  const off = [1, -1].filter((by) => entry.amount + by >= least).map((by): Breakage => ({ how: `amount ${entry.amount} → ${entry.amount + by}`, whole: entry, broken: { ...entry, amount: entry.amount + by } }));
  const dropped = (['when', 'stricter', 'lands', 'neverAfter', 'dischargedBy', 'orSooner'] as const)
    .filter((key) => entry[key] !== undefined).map((key): Breakage => ({ how: key === 'when' ? 'condition dropped' : `${key} dropped`, whole: entry, broken: { ...entry, [key]: undefined } }));
  const also = (entry.alsoWithin ?? []).flatMap((limit) => [1, -1].map((by): Breakage => ({ how: `further amount ${limit.amount} → ${limit.amount + by}`, whole: limit, broken: { ...limit, amount: limit.amount + by } })));
  const { minimum } = entry;
  const atLeast = minimum === undefined ? [] : [1, -1].map((by): Breakage => ({ how: `minimum ${minimum.amount} → ${minimum.amount + by}`, whole: minimum, broken: { ...minimum, amount: minimum.amount + by } }));
  return [...off, ...dropped, ...also, ...atLeast];
}

function inviteeAction(row: InviteeRow): Action {
  const conditions = (['appliesWhen', 'requiredWhen'] as const).filter((key) => row[key] !== undefined);
  return {
    rules: [row.rule, ...(row.alsoRules ?? [])],
    entry: `invitees.${row.roleCode}`,
    shown: `${placeOf(row)}: ${row.display}`,
    breakages: [
      { how: 'left out', whole: row, broken: undefined },
      { how: `need ${row.need} → ${row.need === 'consider' ? 'advised' : 'consider'}`, whole: row, broken: { ...row, need: row.need === 'consider' ? 'advised' : 'consider' } },
      ...conditions.map((key): Breakage => ({ how: `condition dropped (${key})`, whole: row, broken: { ...row, [key]: undefined } })),
    ],
  };
}

function placeOf({ appliesTo, agency }: InviteeRow): string {
  if (!appliesTo.includes('initial')) return 'invitation checklist of a review';
  return agency === 'family' ? 'booking card, the family' : 'booking card, who is invited';
}

function agendaActions({ agenda }: RulePack): Action[] {
  if (agenda === undefined) return [];
  const { preMeeting, ICPC: steps } = agenda;
  return [
    {
      rules: [...new Set([preMeeting.rule, ...preMeeting.rules])], entry: 'agenda.preMeeting', shown: `panel: ${preMeeting.title}`,
      breakages: [{ how: `minutes ${preMeeting.minutes} → ${preMeeting.minutes + 1}`, whole: preMeeting, broken: { ...preMeeting, minutes: preMeeting.minutes + 1 } }, ...preMeeting.rules.map((rule): Breakage => citationLost(preMeeting, 'rules', rule))],
    },
    ...steps.flatMap((step): Action[] => [
      { rules: step.rules, entry: `agenda.ICPC.${step.id}`, shown: `panel step ${step.title}`, breakages: [{ how: 'left out', whole: step, broken: undefined }, { how: 'prompts left out', whole: step.prompts, broken: [] }, ...step.rules.map((rule): Breakage => citationLost(step, 'rules', rule))] },
      ...step.captures.map((capture): Action => ({
        rules: [capture.rule], entry: `agenda.ICPC.${step.id}.${capture.id}`, shown: `panel step ${step.title}: ${capture.label}`,
        breakages: [{ how: 'left out', whole: capture, broken: undefined }, { how: capture.required ? 'not required' : 'required', whole: capture, broken: { ...capture, required: !capture.required } }],
      })),
    ]),
  ];
}

function decisionActions({ decisions }: RulePack): Action[] {
  if (decisions === undefined) return [];
  const shown = 'panel step Decision';
  const [category] = decisions.categories;
  return [
    { rules: [decisions.rule], entry: 'decisions.model', shown, breakages: [{ how: `model ${decisions.model} → another`, whole: decisions, broken: { ...decisions, model: decisions.model === 'chair' ? 'members' : 'chair' } }] },
    { rules: [decisions.dissentRule], entry: 'decisions.dissentRule', shown: `${shown}: dissent`, breakages: [citationLost(decisions, 'dissentRule', decisions.dissentRule)] },
    { rules: [decisions.test.rule], entry: 'decisions.test', shown, breakages: [{ how: 'other words', whole: decisions.test, broken: { ...decisions.test, words: 'Is the child safe?' } }] },
    {
      rules: [decisions.categoriesRule], entry: 'decisions.categories', shown: `${shown}: categories`,
      breakages: [...(category === undefined ? [] : [{ how: 'a category left out', whole: category, broken: undefined }]), citationLost(decisions, 'categoriesRule', decisions.categoriesRule)],
    },
    ...decisions.noPlan.map((path): Action => ({ rules: [path.rule], entry: `decisions.noPlan.${path.value}`, shown: `${shown}: ${path.label}`, breakages: [{ how: 'left out', whole: path, broken: undefined }] })),
  ];
}

function planActions({ plan }: RulePack): Action[] {
  if (plan === undefined) return [];
  const { visitFrequency } = plan;
  return [
    ...plan.parts.map((part): Action => ({
      rules: [part.rule], entry: `plan.parts.${part.id}`, shown: `panel step Outline plan: ${part.label}`,
      breakages: [{ how: 'left out', whole: part, broken: undefined }, { how: part.required ? 'not required' : 'required', whole: part, broken: { ...part, required: !part.required } }],
    })),
    {
      rules: [visitFrequency.rule], entry: 'plan.visitFrequency', shown: 'panel step Outline plan: how often the child is seen',
      breakages: [1, -1].map((by) => ({ how: `at most ${visitFrequency.maximumDays} → ${visitFrequency.maximumDays + by} days`, whole: visitFrequency, broken: { ...visitFrequency, maximumDays: visitFrequency.maximumDays + by } })),
    },
  ];
}

function quorumActions({ quorum }: RulePack): Action[] {
  if (quorum === undefined) return [];
  const { minAgencies, overrideFloor } = quorum;
  return [{
    rules: [quorum.rule], entry: 'quorum', shown: 'panel step Introductions and quorum',
    breakages: [
      ...[1, -1].map((by) => ({ how: `agencies ${minAgencies} → ${minAgencies + by}`, whole: quorum, broken: { ...quorum, minAgencies: minAgencies + by } })),
      ...[1, -1].map((by) => ({ how: `floor ${overrideFloor} → ${overrideFloor + by}`, whole: quorum, broken: { ...quorum, overrideFloor: overrideFloor + by } })),
      { how: 'who must be there', whole: quorum, broken: { ...quorum, mustInclude: quorum.mustInclude.length > 0 ? [] : ['childrensSocialCare'] } },
    ],
  }];
}

function bookingActions({ booking }: RulePack): Action[] {
  if (booking === undefined) return [];
  const cited = (['formRule', 'checklistRule', 'thresholdRule', 'riskRule', 'availabilityRule', 'formatRule', 'timesRule', 'chairFlagsRule', 'parentalResponsibilityRule', 'childRule', 'childRiskRule', 'venueRule', 'observerRule', 'legalRule', 'handOverRule', 'gpRule', 'coreGroupStartRule'] as const)
    .map((key): Action => ({ rules: [booking[key]], entry: `booking.${key}`, shown: shownInBooking[key], breakages: [citationLost(booking, key, booking[key])] }));
  const { outOfTime, chairFlags, formats, gapMinutes, secureMail, recommendation, participation, types, agreed } = booking;
  const [flag] = chairFlags;
  const [format] = formats;
  return [
    ...cited,
    { rules: [outOfTime.rule], entry: 'booking.outOfTime', shown: 'booking card: no date inside the limit', breakages: [{ how: 'one approval less', whole: outOfTime, broken: { ...outOfTime, approvals: outOfTime.approvals.slice(1) } }] },
    ...(flag === undefined ? [] : [{ rules: [booking.chairFlagsRule], entry: 'booking.chairFlags', shown: shownInBooking.chairFlagsRule, breakages: [{ how: 'one flag less', whole: flag, broken: undefined }] }]),
    { rules: [booking.timesRule], entry: 'booking.gapMinutes', shown: 'booking card, the free times', breakages: [{ how: `gap ${gapMinutes} → 0 minutes`, whole: booking, broken: { ...booking, gapMinutes: 0 } }] },
    { rules: [secureMail.rule], entry: 'booking.secureMail', shown: 'booking card, who is invited', breakages: [{ how: 'another domain counts as secure', whole: secureMail, broken: { ...secureMail, domains: [...secureMail.domains, 'example.com'] } }, citationLost(secureMail, 'rule', secureMail.rule)] },
    { rules: [recommendation.rule], entry: 'booking.recommendation', shown: 'booking card, the case', breakages: [{ how: 'asked the other way', whole: recommendation, broken: { ...recommendation, asked: recommendation.asked === 'perChild' ? 'notAsked' : 'perChild' } }, citationLost(recommendation, 'rule', recommendation.rule)] },
    { rules: [participation.rule], entry: 'booking.participation', shown: 'booking card, the family', breakages: [{ how: 'one way less', whole: participation, broken: { ...participation, options: participation.options.slice(1) } }, citationLost(participation, 'rule', participation.rule)] },
    { rules: [agreed.rule], entry: 'booking.agreed', shown: 'booking card, the case', breakages: [citationLost(agreed, 'rule', agreed.rule)] },
    ...types.map((type): Action => ({ rules: [type.rule], entry: `booking.types.${type.value}`, shown: `booking card, type of conference: ${type.label}`, breakages: [{ how: 'left out', whole: type, broken: undefined }, citationLost(type, 'rule', type.rule)] })),
    ...(format === undefined ? [] : [{ rules: [booking.formatRule], entry: 'booking.formats', shown: shownInBooking.formatRule, breakages: [{ how: 'one format less', whole: format, broken: undefined }] }]),
  ];
}

const shownInBooking = {
  formRule: 'booking card', checklistRule: 'booking card, who is invited', thresholdRule: 'booking card, the case', riskRule: 'booking card, the family', availabilityRule: 'booking card, who is invited',
  formatRule: 'booking card, how people meet', timesRule: 'booking card, the free times', chairFlagsRule: 'booking card, the family',
  parentalResponsibilityRule: 'booking card, the family', childRule: 'booking card, the family', childRiskRule: 'booking card, the family', venueRule: 'booking card, the case', observerRule: 'booking card, who is invited',
  legalRule: 'booking card, who is invited', handOverRule: 'booking card, who is invited', gpRule: 'booking card, the family', coreGroupStartRule: 'booking card, who is invited',
} as const;

function otherActions({ contacts, reminders }: RulePack): Action[] {
  return [
    ...Object.entries(contacts ?? {}).map(([name, contact]): Action => ({
      rules: [contact.rule], entry: `contacts.${name}`, shown: 'help card', breakages: [{ how: 'another number', whole: contact, broken: { ...contact, telephone: '01632 960 000' } }],
    })),
    ...(reminders?.reports ?? []).map((rung): Action => ({
      rules: [reminders?.rule ?? ''], entry: `reminders.reports.${rung.id}`, shown: 'reminder card',
      breakages: [1, -1].map((by) => ({ how: `working days ${rung.workingDays} → ${rung.workingDays + by}`, whole: rung, broken: { ...rung, workingDays: rung.workingDays + by } })),
    })),
  ];
}

function citationLost(whole: object, key: string, rule: string): Breakage {
  const value: unknown = (whole as Readonly<Record<string, unknown>>)[key];
  return { how: `${rule} no longer cited (${key})`, whole, broken: { ...whole, [key]: Array.isArray(value) ? value.filter((each) => each !== rule) : 'ASM-999' } };
}

/** Everything on the way to the part is copied, everything else is kept as it is. */
function replaced(value: unknown, whole: object, broken: object | undefined): unknown {
  if (value === whole) return broken;
  if (Array.isArray(value)) {
    const items = value.map((item: unknown) => replaced(item, whole, broken));
    return items.every((item, index) => item === value[index]) ? value : items.filter((item) => item !== undefined);
  }
  if (typeof value !== 'object' || value === null || 'decide' in value) return value;
  const entries = Object.entries(value).map(([key, item]) => [key, replaced(item, whole, broken)] as const);
  return entries.every(([key, item]) => item === (value as Readonly<Record<string, unknown>>)[key]) ? value : Object.fromEntries(entries);
}

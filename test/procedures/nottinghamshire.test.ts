/** The Nottinghamshire pack against its source: what it must hold, and how it must read. */
import { describe, expect, it } from 'vitest';
import { isFictionalTelephone } from '../../src/procedures/fictional-telephone.ts';
import { readPackFiles } from '../../src/procedures/read-pack-files.ts';
import { nottinghamshireRulebook } from './nottinghamshire-rulebook.ts';

const { pack } = nottinghamshireRulebook();
const files = readPackFiles().filter(({ path }) => path.endsWith('nottinghamshire.json'));
const raw = files.map(({ text }) => text).join('\n');
const written = files.map(({ text }): unknown => JSON.parse(text));

/** Every text in the pack. */
function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsOf) : [];
}

describe('the rules', () => {
  it('that the first conference needs are all there', () => {
    const needed = [1, 2, 5, 8, 10, 11, 13, 14, 16, 20, 23, 27, 30, 31, 32, 33, 34, 35, 36, 37, 38, 48, 53, 57, 61, 69, 71, 78, 79, 80, 81, 82, 83, 85, 86, 87, 88, 89, 90, 94, 95, 99, 106, 113];
    const missing = needed.map((number) => `NOT-${String(number).padStart(3, '0')}`).filter((rule) => !Object.hasOwn(pack.rules, rule));
    expect(missing).toEqual([]);
  });

  it('that are cited anywhere in the pack exist', () => {
    const cited = [...raw.matchAll(/"([A-Z]{3}-\d{3}|AMB-\d{2})"(?!\s*:)/g)].map((match) => match[1] ?? '');
    expect(cited.length).toBeGreaterThan(100);
    expect(cited.filter((rule) => !Object.hasOwn(pack.rules, rule))).toEqual([]);
  });

  it.each([
    ['NOT-002', '25'], ['NOT-005', '29'], ['NOT-013', '37'], ['NOT-016', '43, 184'], ['NOT-027', '57, 140'], ['NOT-036', '77–81'], ['NOT-048', '109'],
    ['NOT-057', '136–142'], ['NOT-069', '166'], ['NOT-078', '190'], ['NOT-080', '206'], ['NOT-087', '219–227'], ['NOT-094', '243'], ['NOT-099', '253'], ['NOT-106', '273'],
  ])('%s is written in line %s of the source', (rule, lines) => {
    expect(pack.rules[rule]).toMatchObject({ confidence: 'written', source: { document: '002', lines } });
  });

  it('that the source does not give are marked as what they are', () => {
    const confidence = (rule: string): string | undefined => pack.rules[rule]?.confidence;
    expect([confidence('NAT-002'), confidence('NAT-004'), confidence('AMB-11'), confidence('ASM-001'), confidence('AMB-05')]).toEqual(['inherited', 'inherited', 'assumed', 'assumed', 'inferred']);
    const own = Object.entries(pack.rules).filter(([number]) => number.startsWith('NOT-'));
    expect(own).toHaveLength(133);
    expect(own.every(([, rule]) => rule.confidence === 'written' && rule.source.document === '002')).toBe(true);
    const others = Object.entries(pack.rules).filter(([number]) => !number.startsWith('NOT-'));
    expect(others.every(([, rule]) => rule.confidence !== 'written')).toBe(true);
  });
});

describe('the deadlines', () => {
  const entry = (what: string): unknown => pack.deadlines.find((each) => each.what === what);

  it.each([
    ['conferenceLimit', 'NOT-002', 15, 'workingDays'], ['agencyReport', 'NOT-048', 24, 'hours'], ['socialWorkerReport', 'NOT-069', 24, 'hours'],
    ['familyVisit', 'NOT-057', 24, 'hours'], ['familyArrival', 'NOT-027', 20, 'minutes'], ['outlinePlan', 'NOT-094', 1, 'workingDays'],
    ['coreGroup', 'NOT-099', 10, 'workingDays'], ['visit', 'NOT-106', 28, 'calendarDays'], ['record', 'NOT-095', 15, 'workingDays'],
    ['firstReview', 'NAT-002', 3, 'months'], ['nextReview', 'NAT-003', 6, 'months'],
  ])('%s: %s, %i %s', (what, rule, amount, unit) => {
    expect(entry(what)).toMatchObject({ rule, amount, unit });
  });

  it('count the day of the decision for the conference alone', () => {
    const counting = pack.deadlines.flatMap((each) => (each.unit === 'workingDays' && each.counting === 'triggerIsDay1' ? [each.what] : []));
    expect(counting).toEqual(['conferenceLimit']);
  });
});

describe('the agenda of the initial conference', () => {
  const steps = pack.agenda.ICPC;

  it('has twelve steps after the time with the family, in the order of the source', () => {
    expect(pack.agenda.preMeeting.minutes).toBe(20);
    expect(steps.map(({ id }) => id)).toEqual([
      'opening', 'introductionsQuorum', 'familyDetails', 'reasonForConference', 'information', 'childVoice',
      'familyViews', 'analysis', 'decision', 'outlinePlan', 'nextSteps', 'close',
    ]);
  });

  it('takes 118 minutes for two children, inside the two hours that are booked, and eight more for each other child', () => {
    expect(steps.map(({ minutes }) => minutes)).toEqual([6, 6, 6, 6, 22, 10, 10, 14, 14, 18, 3, 3]);
    expect(steps.filter(({ minutesPerExtraChild }) => minutesPerExtraChild === 2).map(({ id }) => id)).toEqual(['childVoice', 'analysis', 'decision', 'outlinePlan']);
    expect(steps.reduce((sum, { minutesPerExtraChild }) => sum + minutesPerExtraChild, 0)).toBe(8);
    expect(pack.booking.conferenceMinutes).toBe(120);
  });

  it('asks for each thing the record needs, once', () => {
    const kinds = steps.flatMap(({ captures }) => captures.map(({ kind }) => kind));
    for (const kind of ['attendance', 'reports', 'decisions', 'plan', 'nextDates'] as const) expect(kinds.filter((each) => each === kind), kind).toHaveLength(1);
    const ids = steps.flatMap(({ captures }) => captures.map(({ id }) => id));
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('gates the child’s voice, the decision, the plan and the next dates', () => {
    const gated = steps.flatMap(({ captures }) => captures.filter(({ required }) => required).map(({ id }) => id));
    expect(gated).toEqual(expect.arrayContaining(['openingStatement', 'attendance', 'childViews', 'riskAnalysis', 'decisions', 'plan', 'nextDates', 'readBack']));
  });
});

describe('who is invited', () => {
  it('always holds the team manager, the GPs and everyone with parental responsibility', () => {
    expect(pack.invitees.filter(({ need, appliesTo }) => need === 'required' && appliesTo.includes('initial')).map(({ roleCode }) => roleCode)).toEqual(['teamManager', 'parentalResponsibility', 'generalPractitioner']);
  });
});

describe('the telephone numbers', () => {
  it('for advice are those of the source', () => {
    expect([pack.contacts.diaryCoordinator.telephone, pack.contacts.meetingSupport.telephone]).toEqual(['0115 854 6114', '0115 804 1192']);
    expect([pack.contacts.diaryCoordinator, pack.contacts.meetingSupport].some(({ telephone }) => isFictionalTelephone(telephone))).toBe(false);
  });

  it('for out of hours is known to be fictional, is assumed, and says so', () => {
    const { outOfHours } = pack.contacts;
    expect(isFictionalTelephone(outOfHours.telephone)).toBe(true);
    expect(pack.rules[outOfHours.rule]?.confidence).toBe('assumed');
    expect(outOfHours.note).toMatch(/confirm/);
  });
});

describe('the words', () => {
  const texts = textsOf(written);

  it('hold no leftover of a template and no straight apostrophe', () => {
    expect(texts.filter((each) => /[{}]|\bundefined\b|\[object|\w'\w/.test(each))).toEqual([]);
  });

  it('that speak of the seven things a plan needs cover each of them', () => {
    expect(pack.plan.parts.map(({ id }) => id)).toEqual([
      'aim', 'outcomes', 'actions', 'designation', 'nonNegotiables', 'immediateActions', 'visits', 'leadSocialWorker', 'coreGroup', 'firstCoreGroup', 'review', 'contingency',
    ]);
  });

  it('are not the source’s own sentences', () => {
    const borrowed = ['Where it is judged that', 'in order to plan how to safeguard', 'Best efforts should be made', 'high support and high challenge', 'understandable sense of how much'];
    expect(borrowed.filter((phrase) => raw.includes(phrase))).toEqual([]);
  });
});

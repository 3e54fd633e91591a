/**
 * What the chair is told beforehand: the flags (NOT-053), the risks (NOT-008), who must not meet, how children take part
 * (NOT-075) and what the family needs. For the chair, the team manager and the social worker only.
 */
import { longMoment, type CivilInstant } from '../../src/calendar/instants.ts';
import { awaitingAgreement } from '../../src/conference/arranging.ts';
import type { BookedConference } from '../../src/conference/state.ts';
import { instant } from '../../src/notices/notice.ts';
import type { Pack } from '../../src/procedures/pack-schema.ts';
import { short } from './conference-words.ts';

type Part = { readonly title: string; readonly words: string };

export type BriefingWords = {
  readonly state: 'toSee' | 'seen' | 'nothingToSee';
  readonly flags: string[];
  readonly acknowledgedLine: string;
  readonly preparation: Part[];
  readonly observers: { readonly inviteeId: string; readonly words: string }[];
};

const LONGEST_PART = 1_200;

export function briefingWords(state: BookedConference, pack: Pack): BriefingWords {
  const { chairFlags } = state.booking.preparation;
  const seenAt = chairFlags.map((flag) => state.flagsAcknowledged.get(flag));
  const seen = chairFlags.length > 0 && !seenAt.includes(undefined);
  const labels = new Map<string, string>(pack.booking.chairFlags.map(({ value, label }) => [value, label]));
  return {
    state: chairFlags.length === 0 ? 'nothingToSee' : seen ? 'seen' : 'toSee',
    flags: chairFlags.map((flag) => `${labels.get(flag) ?? flag} (${pack.booking.chairFlagsRule}).`),
    acknowledgedLine: seen ? `You have seen these, on ${longMoment(lastOf(seenAt))}.` : '',
    preparation: [...riskPart(state, pack), ...apartPart(state), ...childrenPart(state, pack), ...supportPart(state), ...recommendationPart(state, pack)],
    observers: awaitingAgreement(state, 'chair').map(({ inviteeId, name, designation }) => ({ inviteeId, words: short(`${name}, ${designation}`, 200) })),
  };
}

function lastOf(moments: readonly (string | undefined)[]): CivilInstant {
  return Math.max(...moments.flatMap((at) => (at === undefined ? [] : [instant(at)]))) as CivilInstant;
}

function riskPart({ booking: { preparation: { risk } } }: BookedConference, pack: Pack): Part[] {
  if (!risk.posed) return [];
  const assessed = risk.assessed ? 'Assessed in writing.' : 'Not yet assessed in writing.';
  return [{ title: `Risk from family members (${pack.booking.riskRule})`, words: short(`${assessed} ${risk.words}`, LONGEST_PART) }];
}

function apartPart({ booking: { preparation: { apart } } }: BookedConference): Part[] {
  return apart === '' ? [] : [{ title: 'People who must not meet', words: short(apart, LONGEST_PART) }];
}

function childrenPart({ booking: { children, preparation } }: BookedConference, pack: Pack): Part[] {
  const { rule, options } = pack.booking.participation;
  const labels = new Map<string, string>(options.map(({ value, label }) => [value, label]));
  const lines = children.flatMap(({ childId, label }) => {
    const way = preparation.participation[childId];
    return way === undefined || way === '' ? [] : [`${label}: ${labels.get(way) ?? way}`];
  });
  const more = [...(preparation.childRiskAssessed ? ['Their coming is thought of in a risk assessment (NOT-072).'] : []), ...(preparation.advocate === '' ? [] : [`Advocate: ${preparation.advocate}`])];
  return lines.length + more.length === 0 ? [] : [{ title: `How the children take part (${rule})`, words: short([...lines, ...more].join('\n'), LONGEST_PART) }];
}

/** By label: who needs an interpreter, and who comes with whom. */
function supportPart({ booking: { family } }: BookedConference): Part[] {
  const lines = family.flatMap(({ label, interpreter, supporter }) => [...(interpreter === '' ? [] : [`${label}: interpreter, ${interpreter}`]), ...(supporter === '' ? [] : [`${label} comes with: ${supporter}`])]);
  return lines.length === 0 ? [] : [{ title: 'What the family needs', words: short(lines.join('\n'), LONGEST_PART) }];
}

function recommendationPart({ booking: { preparation: { recommendation, category } } }: BookedConference, pack: Pack): Part[] {
  if (recommendation === '') return [];
  const outcome = pack.decisions.outcomes.find(({ value }) => value === recommendation)?.label ?? recommendation;
  const named = pack.decisions.categories.find(({ code }) => code === category)?.name;
  return [{ title: 'What the social worker and team manager recommend (NOT-067)', words: short(named === undefined ? outcome : `${outcome}: ${named}`, LONGEST_PART) }];
}

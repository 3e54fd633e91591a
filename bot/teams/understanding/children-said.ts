/** How many children, how old, and whether one is unborn: as said, and only where it is said without a contradiction. */
import { numberOf, SMALL_NUMBER } from './numbers.ts';

export type ChildrenSaid = { readonly childCount: number | null; readonly ages: readonly string[]; readonly unborn: boolean };

const MOST_CHILDREN = 10;
const OLDEST: Readonly<Record<string, number>> = { year: 18, month: 60, week: 104, day: 60 };

const NUMBER = `(?:${SMALL_NUMBER}|\\d{1,2})`;
const ADJECTIVES = '(?:(?:young|small|little|older|younger|subject|teenage|unborn|lovely)[ -]){0,2}';
const OF_ALL = '(?:children|child|kids?|kiddies|siblings?|bairns|young people)';
const OF_SOME = '(?:babies|baby|boys?|girls?|sons?|daughters?|toddlers?|infants?|newborns?|teenagers?|teens?|(?<!(?:her|his|their|\'s) (?:[a-z0-9]{1,9} )?)(?:brothers?|sisters?))';
const GROUP = new RegExp(`(?<!\\p{L})sibling group of (${NUMBER})(?![\\p{L}\\p{N}])`, 'giu');
const NOT_COUNTED = '(?<![\\p{L}\\p{N}./:-])(?<!(?:section|sect|year|aged?|ages|other|class|room|for the|child) )';
/** "one child protection conference" counts no children. */
const NO_NOUN_OF = '(?![\\p{L}\\p{N}])(?![ -](?:protection|care|benefit|and family|minder|psych))';
const ALL_COUNTED = new RegExp(`${NOT_COUNTED}(${NUMBER})[ -]?${ADJECTIVES}${OF_ALL}${NO_NOUN_OF}`, 'giu');
const SOME_COUNTED = new RegExp(`${NOT_COUNTED}(${NUMBER}|an?)[ -]?${ADJECTIVES}${OF_SOME}${NO_NOUN_OF}`, 'giu');
const TOGETHER = /(?<!\p{L})(twins|triplets)(?!\p{L})/iu;
const AND_UNBORN = /(?<!\p{L})(?:and|plus|&) (?:(?:an?|one|her|their|the) )?unborn(?!\p{L})/iu;
const UNBORN = /(?<!\p{L})(?:unborn|pre-? ?birth|pregnan(?:t|cy)|expecting a(?:nother)? (?:baby|child))(?!\p{L})/iu;

const UNIT = '(?:years?|yrs?|y|months?|mths?|weeks?|wks?|days?)';
const AGE = `${NUMBER}(?:[ -]?${UNIT})?(?:[ -]olds?)?(?![\\p{L}\\p{N}/]|[:.-]\\p{N})(?! ?(?:children|child|kids?|boys?|girls?|siblings?|sons?|daughters?|interpreters?)(?!\\p{L}))`;
const AND = '(?: ?(?:,|&|/) ?(?:and )?| and | or | plus )';
const AGED = new RegExp(`(?<!\\p{L})(?:aged|ages?(?: are| is)?|${OF_ALL} ?[(:]|(?:children|kids|siblings) are(?= ${AGE}${AND}${AGE})) ?:?\\(? ?(${AGE}(?:${AND}${AGE}){0,11})`, 'giu');
const YEARS_OLD = new RegExp(`(?<![\\p{L}\\p{N}./-])((?:${NUMBER}${AND}){0,9}${NUMBER}[ -]?${UNIT}[ -]olds?|\\d{1,2} ?(?:yo|y/o|yrs))(?![\\p{L}\\p{N}])`, 'giu');
const ONE_AGE = new RegExp(`(?<![\\p{L}\\p{N}])(?<number>${NUMBER})(?:[ -]?(?<unit>${UNIT}))?(?![\\p{L}\\p{N}]|-\\p{N})`, 'giu');
/** An age said of a grown-up is no child’s. */
const GROWN_UP = /(?:mum|mom|mam|mother|dad|father|partner|nan|nana|gran|grandma|grandmother|grandad|grandfather|aunt|uncle|carer|parents?)(?: is| was| are|,)?[ (]*(?:a |an )?$/iu;

/** `text` with dates and references covered. */
export function childrenSaid(text: string): ChildrenSaid {
  const ages = agesSaid(text);
  const counted = countSaid(text);
  const childCount = counted === 'not said' ? (ages.length > 0 ? ages.length : null) : counted;
  return { childCount: childCount !== null && childCount >= 1 && childCount <= MOST_CHILDREN ? childCount : null, ages: ages.slice(0, MOST_CHILDREN), unborn: UNBORN.test(text) };
}

/** "three children" wins over "two girls and a boy", which are added up; null when two counts of all disagree. */
function countSaid(text: string): number | null | 'not said' {
  const totals = new Set([...numbersIn(text, ALL_COUNTED), ...numbersIn(text, GROUP)]);
  const [total] = totals;
  if (totals.size > 1) return null;
  if (total !== undefined) return total + (AND_UNBORN.test(text) ? 1 : 0);
  const some = numbersIn(text, SOME_COUNTED);
  const together = { twins: 2, triplets: 3 }[TOGETHER.exec(text)?.[1]?.toLowerCase() ?? ''] ?? 0;
  return some.length === 0 && together === 0 ? 'not said' : some.reduce((sum, one) => sum + one, together);
}

function numbersIn(text: string, pattern: RegExp): readonly number[] {
  return Array.from(text.matchAll(pattern), ([, said = '']) => (/^an?$/iu.test(said) ? 1 : numberOf(said)));
}

/** Years as '3', anything younger with its unit: '7 months'. */
function agesSaid(text: string): readonly string[] {
  const lists = [...text.matchAll(AGED)].map((match) => ({ from: match.index, to: match.index + match[0].length, said: match[1] ?? '' }));
  const apart = [...text.matchAll(YEARS_OLD)].map((match) => ({ from: match.index, to: match.index + match[0].length, said: match[1] ?? '' }));
  const all = [...lists, ...apart.filter((one) => !lists.some((list) => one.from < list.to && list.from < one.to))].toSorted((one, other) => one.from - other.from);
  return all.filter(({ from }) => !GROWN_UP.test(text.slice(Math.max(0, from - 30), from))).flatMap(({ said }) => Array.from(said.matchAll(ONE_AGE), ({ groups }) => age(groups?.['number'] ?? '', groups?.['unit'])).filter((one) => one !== undefined));
}

function age(number: string, unit = 'years'): string | undefined {
  const count = numberOf(number);
  const whole = { y: 'year', m: 'month', w: 'week', d: 'day' }[unit.charAt(0).toLowerCase()] ?? 'year';
  if (!(count <= (OLDEST[whole] ?? 0))) return undefined;
  return whole === 'year' ? String(count) : `${String(count)} ${whole}${count === 1 ? '' : 's'}`;
}

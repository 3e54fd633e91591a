/** Which conference was asked for, and how it is to be held; null unless it was said, and said in one way. */
import type { ConferenceFormat, ConferenceType } from '../../../src/conference/events.ts';

const TYPES: readonly (readonly [ConferenceType, RegExp])[] = [
  ['siblingInitial', words('siblings?(?:\'s|s\')? (?:icpc|initial|conference|joining)|(?:new|another|younger|unborn|baby) siblings? (?:of|to) (?:a |the )?child(?:ren)? (?:already )?(?:on|with|subject)|initial (?:and|with|plus) (?:a |the )?review|icpc (?:and|with|plus|/) (?:a |the |an )?(?:rcpc|review)')],
  ['preBirth', words('pre-? ?birth|unborn (?:baby|child|conference|icpc)|before (?:the )?(?:baby is born|birth)')],
  ['transferIn', words('transfer(?:red|ring|s)?[ -]?(?:in|into our area)|transfer (?:conference|icpc)|moved (?:in |here )?(?:from|to|into) (?:\\p{L}{1,12} ){0,2}(?:area|authority|county|council|borough|city)|(?:family|children|child|they) (?:has |have )?moved in(?! with)')],
  ['preReturn', words('pre-? ?return|(?:going|coming|go|return(?:s|ing|ed)?|back) home|reunification')],
  ['review', words('rcpcs?|review(?! (?:of|the|my|this|that|it|your|at)(?!\\p{L}))')],
];
const INITIAL = words('icpcs?|initial(?: child protection)?(?: case)? conference|initial cp conference');
const FORMATS: readonly (readonly [ConferenceFormat, RegExp])[] = [
  ['faceToFace', words('face[ -]to[ -]face|f2f|in[ -]person')],
  ['hybrid', words('hybrid|part online')],
  ['virtual', words('virtual(?:ly)?|(?<!join(?:s|ing)? |part )online|(?:on|over|via|by) (?:ms |microsoft )?teams|by video|video[ -]?conference|remote(?:ly)?')],
];
const PRE_BIRTH = words('pre-? ?birth');
const URGENT = words('(?<!not |n\'t |non-|isn\'t )urgent(?:ly)?|asap|as soon as possible|straight away|soonest');

/**
 * `bornAndUnborn`: an unborn baby was spoken of beside born children. That may be one initial conference for all of them or
 * two conferences, so the type is then left to the form. Two types that do not go together are left to it as well.
 */
export function conferenceTypeSaid(text: string, bornAndUnborn: boolean): ConferenceType | null {
  const said = TYPES.filter(([type, pattern]) => pattern.test(text) && (type !== 'preBirth' || !bornAndUnborn || PRE_BIRTH.test(text))).map(([type]) => type);
  if (said.includes('siblingInitial')) return said.every((type) => type === 'siblingInitial' || type === 'review') ? 'siblingInitial' : null;
  const initial = INITIAL.test(text);
  const [first] = said;
  if (first === undefined) return initial && !bornAndUnborn ? 'initial' : null;
  return said.length > 1 || (initial && first === 'review') ? null : first;
}

export function formatSaid(text: string): ConferenceFormat | null {
  const [first, ...others] = FORMATS.filter(([, pattern]) => pattern.test(text));
  return first === undefined || others.length > 0 ? null : first[0];
}

export function urgentSaid(text: string): boolean {
  return URGENT.test(text);
}

function words(alternatives: string): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${alternatives})(?![\\p{L}\\p{N}])`, 'iu');
}

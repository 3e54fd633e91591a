/**
 * Case references as people type them: "case 48213", "ref EX-20417". A reference has digits and at most four letters before
 * them, so that no name passes for one; a piece of something longer ("48213/2", "48213-Surname") is none.
 */

/** The form and the record take no other shape. */
const REFERENCE_SHAPE = /^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,29}$/u;
const FEWEST_DIGITS = 3;

const REFERENCE = '(?:[a-z]{1,4}[._-]?)?\\d{1,12}[a-z]{0,2}(?:[._-](?:\\d{1,8}[a-z]{0,2}|[a-z]{1,2})){0,3}(?![\\p{L}\\p{N}/]|[._-][\\p{L}\\p{N}])';
const CUE = '(?:case|ref(?:erence)?|file|mosaic|liquidlogic|lcs)(?: (?:no|number|ref|reference|id|file))?\\.? ?[:#]? ?';
const CUED = new RegExp(`(?<![\\p{L}\\p{N}])${CUE}(${REFERENCE})`, 'giu');
/** Without a word for it: letters and at least four digits, or "for 48213". */
const UNCUED = /(?<![\p{L}\p{N}._/-])(?:(?<letters>[a-z]{2,4}-\d{4,8})|for (?<digits>[1-9]\d{3,8}))(?![\p{L}\p{N}/]|[._-][\p{L}\p{N}])/giu;
const YEAR = /^(?:19|20)\d\d$/;

const SEARCH_VERB = '(?:find|search(?: for)?|look(?:ing)? (?:up|for)|where is|where\'s|open|show|see|status of|go to|get|pull up|what about|how is)';
const SEARCHED = new RegExp(`^(?:${SEARCH_VERB} )?(?:me )?(?:the )?(?:conference )?(?:for )?(?:the )?(?:${CUE})?((?:[a-z]{2,4} (?=\\d))?${REFERENCE})(?: please)?[\\s.!?]*$`, 'iu');
/** Before digits, these are words and no part of a reference. */
const PLAIN_WORD = /^(?:for|on|is|in|at|of|the|my|no|ref|case|me|us|to|by) /iu;

/** The one reference said; null when there is none, or more than one. */
export function caseReference(text: string): string | null {
  const cued = Array.from(text.matchAll(CUED), ([, reference = '']) => reference).filter(isReference);
  const said = cued.length > 0 ? cued : Array.from(text.matchAll(UNCUED), ({ groups }) => groups?.['letters'] ?? groups?.['digits'] ?? '').filter((one) => isReference(one) && !YEAR.test(one));
  const [first = null, ...others] = new Set(said.map((one) => one.toUpperCase()));
  return others.length > 0 || first === null ? null : (said[0] ?? null);
}

/** The text with references said as such covered, length for length: their numbers are no dates, ages or counts. */
export function withoutReferences(text: string, cover: string): string {
  return text.replace(CUED, (whole, reference: string) => (isReference(reference) ? cover.repeat(whole.length) : whole));
}

/** What is searched for, when the whole text is a search by reference: "find 48213", "where is EX-20417?". */
export function searchedReference(text: string): string | undefined {
  const reference = SEARCHED.exec(text)?.[1]?.replace(PLAIN_WORD, '');
  if (reference === undefined || !isReference(reference) || digitsIn(reference) <= FEWEST_DIGITS) return undefined;
  // "EX 20417" is one reference; "got 48213" and "ICPC 48213" are a word and a reference, and no search.
  return /^(?:\S+|(?!(?:ICPC|RCPC) )[A-Z]+ .+)$/.test(reference) ? reference : undefined;
}

function isReference(text: string): boolean {
  return REFERENCE_SHAPE.test(text) && digitsIn(text) >= FEWEST_DIGITS;
}

function digitsIn(text: string): number {
  return text.replace(/\D/gu, '').length;
}

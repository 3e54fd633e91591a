/** Labels stand for people on every card and message, so they must not be names: those live in the family record alone. */

/** Words for what somebody is; two capitalised words without one of them look like a name. */
const SAYS_WHAT_THEY_ARE = /(?<!\p{L})(?:mother|mum|father|dad|parents?|carers?|grand\p{L}*|gran|nan\p{L}*|step\p{L}*|foster\p{L}*|aunt\p{L}*|uncle|brothers?|sisters?|siblings?|sons?|daughters?|cousins?|partner|friend|guardian|maternal|paternal|birth|adoptive|half|great|child|children|baby|babies|unborn|twins?|triplets?|boys?|girls?|toddler|infant|young|younger|youngest|older|oldest|elder|eldest|middle|first|second|third|family|relative|neighbour|lodger|person|god(?:mother|father|parents?))(?!\p{L})/iu;
const LIKE_A_NAME = /^\p{Lu}[\p{L}'’-]+(?: \p{Lu}[\p{L}'’-]+)+$/u;

/** "Jane Example" and not "Mother", "Birth Father" or "Child A". A gentle check: what has another shape passes. */
export function looksLikeAName(label: string): boolean {
  return LIKE_A_NAME.test(label) && !SAYS_WHAT_THEY_ARE.test(label);
}

/**
 * Who of the family was spoken of, and who needs an interpreter. What comes out is a label or a language of the lists here
 * and never a word of the message, so that no name gets into a form by this way.
 */

export type InterpreterSaid = { readonly who: string; readonly language: string | null };

/** Who needs an interpreter when nobody was named for it. */
export const SOMEBODY = 'Family member';

const WORDS: Readonly<Record<string, readonly string[]>> = {
  Stepmother: ['step mum', 'stepmum', 'step mom', 'stepmom', 'step mother', 'stepmother'],
  Stepfather: ['step dad', 'stepdad', 'step father', 'stepfather'],
  'Foster carer': ['foster carer', 'foster carers', 'foster mum', 'foster mother', 'foster dad', 'foster father', 'foster parents'],
  Grandmother: ['grandmother', 'grandma', 'granny', 'gran', 'nan', 'nana', 'nanna', 'mamgu', 'nain'],
  Grandfather: ['grandfather', 'grandad', 'granddad', 'grandpa', 'taid', 'tadcu'],
  Grandparents: ['grandparents'],
  Mother: ['birth mother', 'birth mum', 'mother', 'mum', 'mummy', 'mom', 'mommy', 'mam', 'mammy'],
  Father: ['birth father', 'birth dad', 'father', 'dad', 'daddy'],
  Parents: ['parents', 'both parents'],
  Partner: ["mum's partner", "mother's partner", "mum's boyfriend", "mother's boyfriend", "dad's partner", "father's partner", "dad's girlfriend", "father's girlfriend", 'partner', 'boyfriend', 'girlfriend'],
  Aunt: ['aunt', 'auntie', 'aunty'],
  Uncle: ['uncle'],
  Guardian: ['special guardian', 'guardian'],
  Carer: ['carer', 'carers'],
};
/** Children are named by their own labels later; here they are only whom an interpreter may be for. */
const CHILD_WORDS = ['child', 'children', 'kid', 'kids', 'young person', 'boy', 'girl', 'son', 'daughter', 'baby'];

const RELATIVES = new Map(Object.entries(WORDS).flatMap(([label, words]) => words.map((word) => [word, label] as const)));
const PEOPLE = new Map([...RELATIVES, ...CHILD_WORDS.map((word) => [word, 'Child'] as const)]);
const RELATIVE = anyOf(RELATIVES.keys());
const PERSON = `(?:(?:the|her|his|their|both|maternal|paternal) ){0,2}${anyOf(PEOPLE.keys())}`;

const LANGUAGES = new Map(
  [
    'Albanian', 'Amharic', 'Arabic', 'Bengali', 'British Sign Language', 'Bulgarian', 'Cantonese', 'Czech', 'Dari', 'Farsi', 'French', 'German', 'Greek', 'Gujarati', 'Hausa', 'Hindi', 'Hungarian', 'Igbo', 'Italian', 'Kurdish',
    'Kurdish Sorani', 'Latvian', 'Lithuanian', 'Malayalam', 'Mandarin', 'Nepali', 'Oromo', 'Pashto', 'Polish', 'Portuguese', 'Punjabi', 'Romani', 'Romanian', 'Russian', 'Slovak', 'Somali', 'Sorani', 'Spanish', 'Swahili', 'Sylheti',
    'Tagalog', 'Tamil', 'Thai', 'Tigrinya', 'Turkish', 'Twi', 'Ukrainian', 'Urdu', 'Vietnamese', 'Welsh', 'Yoruba',
  ].map((language) => [language.toLowerCase(), language] as const),
).set('bsl', 'British Sign Language').set('persian', 'Farsi').set('cymraeg', 'Welsh');
const LANGUAGE = anyOf(LANGUAGES.keys());

const RELATIVES_SAID = new RegExp(`(?<![\\p{L}\\p{N}'-])${RELATIVE}(?:'s|s')?(?![\\p{L}\\p{N}-])(?! (?:tongue|and baby unit|agenc|organi[sz]ation))`, 'giu');
const INTERPRETER = /(?<!\p{L})(?:(?:interpret|translat)(?:ers?|ors?|ing|ation|ion)|terps?)(?!\p{L})/giu;
const SENTENCE = /[.;!?]/u;
const JOINED = '(?:, ?(?:and )?| and | & | ?/ ?| plus )(?:for )?';
const IN_LANGUAGE = `(?: ?[(,-]? ?(?:in |who speaks? |speaks? |speaking )?${LANGUAGE}\\)?)?`;
const FOR_WHOM = new RegExp(`^(?: \\(?(?:in )?${LANGUAGE}\\)?)?(?: (?:is|are|will be|needed|required|please|booked)){0,3} (?:for|to help) (${PERSON}${IN_LANGUAGE}(?:${JOINED}${PERSON}${IN_LANGUAGE}){0,4})(?![\\p{L}\\p{N}])`, 'iu');
/** A comma alone joins nobody: "three children, mum needs…". It does in "mum, dad and nan need…". */
const TOGETHER = `(?:(?:${RELATIVE}, ){1,3}${RELATIVE}(?: and | & )${PERSON}|${PERSON}(?:(?: and | & | ?/ ?| plus )${PERSON}){0,3})`;
const WHO_NEEDS = new RegExp(`(?<![\\p{L}\\p{N}'-])(${TOGETHER})(?=(?:'s|s')? [^,]{0,60}$|,? (?:who|she|he|they) [^,]{0,60}$|(?:'s|s')? ?$)`, 'giu');
const NEEDS = /(?<!\p{L})(?:need|want|require|request|ask|use|has|have|with|would like|will be helped)/iu;
const NOT = /(?:n't|(?<!\p{L})(?:not|never|nor)) (?:\p{L}{1,12} ){0,2}(?:need|want|require|ask|have|use)|(?<!\p{L})without (?:an? |any )?$|declin|refus|(?<!\p{L})no (?:\p{L}{1,12} )?$/iu;
const NOT_AFTER = /^ (?:(?:is|are|was|will be) )?(?:not|isn't|aren't|no longer) /iu;
const PEOPLE_LISTED = new RegExp(`(?<![\\p{L}\\p{N}])(?<who>${anyOf(PEOPLE.keys())})(?:'s|s')?(?<language>${IN_LANGUAGE})(?![\\p{L}\\p{N}])`, 'giu');
const LANGUAGES_SAID = new RegExp(`(?<!\\p{L})${LANGUAGE}(?!\\p{L})`, 'giu');
const MOST_INTERPRETERS = 4;
const MOST_RELATIVES = 8;
/** How far from the word its person and language are looked for. */
const NEAR = 90;

/** Labels of the family members spoken of, in the order they came. */
export function relativesSaid(text: string): readonly string[] {
  const labels = Array.from(text.matchAll(RELATIVES_SAID), ([word]) => labelOf(word, RELATIVES)).filter((label) => label !== undefined);
  return [...new Set(labels)].slice(0, MOST_RELATIVES);
}

/** Everybody said to need an interpreter, with the language where one was said of them alone. */
export function interpretersSaid(text: string): readonly InterpreterSaid[] {
  const said = text.split(SENTENCE).flatMap((sentence) => Array.from(sentence.matchAll(INTERPRETER), (match) => around(sentence, match.index, match[0].length)).flat());
  const named = said.filter(({ who }) => who !== SOMEBODY);
  const languages = new Map<string, string | null>();
  for (const { who, language } of named.length > 0 ? named : said) languages.set(who, languages.get(who) ?? language);
  return Array.from(languages, ([who, language]) => ({ who, language })).slice(0, MOST_INTERPRETERS);
}

function around(sentence: string, at: number, length: number): readonly InterpreterSaid[] {
  const before = sentence.slice(Math.max(0, at - NEAR), at);
  const after = sentence.slice(at + length, at + length + NEAR);
  if (NOT_AFTER.test(after)) return [];
  const forWhom = FOR_WHOM.exec(after);
  const needing = forWhom === null ? [...before.matchAll(WHO_NEEDS)].findLast(({ index, 0: who }) => /^(?:'s|s')? ?(?:\p{L}+ )?$/iu.test(before.slice(index + who.length)) || NEEDS.test(before.slice(index + who.length))) : undefined;
  const between = needing === undefined ? before.slice(-30) : before.slice(needing.index);
  if (NOT.test(between)) return [];
  const people = listed(forWhom?.[1] ?? needing?.[1] ?? '');
  const shared = onlyLanguage(`${between} ${needing === undefined ? (forWhom === null ? nextWords(after) : forWhom[0]) : nextWords(after)}`);
  if (people.length === 0) return [{ who: SOMEBODY, language: shared }];
  const each = people.some(({ language }) => language !== null);
  return each ? people : people.map(({ who }) => ({ who, language: shared }));
}

function listed(text: string): readonly InterpreterSaid[] {
  return Array.from(text.matchAll(PEOPLE_LISTED), ({ groups }) => ({ who: labelOf(groups?.['who'] ?? '', PEOPLE) ?? SOMEBODY, language: onlyLanguage(groups?.['language'] ?? '') }));
}

/** The one language said; null for none, and for two, which are somebody’s to sort out on the form. */
function onlyLanguage(text: string): string | null {
  const [first, ...others] = new Set(Array.from(text.matchAll(LANGUAGES_SAID), ([word]) => LANGUAGES.get(word.toLowerCase())));
  return others.length > 0 ? null : (first ?? null);
}

/** What follows the word, up to somebody else being spoken of. */
function nextWords(after: string): string {
  const other = after.search(new RegExp(`(?<!\\p{L})${anyOf(PEOPLE.keys())}(?!\\p{L})`, 'iu'));
  return (other < 0 ? after : after.slice(0, other)).slice(0, 50);
}

function labelOf(word: string, labels: ReadonlyMap<string, string>): string | undefined {
  const plain = word.toLowerCase().replaceAll('-', ' ');
  return labels.get(plain) ?? labels.get(plain.replace(/(?:'s|s'|s)$/u, ''));
}

/** Longest first, so that "stepmother" is no mother; a space may be a hyphen. */
function anyOf(words: Iterable<string>): string {
  return `(?:${[...words].toSorted((one, other) => other.length - one.length).map((word) => word.replaceAll(' ', '[ -]')).join('|')})`;
}

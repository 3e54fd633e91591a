/**
 * What a sentence in chat asks for. No language model and no guessing: what is not understood is answered as such.
 */

export type Intent =
  | { readonly kind: 'book' }
  | { readonly kind: 'bookOther' }
  | { readonly kind: 'help' }
  | { readonly kind: 'greeting' }
  | { readonly kind: 'myConferences' }
  | { readonly kind: 'cancel' }
  | { readonly kind: 'unknown' };

/** `danger`: the text speaks of harm happening today; the number to call comes before anything else. */
export type Understood = { readonly intent: Intent; readonly danger: boolean };

/** Longer than any sentence to a bot; what follows is not read, so that no pattern meets a hostile length. */
const MOST_READ = 600;

/** Words that say nothing about what is wanted; dropped from the front, one by one. */
const POLITE = new Set("please hello hi hey ok okay so can could may would you we i i'd we'd i'll like want need have got must should to help me us with and now the a an".split(' '));

const BOOKING = /^(?:book(?:ing)?|arrang(?:e|ing)|set(?:ting)? up|schedul(?:e|ing)|conven(?:e|ing)|request(?:ing)?|organi[sz](?:e|ing)) (?:(?:an?|the|my|our|new|another|urgent) ){0,3}/iu;
const INITIAL = /^(?:icpc|initial(?: child protection)? (?:case )?conference|initial(?=[\s.!?]*$)|(?:child protection |cp |case )?conference)\b/iu;
const OTHER = /^(?:rcpc|review(?: child protection)?(?: conference)?|pre-?birth(?: conference)?|transfer(?:-in)?(?: conference)?|strategy (?:discussion|meeting)|core group)\b/iu;
/** What may follow when no booking verb was said: "ICPC please", "an initial conference for case 48213". */
const NOTHING_MUCH = /^[\s.!?]*(?:(?:please|for|needed|is needed|to book)\b.*)?$/iu;
const JUST_BOOK = /^book(?:ing)?(?: now)?(?: please)?[\s.!?]*$/iu;

const HELP = /^(?:please\s+)?(?:help|\?|what can you do|how does this work|commands|menu)(?:\s+me)?[\s.!?]*$/iu;
const GREETING = /^(?:hi|hello|hey|good (?:morning|afternoon|evening)|helo|bore da|shwmae|start)(?:\s+there)?[\s.!,?]*$/iu;
const MINE = /^(?:please\s+)?(?:(?:show|list|see)\s+)?(?:me\s+)?(?:my|our)\s+(?:conferences?|bookings?|cases)[\s.!?]*$/iu;
const CANCEL = /^(?:cancel|stop|never mind|forget it)[\s.!?]*$/iu;

const HARM = /\b(?:hurt(?:ing)?|harm(?:ed|ing)?|hit(?:ting|s)?|beat(?:en|ing|s)?|strangl\w*|chok\w*|bleed\w*|bruis\w*|burn(?:ed|t|ing)|attack\w*|assault\w*|rap(?:ed|ing)|abus(?:ed|ing)|molest\w*|stab\w*|shak(?:en|ing) (?:the|a|her|his|their) baby|unconscious|overdos\w*|suicid\w*|kill\w*|dying|unsafe|in danger|at risk of (?:death|dying)|threaten\w*|locked (?:in|up|out)|trapped|not breathing|(?:child|baby|toddler|girl|boy|son|daughter|he|she) (?:is|has gone|went) missing)\b/iu;
const TODAY = /\b(?:now|today|tonight|this (?:morning|afternoon|evening|minute)|right away|immediate(?:ly)?|emergency|urgent help|just (?:been|now|hit|hurt|happened|told|disclosed)|at the moment|currently|as we speak|is being|are being|is (?:hurting|hitting|beating|hurt|bleeding|not breathing|unconscious|missing|in danger|unsafe|trapped)|are (?:hurting|hitting|in danger|unsafe|missing)|he's|she's|they're)\b/iu;
const EMERGENCY = /\b(?:999|call the police|send (?:the )?police|ambulance|in (?:immediate|serious|grave) danger|life in danger|not breathing|child in danger|emergency)\b/iu;

/** Reads one message. Mentions of the bot are taken out by the caller. */
export function understand(text: string): Understood {
  const read = text.slice(0, MOST_READ).replaceAll('’', "'").trim();
  return { intent: intentOf(read), danger: EMERGENCY.test(read) || (HARM.test(read) && TODAY.test(read)) };
}

function intentOf(text: string): Intent {
  if (HELP.test(text)) return { kind: 'help' };
  if (GREETING.test(text)) return { kind: 'greeting' };
  if (MINE.test(text)) return { kind: 'myConferences' };
  if (CANCEL.test(text)) return { kind: 'cancel' };
  return wantedConference(text);
}

function wantedConference(text: string): Intent {
  const wish = withoutPoliteness(text);
  if (JUST_BOOK.test(wish)) return { kind: 'book' };
  const named = wish.replace(BOOKING, '');
  const asked = named.length < wish.length;
  for (const [pattern, kind] of [[OTHER, 'bookOther'], [INITIAL, 'book']] as const) {
    const found = pattern.exec(named);
    if (found !== null && (asked || NOTHING_MUCH.test(named.slice(found[0].length)))) return { kind };
  }
  return { kind: 'unknown' };
}

function withoutPoliteness(text: string): string {
  const words = text.split(/[\s,]+/u);
  const first = words.findIndex((word) => !POLITE.has(word.toLowerCase()));
  return first < 0 ? '' : words.slice(first).join(' ');
}

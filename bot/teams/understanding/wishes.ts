/**
 * What a sentence asks for, by patterns that can be read. A sentence that fits none is unknown, and is answered as such.
 */
import type { PlainDate } from '../../../src/calendar/plain-date.ts';
import { bookingHints, type BookingHints } from './booking-hints.ts';
import { searchedReference } from './references.ts';

export type Intent =
  | { readonly kind: 'book'; readonly hints: BookingHints }
  /** Arranged by people without us: `what` fits into a sentence, "a core group". */
  | { readonly kind: 'notHere'; readonly what: string }
  | { readonly kind: 'resume' }
  | { readonly kind: 'help' }
  | { readonly kind: 'greeting' }
  | { readonly kind: 'myConferences' }
  | { readonly kind: 'search'; readonly reference: string }
  /** Requests and lists that wait for somebody in the office. */
  | { readonly kind: 'office' }
  /** A chair’s leave and blocked time. */
  | { readonly kind: 'leave' }
  /** All messages of a case; '' where none is named. */
  | { readonly kind: 'stopMessages'; readonly reference: string }
  /** What left about a case, to whom and when; '' where none is named. */
  | { readonly kind: 'sentMessages'; readonly reference: string }
  /** A case given to another social worker; '' where none is named. */
  | { readonly kind: 'otherSocialWorker'; readonly reference: string }
  | { readonly kind: 'whyDate' }
  | { readonly kind: 'cancel' }
  | { readonly kind: 'unknown' };

/** Words that say nothing about what is wanted; dropped from the front, one by one. */
const POLITE = new Set("please hello hi hey ok okay so can could may would you we i i'd we'd i'm we're i'll we'll like want need have got must should to help me us with and now the a an there thanks looking trying hoping also just require".split(' '));
/** A case reference as it is said: a full stop after it ends the sentence. */
const CASE = '([\\p{L}\\p{N}](?:[\\p{L}\\p{N}./_-]{0,28}[\\p{L}\\p{N}])?)';
/** "Stop all messages for case EX-20417", said by somebody in a hurry. */
const STOP = pattern(`^(?:please |can you |could you )?(?:stop|halt|hold)(?: sending)?(?: all| the| any| every)*(?: messages?| reminders?| e-?mails?| notices?| letters?| everything)(?: now| at once| immediately)?(?:,? (?:for|about|on|of)(?: the| my)?(?: case| conference| child| family)? ${CASE})?(?: now| at once| immediately| please)?[\\s.!]*$`);
/** "What has been sent about EX-20417?" */
const SENT = pattern(`^(?:please )?(?:(?:show|list)(?: me)? )?(?:what (?:was|has been|have we|did we|did you|have you|is) (?:sent|send)(?: out)?|(?:the )?(?:sent messages|messages sent|message log|log of messages))(?: to (?:anybody|people|them|everybody))?(?: (?:for|about|on|of)(?: the| my)?(?: case| conference)? ${CASE})?(?: please)?[\\s.!?]*$`);
/** "Another social worker for EX-20417", said by whoever gives cases out. */
const OTHER_WORKER = pattern(`^(?:please )?(?:(?:we|i) need |give (?:it |this |the (?:case|conference) )?(?:to )?|change (?:the )?|choose )?(?:another|a different|a new|new)? ?social worker(?: (?:for|on|of)(?: the| my)?(?: case| conference)? ${CASE})?(?: please)?[\\s.!]*$`);
const ARTICLES = new Set(['a', 'an', 'the']);
const POLITE_WORD = /[\s,;:.!-]*([\p{L}']+)(?![\p{L}'-])/uy;

const VERB = '(?:book(?:ing)?(?: in)?|arrang(?:e|ing)|set(?:ting)? up|schedul(?:e|ing)|conven(?:e|ing)|request(?:ing)?|organi[sz](?:e|ing))';
const ADJECTIVES = '(?:(?:an?|the|my|our|new|another|urgent|virtual|online|hybrid|face[ -]to[ -]face) ){0,4}';
const BOOKING = pattern(`^${VERB} ${ADJECTIVES}`);
const URGENTLY = pattern('^(?:urgent|new|another) ');
/** Names nobody uses for anything else; where one is needed or booked in mid-sentence, it is asked for. */
const PLAINLY = '(?:icpcs?|rcpcs?|(?:initial|review|pre-? ?birth|transfer(?:[ -]in)?|pre-? ?return|sibling)(?: (?:initial|child protection|cp|case)){0,2} conference|(?:child protection|cp) (?:case )?conference)';
const CONFERENCE = pattern(`^(?:${PLAINLY}|initial(?=[\\s.!?]*$)|(?:case )?conference(?! (?:room|call|centre|venue|hall|phone))|review(?: child protection)?|pre-?birth|transfer(?:-in)?|pre-?return)(?![\\p{L}\\p{N}])`);
const NOT_HERE: readonly (readonly [what: string, RegExp])[] = [
  ['a core group', pattern('^core groups?(?: meeting)?(?!\\p{L})')],
  ['a strategy discussion', pattern('^strat(?:egy)? (?:discussion|meeting)s?(?!\\p{L})')],
];
/** What may follow when no booking verb was said: "ICPC please", "an initial conference for case 48213". */
const NOTHING_MUCH = pattern('^[\\s.!?]*(?:(?:please|for|needed|is needed|to book|asap)(?!\\p{L}).*|[,;:-].*|\\p{L}{0,4}[-.]?\\d{3,}.*)?$');
const JUST_BOOK = pattern('^(?:(?:(?:make|start|begin|create|do)(?: an?| the| my)? )?(?:new )?booking(?: form)?|book)(?: now)?(?: (?:one|it|this))?(?: please)?[\\s.!?]*$');
const BOOK_A_CASE = pattern('^book(?:ing)?(?: for)? (?:case|ref(?:erence)?)?(?: no)?[.:# ]{0,2}[a-z]{0,4}[-._]?\\d{3,}');
const IN_MID_SENTENCE = pattern(`(?<!\\p{L})(?:needs?|needing|wants?|requires?|get|sort(?: out)?|${VERB}) ${ADJECTIVES}${PLAINLY}(?!\\p{L})`);
/** Before it, these say that nothing is asked for. */
const NOT_ASKED = pattern("n't|(?<!\\p{L})(?:not|never|no longer|whether|if|why|when|how|who|what|did|do we|do i|does|was|were|had|already|unlikely|nobody|no one)(?!\\p{L})");
const CLAUSE = /[.;!?]/u;
const ASKED_OF_A_CASE = pattern('^(?:for )?(?:case|ref(?:erence)?)(?: no)?[.:# ]{1,2}\\S{3,30} (?:needs?|requires?|wants?|[:-])(?: an?)? ');

const WHOLE: readonly (readonly [kind: 'help' | 'greeting' | 'myConferences' | 'cancel' | 'resume' | 'office' | 'leave' | 'whyDate', RegExp])[] = [
  ['help', whole("help|cymorth|\\?+|what can you do|how does this work|commands|menu|help me|how (?:do|can|would|should) (?:i|we) (?:book|arrange|use|start)[^.;]{0,80}")],
  ['greeting', whole('(?:hi|hello|hey|good (?:morning|afternoon|evening)|helo|bore da|prynhawn da|noswaith dda|shwmae|sut mae|start|thanks|thank you|diolch)(?:,? (?:there|all|pawb))?,?')],
  ['myConferences', whole("(?:(?:show|list|see)(?: me)? |(?:what|where) are )?(?:me )?(?:my|our) (?:upcoming )?(?:conferences?|bookings?|cases)|what(?:'s| is) due(?: from me)?|what do i owe|list")],
  ['cancel', whole('cancel|stop|never mind|forget it')],
  ['resume', whole("(?:(?:open|show|continue|resume|finish|see|back to|go back to|return to|where is|where's|pick up)(?: with)? )?(?:me )?(?:my|the) (?:open |unfinished |saved |last |booking )?(?:drafts?|forms?)|drafts?|(?:continue|resume|finish|carry on)(?: with)?(?: (?:my|the|a))?(?: booking| form| draft)?|(?:continue|carry on|pick up|resume|start)(?: from)? where (?:i|we) (?:was|were|left off|left it|stopped)|where (?:was i|were we)")],
  ['office', whole("(?:(?:show|list|see)(?: me)? )?(?:the |all |my |any |new )?(?:(?:booking |diary |open |pending |waiting |new )?requests|(?:bookings?|lists?|requests|conferences) (?:to confirm|to be confirmed|waiting|to check)|pending bookings)|(?:what(?:'s| is)|anything) (?:waiting|to confirm)(?: for (?:me|us|the office))?|confirm (?:the |my )?(?:bookings?|lists?|requests?)|what needs (?:confirming|to be confirmed|me)|to confirm|office|the office")],
  ['leave', whole("(?!.{0,40}(?:mum|mom|mam|mother|dad|father|parent|child|family)(?:'s)?(?!\\p{L})).{0,80}(?:(?<!\\p{L})(?:is|are|am|i'm|will be|goes|going|being) (?:\\p{L}{1,12} ){0,2}(?:on (?:\\p{L}{1,12} )?leave|off sick|away (?:next|this|on|from|until|till|today|tomorrow))|(?:chair|diary) (?:is|will be) (?:away|off|unavailable))(?!\\p{L}).{0,80}|(?:add|enter|record|put in|book|give|note|remove|change|cancel|show)(?: some| the| my| a)? (?:annual |sick |chair's |a chair's |study )?leave(?: .{0,80})?|(?:annual |chair |chair's |chairs' )?leave(?: for .{0,60})?|(?:block|close|unblock)(?: out| off)? .{0,60}(?:diary|diaries|time|week|morning|afternoon)(?: .{0,60})?")],
  ['whyDate', whole("why (?:is |was |must |does |did )?(?:it |the conference )?(?:be )?(?:by |on |due )?(?:this|that|the|then|these|those)(?: (?:latest|lawful|due|limit|last))?(?: (?:date|day|limit|deadline|dates)).{0,40}|why (?:is|was|must|does|did) (?:it|this|that)(?: be)? (?:due|by|on|then|so soon|so late).{0,40}|how (?:was|is|were|did|do|are) (?:that|this|the|you|it|these|those)(?: (?:date|dates|day|days|limit|deadline|count|work out))?(?: (?:that|this|the|it))?(?: (?:date|day|limit|deadline))? ?(?:counted|worked out|reckoned|calculated|count|get)?(?: the| that| this)?(?: dates?| days?| limit| deadline)?|explain (?:the|this|that) (?:date|limit|deadline|count)|why then|why so (?:soon|late|early)|why (?:by |on )?(?:the )?\\d{1,2}(?:st|nd|rd|th)?(?: of)? \\p{L}{3,9}(?: \\d{4})?")],
];

/** `text` as `readable` gives it; `today` is the date in London. */
export function wishIn(text: string, today: PlainDate): Intent {
  const plain = WHOLE.find(([, fits]) => fits.test(text));
  if (plain !== undefined) return { kind: plain[0] };
  const stopped = STOP.exec(text);
  if (stopped !== null) return { kind: 'stopMessages', reference: stopped[1] ?? '' };
  const sent = SENT.exec(text);
  if (sent !== null) return { kind: 'sentMessages', reference: sent[1] ?? '' };
  const otherWorker = OTHER_WORKER.exec(text);
  if (otherWorker !== null) return { kind: 'otherSocialWorker', reference: otherWorker[1] ?? '' };
  const reference = searchedReference(text);
  if (reference !== undefined && !/^\d{1,4}[.-]\d{1,2}[.-]\d{1,4}$/.test(reference)) return { kind: 'search', reference };
  const wanted = wantedIn(text);
  return wanted === 'conference' ? { kind: 'book', hints: bookingHints(text, today) } : wanted === undefined ? { kind: 'unknown' } : { kind: 'notHere', what: wanted };
}

/** 'conference', what is not arranged here, or undefined when nothing is asked for. */
function wantedIn(text: string): string | undefined {
  const [first = '', ...others] = text.split(CLAUSE);
  const { wish, afterArticle } = withoutPoliteness(first);
  if ((JUST_BOOK.test(wish) && !(afterArticle && /^book(?!ing)/iu.test(wish))) || BOOK_A_CASE.test(wish)) return 'conference';
  const whole = withoutPoliteness(text).wish.replace(ASKED_OF_A_CASE, 'book ');
  return namedAt(whole) ?? others.map((clause) => namedAt(withoutPoliteness(clause).wish, true)).find((wanted) => wanted !== undefined) ?? (text.split(CLAUSE).some(askedInside) ? 'conference' : undefined);
}

/** What the text begins with, after a booking verb; without one, only where little else is said. */
function namedAt(wish: string, verbOnly = false): string | undefined {
  const named = wish.replace(BOOKING, '');
  const asked = named.length < wish.length;
  if (verbOnly && !asked) return undefined;
  const bare = asked ? named : named.replace(URGENTLY, '');
  for (const [what, begins] of [...NOT_HERE, ['conference', CONFERENCE] as const]) {
    const found = begins.exec(bare);
    if (found !== null && (asked || NOTHING_MUCH.test(bare.slice(found[0].length)))) return what;
  }
  return undefined;
}

function askedInside(clause: string): boolean {
  const found = IN_MID_SENTENCE.exec(clause);
  return found !== null && !NOT_ASKED.test(clause.slice(0, found.index));
}

function withoutPoliteness(text: string): { readonly wish: string; readonly afterArticle: boolean } {
  const start = text.replace(/^(?:good (?:morning|afternoon|evening)|bore da)(?!\p{L})/iu, '');
  let from = 0;
  let last = '';
  for (;;) {
    POLITE_WORD.lastIndex = from;
    const word = POLITE_WORD.exec(start)?.[1]?.toLowerCase();
    if (word === undefined || !POLITE.has(word)) return { wish: start.slice(from).replace(/^[\s,;:.!-]+/u, ''), afterArticle: ARTICLES.has(last) };
    [from, last] = [POLITE_WORD.lastIndex, word];
  }
}

function pattern(words: string): RegExp {
  return new RegExp(words, 'iu');
}

/** The whole message, with "please" before or after it. */
function whole(words: string): RegExp {
  return pattern(`^(?:please,? )?(?:${words})(?:,? please)?[\\s.!?]*$`);
}

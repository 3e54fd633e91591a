/** Whether a text speaks of harm happening today. Nothing is read before this, and it may be wrong on the safe side only. */

const HARM = /\b(?:hurt(?:ing)?|harm(?:ed|ing)?|hit(?:ting|s)?|beat(?:en|ing|s)?|strangl\w*|chok\w*|bleed\w*|bruis\w*|burn(?:ed|t|ing)|attack\w*|assault\w*|rap(?:ed|ing)|abus(?:ed|ing)|molest\w*|stab\w*|shak(?:en|ing) (?:the|a|her|his|their) baby|unconscious|overdos\w*|suicid\w*|kill\w*|dying|unsafe|in danger|at risk of (?:death|dying)|threaten\w*|locked (?:in|up|out)|trapped|not breathing|(?:child|baby|toddler|girl|boy|son|daughter|he|she) (?:is|has gone|went) missing)\b/iu;
const TODAY = /\b(?:now|today|tonight|this (?:morning|afternoon|evening|minute)|right away|immediate(?:ly)?|emergency|urgent help|just (?:been|now|hit|hurt|happened|told|disclosed)|at the moment|currently|as we speak|is being|are being|is (?:hurting|hitting|beating|hurt|bleeding|not breathing|unconscious|missing|in danger|unsafe|trapped)|are (?:hurting|hitting|in danger|unsafe|missing)|he's|she's|they're)\b/iu;
const EMERGENCY = /\b(?:999|call the police|send (?:the )?police|ambulance|in (?:immediate|serious|grave) danger|life in danger|not breathing|child in danger|emergency)\b/iu;

export function speaksOfDanger(text: string): boolean {
  return EMERGENCY.test(text) || (HARM.test(text) && TODAY.test(text));
}

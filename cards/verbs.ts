/**
 * Every verb a card can send back, and so every verb the conversation must answer.
 * A verb that is not here is somebody else's card or a forgery.
 */
export const VERBS = [
  'help.show',
  'conferences.list',
  'conference.show',
  'booking.start',
  'booking.case',
  'booking.addChild',
  'booking.removeChild',
  'booking.people',
  'booking.confirm',
  'booking.moreSlots',
  'booking.back',
  'booking.cancel',
  'report.saySent',
  'invitation.look',
  'channel.readDecision',
  'channel.readPlan',
] as const;

export type CardVerb = (typeof VERBS)[number];

/** The verb as one of ours; undefined for anything else, whatever its type. */
export function parseVerb(verb: unknown): CardVerb | undefined {
  return VERBS.find((known) => known === verb);
}

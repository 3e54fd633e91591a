/**
 * Every verb a card can send back, and so every verb the conversation must answer.
 * A verb that is not here is somebody else's card or a forgery.
 */
export const VERBS = [
  'help.show',
  'conferences.list',
  'conferences.search',
  'conference.show',
  'conference.readiness',
  'conference.whyDate',
  'booking.start',
  'booking.resume',
  'booking.case',
  'booking.changeType',
  'booking.addChild',
  'booking.removeChild',
  'booking.family',
  'booking.addRelative',
  'booking.removeRelative',
  'booking.people',
  'booking.lookAgain',
  'booking.find',
  'booking.moreSlots',
  'booking.takeSlot',
  'booking.confirm',
  'booking.back',
  'booking.cancel',
  'office.list',
  'office.confirm',
  'office.otherChair',
  'office.reassignChair',
  'office.look',
  'office.leave',
  'office.addLeave',
  'office.removeLeave',
  'list.confirm',
  'list.return',
  'list.agree',
  'list.look',
  'list.edit',
  'list.add',
  'list.remove',
  'list.contact',
  'flags.acknowledge',
  'flags.look',
  'report.saySent',
  'reports.show',
  'reports.received',
  'reports.uploaded',
  'reports.shared',
  'reports.validate',
  'reports.return',
  'reports.waive',
  'reports.answer',
  'invitation.answer',
  'invitation.look',
  'channel.readDecision',
  'channel.readPlan',
] as const;

export type CardVerb = (typeof VERBS)[number];

/** The verb as one of ours; undefined for anything else, whatever its type. */
export function parseVerb(verb: unknown): CardVerb | undefined {
  return VERBS.find((known) => known === verb);
}

/** A conference in the words that the cards of the office share. */
import type { ConferenceBooked, ConferenceType } from '../../src/conference/events.ts';
import type { Pack } from '../../src/procedures/pack-schema.ts';
import { formatWords } from '../words.ts';

/** The type of conference as the pack calls it. */
export function typeWords(type: ConferenceType, pack: Pack): string {
  return pack.booking.types.find(({ value }) => value === type)?.label ?? 'Child protection conference';
}

/** Where it is, and how people meet. */
export function venueWords({ venue, format }: Pick<ConferenceBooked, 'venue' | 'format'>, pack: Pack): string {
  const how = formatWords(format, pack);
  switch (venue.kind) {
    case 'none': return how;
    case 'room': return `${venue.name}. ${how}`;
    case 'elsewhere': return short(`${venue.words} (another venue; ${venue.assessed ? 'its risks are assessed in writing' : 'its risks are not yet assessed in writing'}, NOT-015). ${how}`, 580);
  }
}

/** The text, or its beginning where it is longer than so many characters. */
export function short(text: string, longest: number): string {
  return text.length <= longest ? text : `${text.slice(0, longest - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

/** The registry of a pack's rules: for every number what kind it is, where it is written, how sure it is, and its words. */
import { z } from 'zod';
import { documentCode, packId, ruleNumber, words } from './pack-parts.ts';

const ruleKinds = ['deadline', 'check', 'role', 'letter', 'form', 'record', 'decision', 'guidance', 'reading', 'assumption'] as const;

/** What the companion can do, now or later; a rule on which no pack entry acts yet names the one that will carry it. */
export const capabilities = [
  'bookingForm', 'invitations', 'letters', 'reports', 'inMeeting', 'distribution', 'reviews', 'coreGroups', 'visits', 'specialEndings', 'transfers', 'practiceConcerns', 'dashboards',
] as const;

/**
 * `lines` count the lines of the stored copy of the document; null where there is no one line to point at. `guidance`
 * names the card or panel line that shows a rule which only informs.
 */
export const rule = z.strictObject({
  kind: z.enum(ruleKinds),
  source: z.strictObject({ document: documentCode, lines: z.string().regex(/^\d+(–\d+)?(, \d+(–\d+)?)*$/, 'is not a list of lines, such as 59–63, 101').nullable() }),
  confidence: z.enum(['written', 'inferred', 'inherited', 'assumed']),
  words,
  guidance: words.exactOptional(),
  carriedBy: z.enum(capabilities).exactOptional(),
});

export const rulesFileSchema = z.strictObject({
  $schema: z.string().exactOptional(),
  pack: packId,
  rules: z.record(ruleNumber, rule),
});

/** Readings and assumptions may be told anew by each pack; every other number belongs to one pack alone. */
export function mayBeToldAnew(number: string): boolean {
  return number.startsWith('AMB-') || number.startsWith('ASM-');
}

/**
 * What every reply card weighs at its fullest, in KB of UTF-8 JSON as it goes to Teams: the forms with every field
 * filled, the cards about one conference as the product draws them for sixty on the list, and the rest as their samples
 * are. A card that is too large is not made at all, and counts as short.
 */
import { CardNotMade } from '../../cards/render.ts';
import type { Bar } from '../report.ts';
import { everyCard } from '../../test/cards/every-card.ts';
import { fullestForms } from './fullest-forms.ts';
import { fullestOfAConference } from './fullest-conference.ts';

/** One card to be weighed; the name of the card stands before the colon. */
export type Drawing = { readonly what: string; readonly draw: () => object | Promise<object> };
export type Weighed = { readonly what: string; readonly kilobytes: number };

const LIMIT_KB = 20;

export async function cardSizes(): Promise<{ readonly weighed: readonly Weighed[]; readonly bars: readonly Bar[] }> {
  const full = await Promise.all([...fullestForms, ...(await fullestOfAConference())].map(weigh));
  const others = await Promise.all(everyCard.filter(({ name }) => !full.some(({ what }) => what.startsWith(`${name}:`))).map(async ({ name, samples, render }) =>
    heaviest(await Promise.all(samples.map((sample) => weigh({ what: `${name}: largest of its samples`, draw: () => render(sample) }))))));
  const weighed = [...full, ...others].toSorted((a, b) => a.what.localeCompare(b.what));
  return { weighed, bars: [{ name: 'reply-card-kilobytes', value: Math.max(...weighed.map(({ kilobytes }) => kilobytes)), limit: LIMIT_KB, better: 'atMost' }] };
}

/** NaN where the card was too large to be made: the bar is short then. */
async function weigh({ what, draw }: Drawing): Promise<Weighed> {
  try {
    return { what, kilobytes: Buffer.byteLength(JSON.stringify(await draw())) / 1_024 };
  } catch (error) {
    if (error instanceof CardNotMade && error.fault === 'tooLarge') return { what, kilobytes: Number.NaN };
    throw error;
  }
}

function heaviest(all: readonly Weighed[]): Weighed {
  return all.reduce((most, each) => (each.kilobytes > most.kilobytes ? each : most));
}

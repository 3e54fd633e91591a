/** A card drawn as fully as a card has room for. */
import { CardNotMade } from '../cards/render.ts';

/** The first of the drawings, fullest first, that fits; throws `CardNotMade` when not even the last does. */
export function firstThatFits(drawings: readonly (() => object)[]): object {
  const [draw, ...shorter] = drawings;
  if (draw === undefined) throw new RangeError('there is nothing to draw');
  try {
    return draw();
  } catch (error) {
    if (shorter.length === 0 || !(error instanceof CardNotMade) || error.fault !== 'tooLarge') throw error;
    return firstThatFits(shorter);
  }
}

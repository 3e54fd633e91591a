/**
 * `npm run bench -- booking`: the booking flow measured. The search for times beside a naive one; a card by a template parsed once beside one made anew; what every
 * reply card weighs at its fullest; how long a press takes with eight users at once; and a race for the same times over
 * three bots.
 */
import { cardRender } from './booking/card-render.ts';
import { cardSizes } from './booking/card-sizes.ts';
import { invokes } from './booking/invoke.ts';
import { race } from './booking/race.ts';
import { slotSearch } from './booking/slot-search.ts';
import { print, printBars, printSurroundings, printTable } from './report.ts';

export async function bookingBench(): Promise<void> {
  const searched = await slotSearch();
  const render = cardRender();
  printTable('µs a card', render.rows);
  for (const note of render.notes) print(note);
  const sizes = await cardSizes();
  print(`${'reply card at its fullest'.padEnd(56)} ${'KB'.padStart(18)}`);
  for (const { what, kilobytes } of sizes.weighed) print(`${what.padEnd(56)} ${(Number.isNaN(kilobytes) ? 'too large' : kilobytes.toFixed(1)).padStart(18)}`);
  const pressed = await invokes();
  const raced = await race();
  printSurroundings(['adaptivecards-templating', 'adaptive-expressions', 'azurite', 'botbuilder', 'restify']);
  printBars([...searched, ...raced, ...render.bars, ...sizes.bars, ...pressed.bars]);
}

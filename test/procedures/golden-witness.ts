/** Prints what every golden case says, for a test that runs it in other time zones. */
import { englandAndWales } from '../../src/calendar/bank-holidays.ts';
import { workingCalendar } from '../../src/calendar/working-days.ts';
import { everyCase } from './golden/every-case.ts';
import { shippedLibrary } from './nottinghamshire-rulebook.ts';

const library = shippedLibrary();
const calendar = workingCalendar(englandAndWales);
const wrong = everyCase.flatMap(({ pack, overlays, rules, name, wrong: judge }) => {
  const resolved = library.resolve(pack, overlays);
  const found = resolved === undefined ? 'there is no such pack' : judge(resolved, calendar);
  return found === undefined ? [] : [`${rules[0]} ${name}: ${found}`];
});
console.log(JSON.stringify({ offset: new Date(2026, 6, 1).getTimezoneOffset(), cases: everyCase.length, wrong }));

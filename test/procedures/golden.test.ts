/** The packs say what the golden cases say. */
import { describe, expect, it } from 'vitest';
import { englandAndWales } from '../../src/calendar/bank-holidays.ts';
import { workingCalendar } from '../../src/calendar/working-days.ts';
import { everyCase, goldenFiles } from './golden/every-case.ts';
import { shippedLibrary } from './nottinghamshire-rulebook.ts';

const library = shippedLibrary();
const calendar = workingCalendar(englandAndWales);

describe.each(Object.entries(goldenFiles))('%s', (_file, cases) => {
  it.each(cases.map((each) => [each.rules[0], each.name, each] as const))('%s %s', (_rule, _name, { pack, overlays, wrong }) => {
    const resolved = library.resolve(pack, overlays);
    expect(resolved === undefined ? 'there is no such pack' : wrong(resolved, calendar)).toBeUndefined();
  });
});

describe('the golden cases', () => {
  it('tell each other apart', () => {
    const names = everyCase.map(({ pack, rules, name }) => `${pack} ${rules[0]} ${name}`);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });
});

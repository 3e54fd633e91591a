/** The packs say what the golden cases say. */
import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
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
  it.each([['UTC', 0], ['Europe/London', -60], ['America/New_York', 240], ['Pacific/Auckland', -720]])('hold on a machine set to %s', async (zone, offset) => {
    const { stdout } = await promisify(execFile)(process.execPath, [resolve(import.meta.dirname, 'golden-witness.ts')], { env: { ...process.env, TZ: zone } });
    expect(JSON.parse(stdout)).toEqual({ offset, cases: everyCase.length, wrong: [] });
  });

  it('tell each other apart', () => {
    const names = everyCase.map(({ pack, rules, name }) => `${pack} ${rules[0]} ${name}`);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });
});

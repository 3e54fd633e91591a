/** The pack made in the guide for procedures officers is right, and does what the guide says of it. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { englandAndWales } from '../../src/calendar/bank-holidays.ts';
import { longMoment } from '../../src/calendar/instants.ts';
import { workingCalendar } from '../../src/calendar/working-days.ts';
import { loadPacks } from '../../src/procedures/load-packs.ts';
import { owed } from '../../src/procedures/owed.ts';
import { packFilesWith, readPackFiles } from '../../src/procedures/read-pack-files.ts';
import { factsOf, type Told } from './golden/golden-case.ts';

const folder = resolve('docs/example-pack');
const loaded = loadPacks(packFilesWith(folder));
const pack = loaded.kind === 'packs' ? loaded.library.conferencePack('sandholme') : undefined;

it('is loaded without a fault, beside the packs that come with the companion', () => {
  expect(loaded.kind === 'faults' ? loaded.faults : []).toEqual([]);
  expect(pack).toMatchObject({ quorum: { rule: 'SND-005', minAgencies: 4, mustInclude: ['childrensSocialCare'], overrideFloor: 2 }, terms: { roles: { chair: 'Conference Lead' } } });
});

it('gives the dates of the guide’s case, over Christmas', () => {
  if (pack === undefined) throw new Error('there is no such pack');
  const facts = factsOf(JSON.parse(readFileSync(resolve(folder, 'case/facts.json'), 'utf8')) as Told);
  const { duties } = owed({ pack, calendar: workingCalendar(englandAndWales) }, facts);
  expect(duties.map((duty) => [duty.rule, duty.due === 'on' ? duty.dueOn : longMoment(duty.dueAt), duty.confidence])).toEqual([
    ['SND-001', '2026-12-21', 'written'], ['SND-003', 'Wednesday 30 December 2026 at 12:00', 'written'], ['NAT-001', '2027-01-05', 'inherited'],
  ]);
  expect(duties[0]).toMatchObject({ minimumOn: '2026-12-23', safeBy: '2026-12-18' });
});

it('is shown in the guide as it is, deadline by deadline', () => {
  const squeezed = (text: string): string => text.replace(/\s+/g, '');
  const guide = squeezed(readFileSync(resolve('docs/packs.md'), 'utf8'));
  const file = squeezed(readFileSync(resolve(folder, 'sandholme.json'), 'utf8'));
  const shown = [...guide.matchAll(/```json(\{"what".*?\})```/g)].map((match) => match[1] ?? '');
  expect(shown).toHaveLength(1);
  expect(shown.filter((each) => !file.includes(each))).toEqual([]);
});

it('has no fault when it is typed out from the guide, with the rules it cites', () => {
  const blocks = [...readFileSync(resolve('docs/packs.md'), 'utf8').matchAll(/```json\n(.*?)```/gs)].map((match) => match[1] ?? '');
  const [rules, head, duty, condition, quorum] = blocks.map((block) => JSON.parse(block.startsWith('"') ? `{${block}}` : block) as Record<string, unknown>);
  const example = JSON.parse(readFileSync(resolve(folder, 'rules/sandholme.json'), 'utf8')) as { rules: Record<string, object> };
  const registry = { ...rules, rules: { ...(rules?.['rules'] as object), 'SND-002': example.rules['SND-002'], 'SND-005': example.rules['SND-005'] } };
  const shipped = readPackFiles();
  const typed = loadPacks([...shipped, { path: 'sandholme.json', text: JSON.stringify({ ...head, deadlines: [{ ...duty, ...condition }], ...quorum }) }, { path: 'rules/sandholme.json', text: JSON.stringify(registry) }]);
  expect(typed.kind === 'faults' ? typed.faults : []).toEqual([]);
});

/** Packs are judged at start: every fault of every file at once, each with its place. */
import { describe, expect, it } from 'vitest';
import { loadPacks, type PackFault } from '../../src/procedures/load-packs.ts';
import { readPackFiles } from '../../src/procedures/read-pack-files.ts';

const [nottinghamshire] = readPackFiles();
const text = nottinghamshire?.text ?? '';

/** The pack as a plain value, for a test to spoil. */
function spoilt(spoil: (pack: any) => void): string { // oxlint-disable-line typescript/no-explicit-any
  const pack: unknown = JSON.parse(text);
  spoil(pack);
  return JSON.stringify(pack);
}

function faultsOf(...texts: readonly string[]): readonly PackFault[] {
  const loaded = loadPacks(texts.map((each, index) => ({ path: `pack-${index}.json`, text: each })));
  return loaded.kind === 'faults' ? loaded.faults : [];
}

describe('packs that are right', () => {
  it('are all loaded', () => {
    const loaded = loadPacks(readPackFiles());
    expect(loaded.kind === 'packs' && loaded.packs.map(({ id }) => id)).toEqual(['nottinghamshire']);
  });
});

describe('packs that are wrong', () => {
  it('tell every fault of every file at once, with file, place and reason', () => {
    const first = spoilt((pack) => {
      pack.deadlines.agencyReport.amount = 30;
      pack.deadlines.conferenceLimit.rule = 'NOT-999';
      pack.agenda.ICPC[3].captures[1].options = [];
      pack.invitees[6].requiredWhen = 'edtReferrals >= 3 || isMatch(startedOutOfHours, "x")';
      pack.invitees[0].agency = 'nobody';
      pack.booking.slots = ['09:30', '25:00'];
      delete pack.contacts.outOfHours;
      pack.rules['NOT-001'].words = 'Hello {{name}}';
    });
    const places = faultsOf(first, '{ "id": ', spoilt((pack) => { pack.colour = 'blue'; })).map(({ file, path, reason }) => `${file} | ${path} | ${reason}`);
    expect(places).toEqual(expect.arrayContaining([
      'pack-0.json | deadlines.conferenceLimit.rule | NOT-999 is not among the rules of this pack',
      'pack-0.json | invitees[0].agency | nobody is not among the agencies of this pack',
      "pack-0.json | invitees[6].requiredWhen | 'isMatch' may not be used here",
      'pack-0.json | booking.slots[1] | is not a time of day, HH:mm',
      'pack-0.json | rules.NOT-001.words | holds a curly bracket: a leftover of a template?',
      'pack-1.json |  | is not JSON',
    ]));
    for (const place of ['deadlines.agencyReport.amount', 'agenda.ICPC[3].captures[1].options', 'contacts.outOfHours']) {
      expect(places.some((line) => line.startsWith(`pack-0.json | ${place} | `)), place).toBe(true);
    }
    expect(places.filter((line) => line.startsWith('pack-2.json'))).toHaveLength(1);
  });

  it.each<[string, (pack: any) => void, string, string]>([ // oxlint-disable-line typescript/no-explicit-any
    ['a fact the booking never asks for', (pack) => { pack.questions.splice(0, 1); }, 'invitees[7].appliesWhen', 'no question asks for unbornChild'],
    ['an unknown fact', (pack) => { pack.invitees[6].requiredWhen = 'fullMoon'; }, 'invitees[6].requiredWhen', "'fullMoon' is not a fact this companion knows"],
    ['a role nobody has', (pack) => { pack.agenda.ICPC[0].lead = ['mayor']; }, 'agenda.ICPC[0].lead', 'mayor is not among the terms.roles of this pack'],
    ['a document that is not named', (pack) => { pack.rules['NOT-002'].source.document = 'memory'; }, 'rules.NOT-002.source.document', 'memory is not among the sources of this pack'],
    ['a step that stands twice', (pack) => { pack.agenda.ICPC[1].id = 'opening'; }, 'agenda.ICPC', 'id opening stands twice in one list'],
    ['an invitee who stands twice', (pack) => { pack.invitees[1].roleCode = 'teamManager'; }, 'invitees', 'roleCode teamManager stands twice in one list'],
    ['a rule whose number is no number', (pack) => { pack.agenda.ICPC[0].rules = ['rule nine']; }, 'agenda.ICPC[0].rules[0]', 'is not a rule number'],
    ['a date that cannot be', (pack) => { pack.sources.nottinghamshire.dated = '2024-02-30'; }, 'sources.nottinghamshire.dated', 'is not a date, YYYY-MM-DD'],
    ['a reminder in the night', (pack) => { pack.reminders.reports[0].at = '22:00'; }, 'reminders.reports[0].at', 'lies outside the working hours'],
    ['a start after the last one', (pack) => { pack.booking.slots = ['16:00']; }, 'booking.slots[0]', 'lies outside the start times'],
    ['a control nobody can draw', (pack) => { pack.agenda.ICPC[0].captures[0].kind = 'dance'; }, 'agenda.ICPC[0].captures[0].kind', "Expected 'choice' | 'choicePerChild' | 'tick'"],
    ['a format that is not offered', (pack) => { pack.booking.formats.splice(0, 1); }, 'booking.defaultFormat', 'is not among the formats'],
    ['a name of every object as a rule', (pack) => { pack.quorum.rule = 'constructor'; }, 'quorum.rule', 'constructor is not among the rules of this pack'],
  ])('are refused for %s', (_what, spoil, path, reason) => {
    expect(faultsOf(spoilt(spoil))).toContainEqual({ file: 'pack-0.json', path, reason: expect.stringContaining(reason) });
  });

  it('are refused for every citation of a rule that is not there, wherever it stands', () => {
    const cited = text.match(/(?<=[[:,]\s*)"([A-Z]{3}-\d{3}|AMB-\d{2})"(?!\s*:)/g) ?? [];
    const lost = text.replaceAll(/(?<=[[:,]\s*)"([A-Z]{3}-\d{3}|AMB-\d{2})"(?!\s*:)/g, '"ZZZ-999"');
    const faults = faultsOf(lost).filter(({ reason }) => reason === 'ZZZ-999 is not among the rules of this pack');
    expect(cited.length).toBeGreaterThan(150);
    expect(faults).toHaveLength(cited.length);
  });

  it.each([['null', 'null'], ['a list', '[]'], ['a text', '"pack"'], ['nothing', '']])('are refused when the file holds %s', (_what, content) => {
    expect(faultsOf(content)).not.toEqual([]);
  });

  it('are refused when one version is there twice, or none at all', () => {
    expect(faultsOf(text, text)).toEqual([{ file: 'pack-1.json', path: 'version', reason: 'nottinghamshire 2024.07-1 is there already' }]);
    expect(faultsOf()).toEqual([{ file: '', path: '', reason: 'there is no pack at all' }]);
    expect(faultsOf(text, spoilt((pack) => { pack.version = '2024.07-2'; }))).toEqual([]);
  });
});

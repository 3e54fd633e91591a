/** Packs are judged at start: every fault of every file at once, each with its place. */
import { describe, expect, it } from 'vitest';
import { loadPacks, type PackFault, type PackFile } from '../../src/procedures/load-packs.ts';
import { readPackFiles } from '../../src/procedures/read-pack-files.ts';
import { shippedLibrary } from './nottinghamshire-rulebook.ts';

const shipped = readPackFiles();

type Spoil = (pack: any) => void; // oxlint-disable-line typescript/no-explicit-any

/** The shipped files with these spoilt, by their names. */
function spoilt(spoils: Readonly<Record<string, Spoil | string>>): readonly PackFile[] {
  return shipped.map((file) => {
    const spoil = spoils[file.path];
    if (spoil === undefined) return file;
    if (typeof spoil === 'string') return { ...file, text: spoil };
    const pack: unknown = JSON.parse(file.text);
    spoil(pack);
    return { ...file, text: JSON.stringify(pack) };
  });
}

function faultsOf(files: readonly PackFile[]): readonly PackFault[] {
  const loaded = loadPacks(files);
  return loaded.kind === 'faults' ? loaded.faults : [];
}

const text = (path: string): string => shipped.find((file) => file.path === path)?.text ?? '';

describe('the packs that come with the companion', () => {
  it('are five, and the base they stand on', () => {
    expect(shippedLibrary().ids).toEqual(['generic', 'national', 'nottinghamshire', 'practice-standards', 'stoke-on-trent', 'wales']);
  });

  it('hold the 217 rules of the five documents, each in the pack of its document', () => {
    const library = shippedLibrary();
    const numbers = library.ids.flatMap((id) => Object.keys(library.ownRules(id)).filter((number) => /^(NOT|STK|WAL|PST|GEN)-/.test(number)));
    expect(numbers).toHaveLength(217);
    const ranges = { NOT: 133, STK: 37, WAL: 27, PST: 10, GEN: 10 };
    for (const [letters, last] of Object.entries(ranges)) {
      const expected = Array.from({ length: last }, (_each, index) => `${letters}-${String(index + 1).padStart(3, '0')}`);
      expect(numbers.filter((number) => number.startsWith(letters)).toSorted()).toEqual(expected);
    }
  });

  it('can each run conferences, but for the overlay', () => {
    const library = shippedLibrary();
    expect(library.ids.filter((id) => library.conferencePack(id) === undefined)).toEqual(['practice-standards']);
  });
});

describe('packs that are wrong', () => {
  it('tell every fault of every file at once, with file, place and reason', () => {
    const faults = faultsOf(spoilt({
      'nottinghamshire.json': (pack) => {
        pack.deadlines[2].rule = 'NOT-999';
        pack.deadlines[3].unit = 'fortnights';
        pack.agenda.ICPC[3].captures[1].options = [];
        pack.invitees[6].requiredWhen = 'edtReferrals >= 3 || isMatch(startedOutOfHours, "x")';
        pack.invitees[0].agency = 'nobody';
        pack.booking.slots = ['09:30', '25:00'];
        pack.quorum = { minAgencies: 12 };
      },
      'rules/nottinghamshire.json': (pack) => { pack.rules['NOT-001'].words = 'Hello {{name}}'; },
      'generic.json': '{ "id": ',
      'wales.json': (pack) => { pack.colour = 'blue'; pack.quorum.minAgencies = 12; },
      'stoke-on-trent.json': (pack) => { pack.deadlines[3].when = 'prebirthPlan'; pack.inherits = ['national', 'wales']; },
      'national.json': (pack) => { pack.inherits = ['stoke-on-trent']; },
    }));
    const places = faults.map(({ file, path, reason }) => `${file} | ${path} | ${reason}`);
    for (const place of [
      'nottinghamshire.json | deadlines[2].rule | NOT-999 is not among the rules of this pack',
      'nottinghamshire.json | invitees[0].agency | nobody is not among the agencies of this pack',
      "nottinghamshire.json | invitees[6].requiredWhen | 'isMatch' may not be used here",
      'nottinghamshire.json | booking.slots[1] | is not a time of day, HH:mm',
      'rules/nottinghamshire.json | rules.NOT-001.words | holds a curly bracket: a leftover of a template?',
      'generic.json |  | is not JSON',
      "stoke-on-trent.json | deadlines[3].when | 'prebirthPlan' is not a fact this companion knows",
      'stoke-on-trent.json | inherits[0] | inheritance goes round in a circle through national',
      'national.json | inherits[0] | inheritance goes round in a circle through stoke-on-trent',
    ]) expect(places).toContain(place);
    for (const place of ['nottinghamshire.json | deadlines[3].unit', 'nottinghamshire.json | agenda.ICPC[3].captures[1].options', 'wales.json | ']) {
      expect(places.some((line) => line.startsWith(`${place} | `)), place).toBe(true);
    }
  });

  it.each<[string, string, Spoil, string, string]>([
    ['a fact the booking never asks for', 'nottinghamshire.json', (pack) => { pack.questions.splice(0, 1); }, 'invitees[7].appliesWhen', 'no question asks for unbornChild'],
    ['an unknown fact', 'nottinghamshire.json', (pack) => { pack.invitees[6].requiredWhen = 'fullMoon'; }, 'invitees[6].requiredWhen', "'fullMoon' is not a fact this companion knows"],
    ['a fact to count from that nobody knows', 'wales.json', (pack) => { pack.deadlines[4].from = 'heldon'; }, 'deadlines[4].from', 'is none of agreedAt, '],
    ['a pack without a name', 'wales.json', (pack) => { delete pack.name; }, 'name', 'is missing'],
    ['a field that nobody knows', 'wales.json', (pack) => { pack.deadlines[4].colour = 'red'; }, 'deadlines[4]', 'has colour, which is not known here'],
    ['a unit that nobody knows', 'wales.json', (pack) => { pack.deadlines[4].unit = 'fortnights'; }, 'deadlines[4].unit', 'is missing, or is none of workingDays, calendarDays'],
    ['a number written as text', 'wales.json', (pack) => { pack.deadlines[4].amount = 'five'; }, 'deadlines[4].amount', 'is not a number'],
    ['a date where an answer is due', 'nottinghamshire.json', (pack) => { pack.invitees[6].requiredWhen = 'heldOn'; }, 'invitees[6].requiredWhen', "'heldOn' is a date"],
    ['an answer that is never given', 'nottinghamshire.json', (pack) => { pack.deadlines[12].when = "format != 'remote'"; }, 'deadlines[12].when', "'remote' is never the answer there"],
    ['limits that wait for each other', 'stoke-on-trent.json', (pack) => { pack.deadlines[0].neverAfter = ['reviewAfterBirth']; }, 'deadlines[0].neverAfter', 'goes round in a circle through reviewAfterBirth'],
    ['an overlay with a quorum of its own, which nobody would ever see', 'practice-standards.json', (pack) => { pack.quorum = { rule: 'PST-008', minAgencies: 3, mustInclude: [], overrideFloor: 2 }; }, 'quorum', 'an overlay adds duties, invitees and questions'],
    ['no Day 1', 'wales.json', (pack) => { delete pack.deadlines[4].counting; }, 'deadlines[4].counting', 'which day is Day 1?'],
    ['clear days counted on', 'wales.json', (pack) => { pack.deadlines[4].stricter = 'clearDays'; }, 'deadlines[4].stricter', 'counted back'],
    ['a minimum above the target', 'stoke-on-trent.json', (pack) => { pack.deadlines[6].minimum = { rule: 'STK-020', amount: 3 }; pack.deadlines[6].amount = 3; }, 'deadlines[6].minimum', ''],
    ['a limit that names no duty', 'stoke-on-trent.json', (pack) => { pack.deadlines[3].neverAfter = ['doomsday']; }, 'deadlines[3].neverAfter', 'doomsday is not among the deadlines of this pack'],
    ['a duty that stands twice', 'wales.json', (pack) => { pack.deadlines[4].what = 'agencyReport'; }, 'deadlines', 'what agencyReport stands twice in one list'],
    ['a parent that is not there', 'wales.json', (pack) => { pack.inherits = ['nation']; }, 'inherits[0]', 'there is no pack called nation'],
    ['a parent that is an overlay', 'wales.json', (pack) => { pack.inherits = ['national', 'practice-standards']; }, 'inherits[1]', 'is an overlay'],
    ['a pack that stands on itself', 'wales.json', (pack) => { pack.inherits = ['wales']; }, 'inherits[0]', 'goes round in a circle'],
    ['a pack with another name than its file', 'wales.json', (pack) => { pack.id = 'cymru'; }, 'id', 'is not the name of its file, wales'],
    ['a quorum of more agencies than there are', 'wales.json', (pack) => { pack.quorum.minAgencies = 12; }, 'quorum.minAgencies', 'cannot be met: only 7 agencies count'],
    ['a quorum that needs an agency which does not count', 'wales.json', (pack) => { pack.quorum.mustInclude = ['legal']; }, 'quorum.mustInclude[0]', 'legal does not count'],
    ['a quorum that can be overridden upwards', 'wales.json', (pack) => { pack.quorum.overrideFloor = 4; }, 'quorum.overrideFloor', 'higher than the quorum itself'],
    ['a role nobody has', 'nottinghamshire.json', (pack) => { pack.agenda.ICPC[0].lead = ['mayor']; }, 'agenda.ICPC[0].lead', 'mayor is not among the terms.roles of this pack'],
    ['a document that is not named', 'rules/wales.json', (pack) => { pack.rules['WAL-001'].source.document = 'memory'; }, 'rules.WAL-001.source.document', 'memory is not among the sources of this pack'],
    ['a step that stands twice', 'nottinghamshire.json', (pack) => { pack.agenda.ICPC[1].id = 'opening'; }, 'agenda.ICPC', 'id opening stands twice in one list'],
    ['an invitee who stands twice', 'nottinghamshire.json', (pack) => { pack.invitees[1].roleCode = 'teamManager'; }, 'invitees', 'roleCode teamManager stands twice in one list'],
    ['a rule whose number is no number', 'nottinghamshire.json', (pack) => { pack.agenda.ICPC[0].rules = ['rule nine']; }, 'agenda.ICPC[0].rules[0]', 'is not a rule number'],
    ['a date that cannot be', 'nottinghamshire.json', (pack) => { pack.sources['002'].dated = '2024-02-30'; }, 'sources.002.dated', 'is not a date, YYYY-MM-DD'],
    ['a reminder in the night', 'national.json', (pack) => { pack.reminders.reports[0].at = '22:00'; }, 'reminders.reports[0].at', 'lies outside the working hours'],
    ['reminders out of order', 'national.json', (pack) => { pack.reminders.reports[2].workingDays = -7; }, 'reminders.reports[2].workingDays', 'comes no later than the one before it'],
    ['somebody told of late reports before any is late', 'national.json', (pack) => { pack.reminders.reports[3].escalateTo = ['chair']; }, 'reminders.reports[3].escalateTo', 'nothing is late before the last day is over'],
    ['a start after the last one', 'nottinghamshire.json', (pack) => { pack.booking.slots = ['16:00']; }, 'booking.slots[0]', 'lies outside the start times'],
    ['a control nobody can draw', 'nottinghamshire.json', (pack) => { pack.agenda.ICPC[0].captures[0].kind = 'dance'; }, 'agenda.ICPC[0].captures[0].kind', "is missing, or is none of choice, choicePerChild, tick"],
    ['a type of conference that no deadline is for', 'wales.json', (pack) => { pack.booking = { types: [{ value: 'preReturn', label: 'Before a return', words: 'A child is to return home.', rule: 'ASM-002' }] }; }, 'booking.types[0]', 'cannot be booked: no deadline says by when preReturn is held'],
    ['a format that is not offered', 'nottinghamshire.json', (pack) => { pack.booking.formats.splice(0, 1); }, 'booking.defaultFormat', 'is not among the formats'],
    ['a name of every object as a rule', 'wales.json', (pack) => { pack.quorum.rule = 'constructor'; }, 'quorum.rule', 'constructor is not among the rules of this pack'],
    ['a rule that nothing acts on', 'rules/wales.json', (pack) => { delete pack.rules['WAL-023'].carriedBy; }, 'rules.WAL-023', 'nothing acts on it'],
    ['guidance that nobody sees', 'rules/generic.json', (pack) => { delete pack.rules['GEN-001'].guidance; delete pack.rules['GEN-001'].carriedBy; }, 'rules.GEN-001.guidance', 'where does a person see it?'],
    ['a rule’s number that another pack has', 'rules/wales.json', (pack) => { pack.rules['STK-001'] = { ...pack.rules['WAL-001'] }; }, 'rules.STK-001', 'is a number of rules/stoke-on-trent.json already'],
  ])('are refused for %s', (_what, file, spoil, path, reason) => {
    const files = path.startsWith('reminders') ? ['generic.json', 'nottinghamshire.json', 'stoke-on-trent.json', 'wales.json'] : [file];
    expect(files).toContainEqual(faultsOf(spoilt({ [file]: spoil })).find((fault) => files.includes(fault.file) && fault.path === path && fault.reason.includes(reason))?.file);
  });

  it('are refused for a number that stands twice in one registry', () => {
    const doubled = text('rules/wales.json').replace('"WAL-002":', '"WAL-001":');
    expect(faultsOf(spoilt({ 'rules/wales.json': doubled }))).toContainEqual({ file: 'rules/wales.json', path: 'rules.WAL-001', reason: 'stands twice' });
  });

  it('are refused for every citation of a rule that is not there, wherever it stands', () => {
    const citation = /(?<=[[:,]\s*)"([A-Z]{3}-\d{3}|AMB-\d{2})"(?!\s*:)/g;
    const cited = text('nottinghamshire.json').match(citation) ?? [];
    const lost = text('nottinghamshire.json').replaceAll(citation, '"ZZZ-999"');
    const faults = faultsOf(spoilt({ 'nottinghamshire.json': lost })).filter(({ reason }) => reason === 'ZZZ-999 is not among the rules of this pack');
    expect(cited.length).toBeGreaterThan(150);
    expect(faults).toHaveLength(cited.length);
  });

  it.each([['null', 'null'], ['a list', '[]'], ['a text', '"pack"'], ['nothing', '']])('are refused when a file holds %s', (_what, content) => {
    expect(faultsOf(spoilt({ 'wales.json': content })).some(({ file }) => file === 'wales.json')).toBe(true);
  });

  it('are refused when there is none, or only half of one', () => {
    expect(faultsOf([])).toEqual([{ file: '', path: '', reason: 'there is no pack at all' }]);
    expect(faultsOf(shipped.filter(({ path }) => path !== 'rules/wales.json')).map(({ file, reason }) => `${file} ${reason}`)).toContain('rules/wales.json is missing: wales.json needs the registry of its rules');
    expect(faultsOf(shipped.filter(({ path }) => path !== 'wales.json')).map(({ file, reason }) => `${file} ${reason}`)).toContain('wales.json is missing: rules/wales.json needs the parts that act');
  });
});

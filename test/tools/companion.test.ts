/** The rules from the command line: answers in words and as JSON, refusals with their reasons, and the exit codes. */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile, mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { companion } from '../../tools/companion.ts';
import { coverageOf, coveragePage } from '../../tools/companion/coverage.ts';
import { proofOf } from '../../tools/companion/prove.ts';
import { Refusal, Usage } from '../../tools/companion/refusal.ts';
import { shippedLibrary } from '../procedures/nottinghamshire-rulebook.ts';

let folder = '';
beforeAll(async () => { folder = await mkdtemp(join(tmpdir(), 'companion-')); });
afterAll(async () => { await rm(folder, { recursive: true, force: true }); });

async function factsFile(facts: unknown): Promise<string> {
  const file = join(folder, `facts-${Math.round(performance.now() * 1e6)}.json`);
  await writeFile(file, typeof facts === 'string' ? facts : JSON.stringify(facts));
  return file;
}

async function answer(facts: unknown, ...words: readonly string[]): Promise<{ pack: string; deadlines: Record<string, string>[]; needs: { rule: string; missing: string[] }[] }> {
  return JSON.parse(companion(['deadlines', ...words, '--facts', await factsFile(facts), '--json']));
}

function refusal(words: readonly string[]): Refusal {
  try {
    companion(words);
  } catch (fault) {
    if (fault instanceof Refusal) return fault;
    throw fault;
  }
  throw new Error('it was not refused');
}

describe('companion deadlines', () => {
  it('gives every date of a Stoke-on-Trent review under the practice standards, in the pack’s own terms', async () => {
    const { pack, deadlines } = await answer(
      { kind: 'review', conferenceAt: '2024-07-22T10:00', conferenceEndsAt: '2024-07-22T11:30', initialHeldOn: '2024-05-01', recommendEnd: true }, '--pack', 'stoke-on-trent', '--overlay', 'practice-standards',
    );
    expect(pack).toBe('stoke-on-trent');
    const by = (rule: string): unknown => deadlines.find((each) => each['rule'] === rule);
    expect(by('STK-026')).toMatchObject({ owner: 'Lead Worker', dueOn: '2024-07-17', minimumOn: '2024-07-18', safeBy: '2024-07-16', confidence: 'written' });
    expect(by('STK-034')).toMatchObject({ owner: 'Service support workers', dueAt: '2024-07-23T11:30', safeBy: '2024-07-22T17:00' });
    expect(by('STK-006')).toMatchObject({ owner: 'Conference and Review Manager', dueOn: '2024-08-01', lastBookableOn: '2024-08-01' });
    expect(deadlines.filter(({ rule }) => rule === 'PST-005').map(({ dueOn }) => dueOn)).toEqual(['2024-07-17', '2024-07-17']);
    expect(Object.keys(by('STK-026') as object)).toEqual(['rule', 'what', 'owner', 'dueOn', 'minimumOn', 'safeBy', 'confidence', 'because']);
  });

  it('says why: the rule, its source, the days passed over, the reading taken and the one not taken', async () => {
    const { deadlines: [limit] } = await answer({ kind: 'initial', s47InitiatedOn: '2024-03-18' }, '--pack', 'nottinghamshire');
    expect(limit).toMatchObject({ rule: 'NOT-002', dueOn: '2024-04-09', nationalReading: '2024-04-10' });
    for (const part of ['15 working days', 'NOT-002: Child Protection Conference, line 25', 'Good Friday (Friday 29 March 2024)', 'Day 15 is Tuesday 9 April 2024', 'Wednesday 10 April 2024', 'The reading not taken (AMB-01)']) {
      expect(limit?.['because']).toContain(part);
    }
  });

  it('marks what is inherited, and what may still move', async () => {
    const { deadlines } = await answer({ kind: 'initial', s47InitiatedOn: '2028-12-18', heldOn: '2028-12-22', planMade: true }, '--pack', 'stoke-on-trent');
    const limit = deadlines.find(({ rule }) => rule === 'NAT-001');
    expect(limit).toMatchObject({ confidence: 'inherited', provisional: true });
    expect(limit?.['because']).toContain('Sunday 31 December 2028 only, so this date is provisional: it may still move.');
    expect(limit?.['because']).toContain('This is not in your authority’s document: it is inherited from “national”.');
  });

  it('asks for the facts it lacks, and leaves those rules out', async () => {
    const { deadlines, needs } = await answer({ kind: 'review', conferenceAt: '2024-07-22T10:00', recommendEnd: false }, '--pack', 'practice-standards');
    expect(deadlines).toEqual([]);
    expect(needs.map(({ rule, missing }) => [rule, missing])).toEqual(['PST-004', 'PST-005', 'PST-005'].map((rule) => [rule, ['coreGroupWantsEnd', 'planStartedOn']]));
  });

  it('lays an overlay once, however often it is named', async () => {
    const facts = { kind: 'review', conferenceAt: '2024-07-22T10:00', recommendEnd: true };
    const rules = async (...words: readonly string[]): Promise<unknown> => (await answer(facts, ...words)).deadlines.map(({ rule }) => rule);
    const twice = ['--overlay', 'practice-standards', '--overlay', 'practice-standards'];
    expect(await rules('--pack', 'generic', ...twice)).toEqual(['PST-004', 'PST-005', 'PST-005']);
    expect(await rules('--pack', 'practice-standards', ...twice)).toEqual(['PST-004', 'PST-005', 'PST-005']);
  });

  it('speaks in words without --json', async () => {
    const words = companion(['deadlines', '--pack', 'nottinghamshire', '--facts', await factsFile({ kind: 'initial', s47InitiatedOn: '2024-07-06' })]);
    expect(words).toContain('NOT-002  Hold the initial conference');
    expect(words).toContain('by Friday 26 July 2024 · CPC diary co-ordinator · written');
    expect(words).toContain('safe by every reading: Thursday 25 July 2024');
    expect(words).toContain('Not known yet');
    expect(words).not.toMatch(/undefined|\[object|NaN/);
  });

  it.each<[string, unknown, string]>([
    ['a review before its initial conference', { kind: 'review', initialHeldOn: '2024-07-19', conferenceAt: '2024-07-01T10:00' }, 'conferenceAt: is before the initial conference was held'],
    ['an end before the start', { conferenceAt: '2024-07-19T10:00', conferenceEndsAt: '2024-07-19T09:00' }, 'conferenceEndsAt: is before the conference starts'],
    ['a day that cannot be', { bornOn: '2024-02-30' }, 'bornOn: is not a date'],
    ['a day before any child of today', { bornOn: '1203-02-03' }, 'bornOn: lies outside the years 1980 to 2199'],
    ['a moment past all counting', { conferenceAt: '9999-12-31T10:00' }, 'conferenceAt: lies outside the years 1980 to 2199'],
    ['a time the clocks skip', { conferenceAt: '2026-03-29T01:30' }, 'conferenceAt: does not exist'],
    ['a misspelt fact', { kind: 'review', bornON: '2024-02-03' }, 'bornON: is not a fact'],
    ['a text where an answer is due', { planMade: 'yes' }, 'planMade: is neither true nor false'],
    ['an unknown kind', { kind: 'third' }, 'kind: is none of initial, review'],
    ['a birth before the conference of an unborn child', { preBirthPlan: true, bornOn: '2024-01-01', initialHeldOn: '2024-02-01' }, 'bornOn: is before the initial conference'],
    ['an enquiry after the conference', { kind: 'initial', s47InitiatedOn: '2024-07-20', conferenceAt: '2024-07-19T10:00' }, 'conferenceAt: is before the section 47 enquiry began'],
    ['a last review before the initial conference', { kind: 'review', initialHeldOn: '2024-07-19', previousReviewHeldOn: '2024-07-18' }, 'previousReviewHeldOn: is before the initial conference was held'],
    ['a review before an initial conference', { kind: 'initial', previousReviewHeldOn: '2024-07-18' }, 'previousReviewHeldOn: no review comes before'],
    ['a birth before the initial conference of an unborn child, told by the day it was held', { kind: 'initial', preBirthPlan: true, bornOn: '2024-01-01', heldOn: '2024-02-01' }, 'bornOn: is before the initial conference'],
    ['a plan made before the birth by a conference that made none', { kind: 'initial', preBirthPlan: true, planMade: false }, 'planMade: is no'],
    ['an initial conference held before it starts', { kind: 'initial', conferenceAt: '2024-07-19T10:00', initialHeldOn: '2024-07-01' }, 'initialHeldOn: is before the day of the conference'],
    ['an agreement before the enquiry', { kind: 'initial', s47InitiatedOn: '2024-07-10', agreedAt: '2024-07-09T10:00' }, 'agreedAt: is before the section 47 enquiry began'],
    ['a conference before it was agreed', { kind: 'initial', agreedAt: '2024-07-09T10:00', conferenceAt: '2024-07-08T10:00' }, 'conferenceAt: is before the conference was agreed'],
    ['a visit every no days', { visitEveryDays: 0 }, 'visitEveryDays: is no number of days between visits'],
    ['no object at all', [1], 'the facts are not an object'],
  ])('refuses %s, with the field and the reason', async (_what, facts, reason) => {
    expect(refusal(['deadlines', '--pack', 'generic', '--facts', await factsFile(facts)]).message).toContain(reason);
  });

  it('refuses all contradictions at once, as JSON where that was asked for', async () => {
    const file = await factsFile({ kind: 'review', initialHeldOn: '2024-07-19', conferenceAt: '2024-07-01T10:00', conferenceEndsAt: '2024-07-01T09:00' });
    expect(JSON.parse(refusal(['deadlines', '--pack', 'generic', '--facts', file, '--json']).output)).toMatchObject({ refused: [{ field: 'conferenceEndsAt' }, { field: 'conferenceAt' }] });
  });

  it.each([
    [['deadlines', '--pack', 'generic']], [['deadlines', '--pack', 'nowhere', '--facts', 'package.json']], [['deadlines', '--pack', 'generic', '--overlay', 'wales', '--facts', 'package.json']],
    [['deadlines', '--pack', 'generic', '--facts', 'there-is-no-such-file.json']], [['packs', 'show']], [['rules']], [['dance']], [[]], [['packs', 'check', 'no-such-folder']], [['deadlines', '--colour', 'blue']],
  ])('does not understand %j', (words) => {
    expect(() => companion(words)).toThrow(Usage);
  });

  it('ends with 0, 1 or 2', async () => {
    const end = (...words: readonly string[]): Promise<number> => new Promise((ended) => {
      execFile(process.execPath, [resolve('tools/companion.ts'), ...words], (fault) => { ended(typeof fault?.code === 'number' ? fault.code : 0); });
    });
    expect(await Promise.all([end('packs', 'check'), end('deadlines', '--pack', 'generic', '--facts', await factsFile({ kind: 'third' })), end('dance')])).toEqual([0, 1, 2]);
  });
});

describe('companion packs', () => {
  it('finds no faults in the packs that come with it', () => {
    expect(companion(['packs', 'check'])).toMatch(/nottinghamshire .*: 153 rules[^]*No faults\.\n$/);
  });

  it('tells every fault of a folder, with file, place and reason, and judges it beside the shipped packs', async () => {
    const own = join(folder, 'own');
    await mkdir(join(own, 'rules'), { recursive: true });
    const pack = { id: 'harbour', kind: 'authority', version: '1', name: 'Harbour', jurisdiction: 'england', inherits: ['national'], sources: { harbour: { title: 'A harbour', publisher: 'A town', dated: null } }, quorum: { rule: 'HAR-001', minAgencies: 30 } };
    await writeFile(join(own, 'harbour.json'), JSON.stringify({ ...pack, deadlines: [{ what: 'agencyReport', rule: 'HAR-001', title: 'Send it', owner: 'harbourMaster', appliesTo: ['initial'], from: 'conferenceat', direction: 'before', amount: 3, unit: 'workingDays' }] }));
    await writeFile(join(own, 'rules', 'harbour.json'), JSON.stringify({ pack: 'harbour', rules: { 'HAR-001': { kind: 'decision', source: { document: 'harbour', lines: '1' }, confidence: 'written', words: 'Thirty agencies come.' } } }));
    const { output } = refusal(['packs', 'check', own]);
    expect(output).toContain('harbour.json deadlines[0].from: is none of agreedAt, ');
    expect(output).toContain('harbour.json deadlines[0].owner: harbourMaster is not among the terms.roles of this pack');
    await writeFile(join(own, 'harbour.json'), JSON.stringify(pack));
    expect(refusal(['packs', 'check', own]).output).toBe('harbour.json quorum.minAgencies: cannot be met: only 7 agencies count for the quorum\n');
    await writeFile(join(own, 'harbour.json'), JSON.stringify({ ...pack, quorum: { rule: 'HAR-001', minAgencies: 4 } }));
    expect(companion(['packs', 'check', own])).toContain('harbour 1 + national');
  });

  it('shows a pack, and one rule with its source and where it acts', () => {
    expect(companion(['packs', 'show', 'wales'])).toContain('WAL-012  decision, written: ');
    const rule = companion(['packs', 'show', 'nottinghamshire', '--rule', 'NOT-002']);
    for (const part of ['NOT-002  deadline, written', 'Source: Child Protection Conference, line 25', 'Acts in deadlines.conferenceLimit: duty “Hold the initial conference” (booking card)']) expect(rule).toContain(part);
    expect(companion(['packs', 'show', 'nottinghamshire', '--rule', 'NAT-002'])).toContain('Not in your authority’s document: inherited from national');
    expect(refusal(['packs', 'show', 'wales', '--rule', 'NOT-002']).message).toBe('NOT-002 is not a rule of wales.');
  });
});

describe('companion rules', () => {
  const library = shippedLibrary();

  it('covers each of the 217 rules with an entry that is tested, guidance that is shown, or the capability that will carry it', () => {
    const rows = coverageOf(library).split('\n').filter((line) => /^\| (NOT|STK|WAL|PST|GEN)-\d{3} \|/.test(line)).map((line) => line.split(' | '));
    expect(rows).toHaveLength(217);
    expect(rows.filter(([, , , , where]) => where === '')).toEqual([]);
    expect(rows.filter(([, , , entry, , test]) => entry !== '' && test?.trim() === '|')).toEqual([]);
  });

  it('is the page docs/rules.md', async () => {
    expect(await readFile(coveragePage, 'utf8') === coverageOf(library), 'run: npm run -s companion -- rules --coverage --write').toBe(true);
  });

  it('proves that every part of every pack is noticed when it is broken, and every rule that acts acts', () => {
    const { proved, unnoticed, notActedOn } = proofOf(library);
    expect(unnoticed.map(({ action, breakage }) => `${action.entry}: ${breakage.how}`)).toEqual([]);
    expect(notActedOn).toEqual([]);
    expect(proved.length).toBeGreaterThan(350);
  });
});

/** The family and safety: who has parental responsibility and is invited, how each child takes part, and what is typed once and never shown again. Today is Monday 23 November 2026. */
import { describe, expect, it } from 'vitest';
import { emptyChild, newDraft, type BookingDraft } from '../../../bot/booking/draft.ts';
import { looksLikeAName } from '../../../bot/booking/labels.ts';
import { aDraft, aRelative, ID, person } from './a-draft.ts';
import { firstScreens, type Screen } from './first-screens.ts';

const OVER = 'At people';
const CARD_BYTES = 20 * 1024;

/** Nothing answered yet: Mother, Father and so many children. */
function fresh(children = 2, conferenceType: BookingDraft['case']['conferenceType'] = 'initial'): BookingDraft {
  const draft = aDraft({ case: { conferenceType, children: Array.from({ length: children }, (_, index) => ({ ...emptyChild(index), initials: 'A.B.', age: '4' })) } }, 'family');
  return { ...draft, family: newDraft('draft-1', 'hybrid').family };
}

const whole = (family: Partial<BookingDraft['family']> = {}): BookingDraft => aDraft({ family }, 'family');
const open = async (draft = whole()) => firstScreens(draft);

/** What a social worker answers of an ordinary family. */
const ANSWERS = { 'responsibility-0': 'yes', 'invited-0': 'post', 'responsibility-1': 'yes', 'invited-1': 'byHand', 'participation-0': 'viewsSent', 'participation-1': 'workerTells', riskPosed: 'no' };

const kept = (shown: Screen): readonly string[] => shown.texts.filter((text) => text.includes('kept. Leave'));

describe('an ordinary family', () => {
  it('is one screen for three children and four relatives, however long the answers, and goes on to the people', async () => {
    const draft = fresh(3);
    const { shown, press } = await open({ ...draft, family: { ...draft.family, relatives: ['Mother', 'Father', 'Grandmother', 'Aunt'].map((label) => aRelative(label, { responsibility: '', invited: '', practice: '' })) } });
    expect(shown().texts).toContain('Step 2 of 4: the family and safety');
    const next = await press('booking.family', {
      ...ANSWERS, 'responsibility-2': 'no', 'responsibility-3': 'unknown', 'invited-3': 'no', 'whyNot-3': 'Her whereabouts are not known; letters came back.', 'participation-2': 'tooYoung',
      'letter-0': 'Wanda Canaryson\n1 Sample Street\nExampleton', 'interpreter-0': 'Polish',
    });
    expect(next.texts).toContain(OVER);
  });

  it('keeps what was answered: the name on the first line of a letter, the address below it, and how it goes', async () => {
    const { press, kept: draft } = await open(fresh());
    await press('booking.family', { ...ANSWERS, 'letter-0': 'Wanda Canaryson\n1 Sample Street\nExampleton', 'practice-0': ID.noor, childrensPractice: 'contact:dr-ivy-stone', 'childName-0': 'Quentin Canaryson', 'bornOn-0': '2019-05-04', apart: 'Mother and Father', advocate: 'Advocate for Child A' });
    const { relatives, names, childrensPractice, participation, flags } = (await draft()).family;
    expect(relatives).toMatchObject([{ label: 'Mother', invited: 'yes', sendBy: 'post', fullName: 'Wanda Canaryson', address: '1 Sample Street\nExampleton', practice: ID.noor }, { label: 'Father', invited: 'yes', sendBy: 'byHand' }]);
    expect(names[0]).toEqual({ fullName: 'Quentin Canaryson', bornOn: '2019-05-04' });
    expect([childrensPractice, participation]).toEqual(['contact:dr-ivy-stone', ['viewsSent', 'workerTells']]);
    expect(flags).toEqual(['specialNeeds', 'exclusion']);
  });

  it('has the surgeries of the directory to choose from, for each parent and once for all children (NOT-030)', async () => {
    const { shown } = await open(fresh());
    for (const field of ['practice-0', 'childrensPractice']) {
      expect(shown().choices(field)).toEqual([ID.noor, 'contact:dr-ivy-stone', 'unknown']);
    }
  });
});

describe('parental responsibility', () => {
  it('is asked of everyone (NOT-020)', async () => {
    const { press } = await open(fresh());
    const shown = await press('booking.family', { ...ANSWERS, 'responsibility-1': '' });
    expect(shown.below('responsibility-1')).toBe('Please answer. “Not known” is an answer.');
  });

  it.each(['yes', 'unknown'])('%s, and nobody said whether they are invited: that is asked', async (responsibility) => {
    const { press } = await open(fresh());
    expect((await press('booking.family', { ...ANSWERS, 'responsibility-1': responsibility, 'invited-1': '' })).below('invited-1')).toBe('Please say whether they are invited (NOT-020).');
  });

  it.each(['yes', 'unknown'])('%s, and not invited: a reason is wanted and kept (NOT-021)', async (responsibility) => {
    const { press, kept: draft } = await open(fresh());
    expect((await press('booking.family', { ...ANSWERS, 'responsibility-1': responsibility, 'invited-1': 'no' })).below('whyNot-1')).toMatch(/^Please say why they are not invited/);
    expect((await press('booking.family', { 'whyNot-1': 'Looked for through the school and the register; not found.' })).texts).toContain(OVER);
    expect((await draft()).family.relatives[1]).toMatchObject({ invited: 'no', reason: 'Looked for through the school and the register; not found.' });
  });

  it('without it somebody may be left out with no more said', async () => {
    const { press } = await open(fresh());
    expect((await press('booking.family', { ...ANSWERS, 'responsibility-1': 'no', 'invited-1': '' })).texts).toContain(OVER);
  });

  it('with nobody at all is asked about once, and the reason goes on record', async () => {
    const { press, kept: draft } = await open(fresh());
    const first = await press('booking.family', { ...ANSWERS, 'responsibility-0': 'no', 'responsibility-1': 'unknown' });
    expect(first.below('responsibilityReason')).toBe('Nobody is named with parental responsibility. Please name them, or say why not (NOT-020).');
    expect((await press('booking.family', { responsibilityReason: 'The register is being asked.' })).texts).toContain(OVER);
    expect((await draft()).family.responsibilityReason).toBe('The register is being asked.');
  });

  it('of a baby not yet born is nobody’s, and not asked about', async () => {
    const { press } = await open(fresh(1, 'preBirth'));
    expect((await press('booking.family', { ...ANSWERS, 'responsibility-0': 'no', 'responsibility-1': 'no' })).texts).toContain(OVER);
  });
});

describe('rows of relatives', () => {
  it('are added up to eight, and a row with nothing in it is dropped', async () => {
    const { press, kept: draft, shown } = await open(fresh(1));
    await press('booking.family', { ...ANSWERS, riskPosed: '' });
    await press('booking.addRelative');
    expect(shown().input('relative-2')?.['value']).toBe('');
    expect((await press('booking.family', { riskPosed: 'no' })).texts).toContain(OVER);
    expect((await draft()).family.relatives.map(({ label }) => label)).toEqual(['Mother', 'Father']);
  });

  it('with something in them want to know who it is', async () => {
    const { press } = await open(fresh());
    await press('booking.addRelative', ANSWERS);
    expect((await press('booking.family', { 'letter-2': 'Ulla Canaryson' })).below('relative-2')).toBe('Please say what they are to the child, such as Mother.');
  });

  it('that were emptied are off the list, with the name that was kept for them', async () => {
    const { press, kept: draft } = await open(whole({ relatives: [aRelative('Mother'), aRelative('Father', { fullName: 'Hugo Canaryson', address: '2 Sample Street' })] }));
    expect((await press('booking.family', { 'relative-1': '' })).texts).toContain(OVER);
    expect((await draft()).family.relatives.map(({ label }) => label)).toEqual(['Mother']);
    expect(JSON.stringify(await draft())).not.toContain('Canaryson');
  });

  it('under the same label are one too many', async () => {
    const { press } = await open();
    expect((await press('booking.family', { 'relative-1': ' mother ' })).below('relative-1')).toBe('Somebody is on the list under this label already.');
  });

  it('with what looks like a name ask for a label, gently', async () => {
    const { press } = await open();
    expect((await press('booking.family', { 'relative-1': 'Hugo Canaryson' })).below('relative-1')).toBe('This looks like a name. Please say what they are to the child, such as Mother; names go in the field for letters.');
  });

  it.each([['Hugo Canaryson', true], ['Mary-Ann O’Sample', true], ['Ŵyn Fictional', true], ['Mother', false], ['Birth Father', false], ['Maternal Grandmother', false], ['Mother’s Partner', false], ['Foster Carer', false], ['Child A', false], ['Older Boy', false], ['Unborn Baby', false], ['father of Child B', false], ['', false]])('%j looks like a name: %s', (label, name) => {
    expect(looksLikeAName(label)).toBe(name);
  });
});

describe('names, birth dates and addresses', () => {
  it('never come out again, whatever is pressed', async () => {
    const { press, shown, flow, kept: draft } = await open(fresh());
    const secrets = { 'letter-0': 'Wanda Canaryson\n1 Canary Street', 'letter-1': 'Hugo Canaryson', 'childName-0': 'Quentin Canaryson', 'bornOn-0': '2019-05-04' };
    const cards = [await press('booking.family', secrets), await press('booking.addRelative'), await press('booking.removeRelative'), await press('booking.back')];
    await press('booking.case', { recommendation: 'plan' });
    cards.push(shown(), await press('booking.family', { ...ANSWERS, riskPosed: '' }));
    const resumed = await flow.resume(person(ID.robin));
    for (const card of [...cards.map((each) => each.card), resumed]) expect(JSON.stringify(card)).not.toMatch(/Canary|2019-05-04/);
    expect(kept(cards[0]!)).toEqual(['A name and an address are kept. Leave a field empty to keep it.', 'A name is kept. Leave a field empty to keep it.', 'A name and a date of birth are kept. Leave a field empty to keep it.']);
    expect((await draft()).family).toMatchObject({ relatives: [{ fullName: 'Wanda Canaryson', address: '1 Canary Street' }, { fullName: 'Hugo Canaryson' }], names: [{ fullName: 'Quentin Canaryson', bornOn: '2019-05-04' }, {}] });
  });

  it('are replaced when they are typed again', async () => {
    const { press, kept: draft } = await open(whole({ relatives: [aRelative('Mother', { fullName: 'Wanda Canaryson', address: '1 Canary Street' })], names: [{ fullName: 'Quentin Canaryson', bornOn: '2019-05-04' }] }));
    await press('booking.family', { 'letter-0': 'Wanda Samplerson', 'bornOn-0': '2019-04-05' });
    expect((await draft()).family).toMatchObject({ relatives: [{ fullName: 'Wanda Samplerson', address: '1 Canary Street' }], names: [{ fullName: 'Quentin Canaryson', bornOn: '2019-04-05' }, {}] });
  });

  it.each(['2026-02-31', '2026-11-24', 'yesterday'])('of birth %s is no day of birth: it is said so, not kept, and no longer in the way', async (bornOn) => {
    const { press, kept: draft } = await open();
    const shown = await press('booking.family', { 'bornOn-1': bornOn });
    expect(shown.below('bornOn-1')).toBe('This is no day of birth. Please check it.');
    expect(kept(shown)).toEqual([]);
    expect((await press('booking.family')).texts).toContain(OVER);
    expect((await draft()).family.names[1]?.bornOn).toBe('');
  });

  it('that are longer than the field is are cut, kept, and said to be too long', async () => {
    const { press } = await open();
    expect((await press('booking.family', { 'letter-0': 'x'.repeat(10_000) })).below('letter-0')).toBe('Please keep this to 250 characters or fewer.');
  });
});

describe('how a child takes part', () => {
  it('is asked for each child who is decided about, and not for the others (NOT-075)', async () => {
    const draft = fresh(2);
    const [first, second] = draft.case.children;
    const { press } = await open({ ...draft, case: { ...draft.case, children: [first!, { ...second!, part: 'considered' }] } });
    const shown = await press('booking.family', { ...ANSWERS, 'participation-0': '', 'participation-1': '' });
    expect([shown.below('participation-0'), shown.below('participation-1')]).toEqual(['Please say how Child A takes part (NOT-075).', undefined]);
  });

  it.each(['comesToAll', 'comesToPart'])('when it %s, asks whether the risk to them was assessed (NOT-072); a no goes on, and the chair is told', async (way) => {
    const { press, kept: draft } = await open(fresh());
    expect((await press('booking.family', { ...ANSWERS, 'participation-0': way })).below('childRisk')).toMatch(/^A child is to come: please say whether the risk was assessed \(NOT-072\)/);
    expect((await press('booking.family', { childRisk: 'no' })).texts).toContain(OVER);
    expect((await draft()).family).toMatchObject({ childRisk: 'no', flags: ['childAttending'] });
  });

  it('otherwise asks no such thing', async () => {
    const { press } = await open(fresh());
    expect((await press('booking.family', ANSWERS)).texts).toContain(OVER);
  });
});

describe('safety', () => {
  it('must be answered (NOT-008)', async () => {
    const { press } = await open(fresh());
    expect((await press('booking.family', { ...ANSWERS, riskPosed: '' })).below('riskPosed')).toBe('Please answer this (NOT-008).');
  });

  it('with a risk asks which, and whether it was assessed', async () => {
    const { press, kept: draft } = await open(fresh());
    const shown = await press('booking.family', { ...ANSWERS, riskPosed: 'yes' });
    expect([shown.below('riskWords'), shown.below('riskAssessed')]).toEqual(['Please say what risk.', 'Please answer this.']);
    expect((await press('booking.family', { riskWords: 'Shouts when afraid.', riskAssessed: 'no' })).texts).toContain(OVER);
    expect((await draft()).family.risk).toEqual({ posed: 'yes', words: 'Shouts when afraid.', assessed: 'no' });
  });

  it('has all eight flags of the procedure, and those that follow from the answers are ticked and stay so', async () => {
    const { press, shown } = await open(whole({ risk: { posed: '', words: '', assessed: '' }, flags: ['convictions'] }));
    expect(shown().choices('flags')).toHaveLength(8);
    const ticked = await press('booking.family', { 'interpreter-0': 'Polish', apart: 'Mother and Father', 'participation-0': 'comesToAll', childRisk: 'yes' });
    expect(String(ticked.input('flags')?.['value']).split(',').sort()).toEqual(['childAttending', 'convictions', 'exclusion', 'specialNeeds']);
    const unticked = await press('booking.family', { flags: '' });
    expect(String(unticked.input('flags')?.['value']).split(',').sort()).toEqual(['childAttending', 'exclusion', 'specialNeeds']);
  });

  it('says who sees it', async () => {
    const { shown } = await open();
    expect(shown().texts).toContain('Only the chair, the team manager and you see what is said about safety.');
  });
});

describe('a large family', () => {
  /** Answers whatever the page asks, in texts of ordinary length unless told. */
  const answers = (shown: Screen, text = 'Some words'): Record<string, string> => Object.fromEntries(shown.inputs.flatMap((id) => {
    if (/^(responsibility|invited)-/.test(id)) return [[id, id.startsWith('invited') ? 'post' : 'yes']];
    if (/^(whyNot|letter|interpreter|supporter|childName)-|^(apart|riskWords|advocate)$/.test(id)) return [[id, text.slice(0, Number(shown.input(id)?.['maxLength']))]];
    if (id.startsWith('participation-')) return [[id, 'comesToPart']];
    return { childRisk: [[id, 'yes']], riskPosed: [[id, 'yes']], riskAssessed: [[id, 'yes']], flags: [[id, 'keyAgencyAbsent,exclusion,childAttending,differentParents,specialNeeds,sensitiveInformation,convictions,challengingBehaviour']] }[id] ?? [];
  })) as Record<string, string>;
  const LABELS = ['Mother', 'Father', 'Grandmother', 'Grandfather', 'Aunt', 'Uncle', 'Cousin', 'Partner'];
  const large = (): BookingDraft => ({ ...fresh(10), family: { ...fresh(10).family, relatives: LABELS.map((label) => aRelative(label, { responsibility: '', invited: '' })) } });

  it('goes page by page, four relatives and five children at a time, and back the same way', async () => {
    const { press, shown } = await open(large());
    const pages = [shown().texts[1]];
    while (!shown().texts.includes(OVER)) {
      const next = await press('booking.family', answers(shown()));
      pages.push(next.texts.includes(OVER) ? OVER : next.texts[1]);
      if (pages.length > 9) break;
    }
    expect(pages).toEqual([...[1, 2, 3, 4, 5].map((page) => `Step 2 of 4: the family and safety · page ${page} of 5`), OVER]);
  });

  it('goes one page back with Back, and to the case from the first', async () => {
    const { press, shown } = await open(large());
    await press('booking.family', answers(shown()));
    expect((await press('booking.back')).texts[1]).toContain('page 1 of 5');
    expect((await press('booking.back')).texts).toContain('Step 1 of 4: the case');
  });

  it('does not leave a page while something on it is open', async () => {
    const { press, shown } = await open(large());
    const next = await press('booking.family', { ...answers(shown()), 'responsibility-3': '' });
    expect(next.texts[1]).toContain('page 1 of 5');
    expect(next.below('responsibility-3')).toBe('Please answer. “Not known” is an answer.');
  });

  it('has nobody passed over: whoever was added past a page unanswered is asked about at the end', async () => {
    const draft = fresh(2);
    const { press, shown } = await open({ ...draft, family: { ...draft.family, relatives: LABELS.slice(0, 4).map((label) => aRelative(label, { responsibility: '', invited: '' })) } });
    const added = await press('booking.addRelative');
    expect(added.inputs[0]).toBe('relative-4');
    await press('booking.family', { 'relative-4': 'Aunt', 'responsibility-4': 'no' });
    await press('booking.family', answers(shown()));
    await press('booking.family', answers(shown()));
    const caught = await press('booking.family', answers(shown()));
    expect(caught.texts[1]).toContain('page 1 of 4');
    expect(caught.below('responsibility-0')).toBe('Please answer. “Not known” is an answer.');
  });

  it('shows the page with the new row when one is added, and the one before when it is removed', async () => {
    const { press } = await open({ ...fresh(2), family: { ...fresh(2).family, relatives: LABELS.slice(0, 4).map((label) => aRelative(label)) } });
    expect((await press('booking.addRelative')).inputs[0]).toBe('relative-4');
    expect((await press('booking.removeRelative')).inputs[0]).toBe('relative-0');
  });

  it('fits the card on every page with every text at its longest in Welsh letters and every field wrong', async () => {
    const long = { ...large(), case: { ...large().case, children: large().case.children.map((child, index) => ({ ...child, label: `${index}${'ŵ'.repeat(39)}` })) } };
    const { press, shown } = await open(long);
    const bytes: number[] = [];
    for (let page = 1; page <= 5; page += 1) {
      const filled = answers(shown(), 'ŵ'.repeat(400));
      const labels = Object.fromEntries(shown().inputs.filter((id) => id.startsWith('relative-')).map((id) => [id, `${id.slice(-1)}${'ŵ'.repeat(39)}`]));
      const wrong = Object.fromEntries(Object.entries({ ...filled, ...labels }).map(([id, value]) => [id, /^(responsibility|participation|riskPosed|riskAssessed|childRisk)/.test(id) ? '' : `${value}${'ŵ'.repeat(400)}`]));
      const faulty = await press('booking.family', { ...wrong, ...Object.fromEntries(shown().inputs.filter((id) => id.startsWith('bornOn-')).map((id) => [id, '2030-01-01'])) });
      expect(faulty.texts[1]).toContain(`page ${page} of 5`);
      const next = await press('booking.family', { ...filled, ...labels });
      bytes.push(faulty.bytes, next.bytes);
    }
    expect(shown().texts).toContain(OVER);
    expect(Math.max(...bytes)).toBeLessThanOrEqual(CARD_BYTES);
  });

  it('of three children and four relatives, with every text at its longest, becomes pages rather than a card that is too large, and loses nothing', async () => {
    const { press, shown, kept: draft } = await open({ ...fresh(3), family: { ...fresh(3).family, relatives: LABELS.slice(0, 4).map((label) => aRelative(label, { responsibility: '', invited: '' })) } });
    expect(shown().texts[1]).toBe('Step 2 of 4: the family and safety');
    const next = await press('booking.family', { ...answers(shown(), 'ŵ'.repeat(400)), 'participation-1': '', riskPosed: '' });
    expect(next.bytes).toBeLessThanOrEqual(CARD_BYTES);
    expect(next.texts[1]).toContain('page 2 of 3');
    expect(next.below('participation-1')).toBe('Please say how Child B takes part (NOT-075).');
    expect(next.texts).not.toContain('Please answer this (NOT-008).');
    expect((await draft()).family.relatives.map(({ supporter }) => supporter)).toEqual(Array.from({ length: 4 }, () => 'ŵ'.repeat(60)));
    expect((await press('booking.family', { 'participation-1': 'viewsSent' })).texts[1]).toContain('page 3 of 3');
    expect((await press('booking.family', { riskPosed: 'no' })).texts).toContain(OVER);
  });

  it('begins again at its first page when the case was changed', async () => {
    const { press } = await open({ ...large(), step: 'case', case: { ...large().case, recommendation: 'plan' }, family: { ...large().family, page: 5 } });
    expect((await press('booking.case')).texts[1]).toContain('page 1 of 5');
  });
});

describe('bad input', () => {
  it.each([
    ['an array', { 'relative-1': ['Father'] }, 'relative-1', 'This did not arrive as text. Please type it again.'],
    ['an object', { 'childName-0': { value: 'Quentin' } }, 'childName-0', 'This did not arrive as text. Please type it again.'],
    ['an answer of nobody’s list', { 'responsibility-1': 'perhaps' }, 'responsibility-1', 'Please answer. “Not known” is an answer.'],
    ['a way of nobody’s list', { 'participation-0': 'byTelegram' }, 'participation-0', 'Please say how Child A takes part (NOT-075).'],
    ['a risk of nobody’s list', { riskPosed: 'perhaps' }, 'riskPosed', 'Please answer this (NOT-008).'],
    ['ten thousand characters', { apart: 'x'.repeat(10_000) }, 'apart', 'Please keep this to 200 characters or fewer.'],
  ] as const)('%s is answered beside its field, and the rest stays', async (_, typed, field, words) => {
    const { press } = await open();
    const shown = await press('booking.family', { 'supporter-0': 'A friend', ...typed });
    expect(shown.below(field)).toBe(words);
    expect(shown.input('supporter-0')?.['value']).toBe('A friend');
  });

  it('flags and surgeries of nobody’s list are not kept', async () => {
    const { press, kept: draft } = await open();
    await press('booking.family', { flags: 'convictions,launchMissiles', 'practice-0': ID.morgan, childrensPractice: 'nobody' });
    expect((await draft()).family).toMatchObject({ flags: ['convictions'], childrensPractice: '', relatives: [{ practice: '' }, {}] });
  });

  it('a script in a label is a text like any other', async () => {
    const { press } = await open();
    expect((await press('booking.addRelative', { 'relative-1': '<img src=x onerror=alert(1)>' })).input('relative-1')?.['value']).toBe('<img src=x onerror=alert(1)>');
  });

  it('the form of another person is gone, and a press that comes twice counts once', async () => {
    const { send, sent, kept: draft } = await open();
    const once = sent('booking.addRelative');
    expect((await send('booking.family', sent('booking.family'), person(ID.priya))).kind).toBe('gone');
    await send('booking.addRelative', once);
    await send('booking.addRelative', once);
    expect((await draft()).family.relatives).toHaveLength(3);
  });

  it('cancelling and going back are possible whatever is wrong', async () => {
    const { press } = await open(fresh());
    await press('booking.family', { riskPosed: '' });
    expect((await press('booking.back')).texts).toContain('Step 1 of 4: the case');
    const other = await open(fresh());
    await other.press('booking.family');
    expect((await other.press('booking.cancel')).kind).toBe('shown');
    expect((await other.kept()).family.relatives).toEqual([]);
  });
});

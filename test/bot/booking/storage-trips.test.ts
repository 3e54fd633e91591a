/**
 * What a booking asks of the tables, press by press: counted as HTTP requests at a proxy before a real table server, retries included.
 * The same booking is made where ten conferences are stored and where ten thousand are, by a companion that has just started.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CountedStep, type CountedTables, tablesWith, TYPED } from './counted-booking.ts';

const [FEW, MANY] = [10, 10_000];
const MOST = { form: 3, search: 5, confirm: 5 };
/** The form is closed, the claim is held, and everybody's list is renewed: nobody waits for it. */
const AFTER_CONFIRMING = 40;

type Whole = { readonly listed: number; readonly form: Readonly<Record<string, CountedStep>>; readonly search: Readonly<Record<string, CountedStep>>; readonly confirm: CountedStep; readonly repeated: CountedStep };

const opened: CountedTables[] = [];
const made = new Map<number, Whole>();

beforeAll(async () => {
  for (const conferences of [FEW, MANY]) {
    const tables = await tablesWith(conferences);
    opened.push(tables);
    made.set(conferences, await wholeBooking(tables));
  }
}, 120_000);

afterAll(async () => void (await Promise.all(opened.map((tables) => tables.close()))));

/** From start to confirmed, with a look at later times, another time taken instead, and a way back and forth. */
async function wholeBooking(tables: CountedTables): Promise<Whole> {
  const listed = await tables.listed();
  const form = await tables.begin('message-1');
  const started = form.started;
  const childAdded = await form.press('booking.addChild');
  const caseFilled = await form.press('booking.case', { ...TYPED.case, caseReference: 'EX-90417' });
  const familyFilled = await form.press('booking.family', TYPED.family);
  const peopleChosen = await form.press('booking.people', TYPED.people);
  const lookedFurther = await form.press('booking.moreSlots');
  const otherTaken = await form.press('booking.takeSlot', { slot: form.times()[1] });
  const wentBack = await form.press('booking.back');
  const cameAgain = await form.press('booking.people', TYPED.people);
  const confirm = await form.press('booking.confirm', { slot: form.times()[0] });
  return { listed, form: { started, childAdded, caseFilled, familyFilled, wentBack }, search: { peopleChosen, lookedFurther, otherTaken, cameAgain }, confirm, repeated: await form.again() };
}

const whole = (conferences: number): Whole => made.get(conferences)!;
const counts = (steps: Readonly<Record<string, CountedStep>>) => Object.fromEntries(Object.entries(steps).map(([step, { before }]) => [step, before.length]));

describe.each([FEW, MANY])('where %d conferences are stored, a booking', (conferences) => {
  it('is made beside all of them', () => {
    expect(whole(conferences).listed).toBe(conferences);
    expect(whole(conferences).confirm.card).toContain('Conference booked');
  });

  it('begins in three requests, the place for its sweeping included, and goes on in two a form step', () => {
    const { form } = whole(conferences);
    expect(counts(form)).toEqual({ started: 3, childAdded: 2, caseFilled: 2, familyFilled: 2, wentBack: 2 });
    for (const { before } of Object.values(form)) expect(before.length).toBeLessThanOrEqual(MOST.form);
  });

  it('looks for times in five requests where it takes one, and in four where it keeps the one it has', () => {
    const { search } = whole(conferences);
    expect(search['peopleChosen']?.before.toSorted()).toEqual(['GET', 'GET', 'GET', 'POST', 'PUT']);
    expect(counts(search)).toEqual({ peopleChosen: 5, lookedFurther: 4, otherTaken: 5, cameAgain: 4 });
    for (const { before } of Object.values(search)) expect(before.length).toBeLessThanOrEqual(MOST.search);
  });

  it('gives the time it held before back after the answer, in two requests', () => {
    const { form, search } = whole(conferences);
    expect(search['otherTaken']?.after).toEqual(['GET', 'POST']);
    const others = [...Object.values(form), ...Object.values(search)].filter((step) => step !== search['otherTaken']);
    expect(others.flatMap(({ after }) => after)).toEqual([]);
  });

  it('is confirmed in five requests: the form, the day, the pointer, the claim, the record', () => {
    expect(whole(conferences).confirm.before).toEqual(['GET', 'GET', 'POST', 'POST', 'POST']);
    expect(whole(conferences).confirm.before.length).toBeLessThanOrEqual(MOST.confirm);
  });

  it(`asks for ${AFTER_CONFIRMING} more once it is answered, and then nothing is left to do`, () => {
    expect(whole(conferences).confirm.after).toHaveLength(AFTER_CONFIRMING);
  });

  it('that is confirmed twice by the same press is not made twice', () => {
    const { repeated } = whole(conferences);
    expect(repeated.card).toContain('Conference booked');
    expect([...repeated.before, ...repeated.after].filter((method) => method !== 'GET')).toEqual([]);
    expect(repeated.before.length).toBeLessThanOrEqual(MOST.confirm);
  });
});

it('asks for just as much of the tables with ten thousand conferences as with ten', () => {
  const asked = ({ form, search, confirm }: Whole) => ({ ...counts(form), ...counts(search), confirm: confirm.before.length, afterwards: confirm.after.length });
  expect(asked(whole(MANY))).toEqual(asked(whole(FEW)));
});

/** The steps of the story, for whoever tells it: booking, preparing, leading, releasing. Each presses real cards. */
import { randomUUID } from 'node:crypto';
import type { Persona } from '../../local/driver.ts';
import type { PanelAct, PanelActAnswer, PanelList, PanelView } from '../../bot/panel/panel-view.ts';
import { PEOPLE, type CompanionUnderTest } from './companion-under-test.ts';

/** Whether a card says this anywhere. */
export function saying(...words: readonly string[]): (card: unknown) => boolean {
  return (card) => words.every((word) => JSON.stringify(card).includes(word));
}

/** Whether a card offers this verb. */
export function offering(verb: string): (card: unknown) => boolean {
  return (card) => JSON.stringify(card).includes(`"verb":"${verb}"`);
}

/** `names`: of the children, for the letters alone. */
export type Case = { readonly reference: string; readonly s47InitiatedOn: string; readonly names?: readonly [string, string] };

export const EVERYBODY = {
  'role-teamManager': PEOPLE.teamManager,
  'role-generalPractitioner': PEOPLE.generalPractitioner,
  'role-publicHealthNurse': PEOPLE.healthVisitor,
  'role-designatedLead': PEOPLE.schoolLead,
  'role-police': PEOPLE.police,
};

/** What the list asks of the case and of times, answered plainly. */
export const LIST_ANSWERED = { notAsked: 'They are asked by telephone today.', reason: 'Not known yet.' };

/** The family of the story: a mother and a father with parental responsibility, invited by hand. */
export const FAMILY = {
  'relative-0': 'Mother', 'responsibility-0': 'yes', 'invited-0': 'byHand', 'practice-0': PEOPLE.generalPractitioner,
  'relative-1': 'Father', 'responsibility-1': 'yes', 'invited-1': 'byHand', 'practice-1': PEOPLE.generalPractitioner,
  childrensPractice: PEOPLE.generalPractitioner, 'participation-0': 'viewsSent', 'participation-1': 'viewsSent', riskPosed: 'no', riskAssessed: 'no',
};

/** The case card of a new booking, with two children's rows. Returns the message it lives in. */
export async function beginsBooking(worker: Persona, text = 'book an ICPC'): Promise<string> {
  await worker.says(text);
  const form = await worker.waitsForCard(offering('booking.case'));
  await worker.presses(form.message.id, 'booking.addChild');
  return form.message.id;
}

export function caseInputs({ reference, s47InitiatedOn }: Case): Record<string, string> {
  return {
    conferenceType: 'initial', caseReference: reference, s47InitiatedOn, threshold: 'yes', agreedBy: PEOPLE.teamManager, agreedOn: s47InitiatedOn, agreedAt: '11:00',
    format: 'hybrid', venueKind: 'ours', stepFree: 'yes', recommendation: 'plan', category: 'NEG',
    'label-0': 'Child A', 'initials-0': 'A.B.', 'age-0': '4', 'label-1': 'Child B', 'initials-1': 'C.B.', 'age-1': '7 months',
  };
}

export async function fillsCase(worker: Persona, message: string, filled: Case): Promise<void> {
  await worker.presses(message, 'booking.case', caseInputs(filled));
  await worker.waitsForCard((card, seen) => seen.message.id === message && offering('booking.family')(card));
}

export async function fillsFamily(worker: Persona, message: string, { names = ['', ''] }: Pick<Case, 'names'> = {}): Promise<void> {
  await worker.presses(message, 'booking.family', { ...FAMILY, 'childName-0': names[0], 'childName-1': names[1] });
  await worker.waitsForCard((card, seen) => seen.message.id === message && offering('booking.people')(card));
}

export async function choosesPeople(worker: Persona, message: string): Promise<void> {
  await worker.presses(message, 'booking.people', { ...EVERYBODY, ...LIST_ANSWERED });
}

/** The values of the free times that the date card offers, best first. */
export async function offeredSlots(worker: Persona, message: string): Promise<readonly string[]> {
  const { card } = await worker.waitsForCard((_card, seen) => seen.message.id === message && offering('booking.confirm')(seen.card));
  return [...new Set(JSON.stringify(card).match(/\d{4}-\d{2}-\d{2}T\d{2}:\d{2}\/[0-9a-f.-]+(?:\/[\w-]+)?/g) ?? [])];
}

/** Books with the first free time that fits; gives back that time's value. */
export async function books(worker: Persona, filled: Case, fits: (slot: string) => boolean = () => true): Promise<string> {
  const message = await beginsBooking(worker);
  await fillsCase(worker, message, filled);
  await fillsFamily(worker, message, filled);
  await choosesPeople(worker, message);
  const slot = (await offeredSlots(worker, message)).find(fits);
  if (slot === undefined) throw new Error('no free time fits');
  await worker.presses(message, 'booking.confirm', { slot });
  await worker.waitsForCard((card, seen) => seen.message.id === message && saying('Conference booked')(card));
  return slot;
}

export function chairOf(slot: string): string {
  const [, person = ''] = slot.split('/');
  return person.slice(person.lastIndexOf('.') + 1);
}

/** One person at the panel's API, with the token TeamsJS would give them. */
export class AtThePanel {
  readonly #companion: CompanionUnderTest;
  readonly #oid: string;

  constructor(companion: CompanionUnderTest, oid: string) {
    this.#companion = companion;
    this.#oid = oid;
  }

  async ask(path: string, body?: unknown): Promise<Response> {
    const token = await this.#companion.teams.as(this.#oid).panelToken();
    return fetch(`${this.#companion.botUrl}/api/panel/conferences${path}`, {
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
    });
  }

  async list(): Promise<PanelList['conferences']> {
    return ((await (await this.ask('')).json()) as PanelList).conferences;
  }

  /** Waits until the conference is on this person's list. */
  async finds(reference: string, withinMs = 8_000): Promise<string> {
    const deadline = performance.now() + withinMs;
    while (performance.now() < deadline) {
      const found = (await this.list()).find(({ caseReference }) => caseReference === reference);
      if (found !== undefined) return found.conferenceId;
      await new Promise((done) => setTimeout(done, 100));
    }
    throw new Error('the conference did not come to the list');
  }

  async sees(conferenceId: string): Promise<PanelView> {
    return (await (await this.ask(`/${conferenceId}`)).json()) as PanelView;
  }

  async does(conferenceId: string, act: PanelAct, operationId: string = randomUUID()): Promise<PanelActAnswer> {
    const answered = await this.ask(`/${conferenceId}/acts`, { operationId, act });
    if (answered.status !== 200) throw new Error(`the panel answered ${answered.status}`);
    return (await answered.json()) as PanelActAnswer;
  }
}

/** A plan with nothing missing for these children, inside the limits the view gives. */
export function completePlan(view: Extract<PanelView, { kind: 'chair' }>): Extract<PanelAct, { do: 'recordPlan' }>['plan'] {
  return {
    aim: 'The children live in a calm home and are seen often.', nonNegotiables: 'No contact with the person who caused the harm.',
    actions: [
      { who: 'Robin Ashdown-Example', designation: 'Social worker', what: 'Visit unannounced this week', outcome: 'The children are seen and heard', by: view.planLimits.firstCoreGroupBy, immediate: true },
      { who: 'Priya Heron-Example', designation: 'Health visitor', what: 'Weigh the baby every fortnight', outcome: 'The baby grows as expected', by: view.planLimits.reviewBy, immediate: false },
    ],
    children: view.children.map(({ childId }) => ({ childId, visitEveryDays: 10, contingency: 'A legal planning meeting within five working days.' })),
    leadSocialWorker: view.leadSocialWorker, coreGroup: view.people.slice(0, 3).map(({ inviteeId }) => inviteeId),
    firstCoreGroupOn: view.planLimits.firstCoreGroupBy, reviewOn: view.planLimits.reviewBy, reviewAt: '10:00',
  };
}

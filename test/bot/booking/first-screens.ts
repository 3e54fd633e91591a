/** The first two screens, pressed as a client presses them: every input of the card goes back with what it held, but for what is typed anew. */
import { BookingFlow, type BookingAnswer } from '../../../bot/booking/booking-flow.ts';
import { parseDraft, type BookingDraft } from '../../../bot/booking/draft.ts';
import { caseStep } from '../../../bot/booking/steps/case-step.ts';
import { familyStep } from '../../../bot/booking/steps/family-step.ts';
import type { BookingStep } from '../../../bot/booking/steps/step.ts';
import { machineInstant } from '../../../src/calendar/instants.ts';
import type { PersonKey } from '../../../src/people/person.ts';
import type { Rulebook } from '../../../src/procedures/duties.ts';
import { drafts as draftStore } from '../../../src/store/drafts.ts';
import { everyNode } from '../../cards/every-card.ts';
import { aKeyRing, anOpenStore } from '../../store/support/conference.ts';
import { authority, book, NOW, OWNER } from './a-draft.ts';

type Typed = Readonly<Record<string, unknown>>;

export type Screen = {
  readonly kind: BookingAnswer['kind'];
  readonly card: object;
  readonly texts: readonly string[];
  /** Ids of the inputs, in their order. */
  readonly inputs: readonly string[];
  readonly verbs: readonly string[];
  readonly bytes: number;
  input(id: string): Record<string, unknown> | undefined;
  /** The values that can be chosen there. */
  choices(id: string): readonly string[];
  /** The fault directly below an input; undefined when there is none. */
  below(id: string): string | undefined;
};

/** The screens after these are not under test here. */
const later: BookingStep = { draw: (draft) => ({ card: { body: [{ type: 'TextBlock', text: `At ${draft.step}` }] }, draft }), presses: {} };

/** `rules`: another authority's, where what is asked depends on them. */
export async function firstScreens(draft: BookingDraft, owner: PersonKey = OWNER, rules: Rulebook = book) {
  const drafts = draftStore(await anOpenStore(), aKeyRing());
  const flow = new BookingFlow({
    authority, book: rules, drafts, steps: { case: caseStep, family: familyStep, people: later, date: later }, civilNow: () => NOW, machineNow: () => machineInstant(0),
    confirm: () => Promise.reject(new Error('nothing is booked here')), release: () => Promise.resolve(), bookedCard: () => Promise.resolve(undefined),
  });
  const place = { authority: authority.id, personKey: owner, key: `booking.${draft.draftId}` };
  await drafts.save(place, draft, machineInstant(0));
  let now = screenOf((await flow.resume(owner))!);
  const kept = async (): Promise<BookingDraft> => parseDraft(await drafts.load(place, machineInstant(0)))!;
  /** Everything a press would send. */
  const sent = (verb: string, typed: Typed = {}): Typed => {
    const action = everyNode(now.card).find((node) => node['type'] === 'Action.Execute' && node['verb'] === verb);
    if (action === undefined) throw new Error(`the card has no button ${verb}`);
    const held = action['associatedInputs'] === 'none' ? [] : everyNode(now.card).filter(isInput).map((input) => [input['id'], input['value'] ?? ''] as const);
    return { ...(Object.fromEntries(held) as Typed), ...typed, ...(action['data'] as Typed) };
  };
  const send = async (verb: string, input: unknown, by: PersonKey = owner): Promise<Screen> => screenOf(await flow.press(verb, input, by));
  const press = async (verb: string, typed: Typed = {}): Promise<Screen> => {
    now = await send(verb, sent(verb, typed));
    return now;
  };
  return { flow, kept, sent, send, press, shown: () => now };
}

function screenOf(answer: BookingAnswer): Screen {
  const card = answer.kind === 'shown' ? answer.card : {};
  const nodes = everyNode(card);
  const faults = new Map(nodes.flatMap((node) => faultsAmong(node['items'] ?? node['body'])));
  return {
    kind: answer.kind, card, bytes: Buffer.byteLength(JSON.stringify(card)),
    texts: nodes.flatMap(({ text }) => (typeof text === 'string' ? [text] : [])),
    inputs: nodes.filter(isInput).map(({ id }) => String(id)),
    verbs: nodes.flatMap(({ type, verb }) => (type === 'Action.Execute' ? [String(verb)] : [])),
    input: (id) => nodes.find((node) => node['id'] === id), choices: (id) => choicesOf(nodes.find((node) => node['id'] === id)), below: (id) => faults.get(id),
  };
}

function choicesOf(input: Record<string, unknown> | undefined): readonly string[] {
  const choices = (input?.['choices'] ?? []) as readonly { readonly value: string }[];
  return choices.map(({ value }) => value);
}

function isInput(node: Record<string, unknown>): boolean {
  return String(node['type']).startsWith('Input.');
}

function faultsAmong(elements: unknown): [string, string][] {
  if (!Array.isArray(elements)) return [];
  const list = elements as readonly Record<string, unknown>[];
  return list.flatMap((element, place): [string, string][] => (element['color'] === 'Attention' && list[place - 1]?.['id'] !== undefined ? [[String(list[place - 1]?.['id']), String(element['text'])]] : []));
}

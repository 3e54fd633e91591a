/** What holds for every card: Teams takes it, the card library reads it without complaint, and people find their way on. */
import { createRequire } from 'node:module';
import type * as AdaptiveCards from 'adaptivecards';
import { describe, expect, test } from 'vitest';
import { VERBS } from '../../cards/verbs.ts';
import { everyNode, everySample } from './every-card.ts';

// The package's own entry is not one that Node can import; its bundle is.
const { AdaptiveCard, SerializationContext, Versions } = createRequire(import.meta.url)('adaptivecards/dist/adaptivecards.js') as typeof AdaptiveCards;

/** The library counts the people picker to a later version, and so misses choices beside it; Teams takes it in cards of version 1.5. */
const PEOPLE_PICKER = ['Property "choices.data" is supported in version 1.6, but you are using version 1.5.', 'An Input.ChoiceSet must have at least one choice defined.'];

/** Cards whose way on is not a button: the telephone, a sentence, or nothing left to do. */
const FINAL = ['danger', 'invitation', 'channel-decision', 'channel-plan'];

describe.each(everySample)('$title', ({ sample, render }) => {
  const card = render(sample);
  const nodes = everyNode(card);
  const shown = everyNode({ ...card, refresh: undefined });
  const executes = nodes.filter((node) => node['type'] === 'Action.Execute');
  const inputs = nodes.filter((node) => String(node['type']).startsWith('Input.'));
  const texts = nodes.filter((node) => node['type'] === 'TextBlock');

  test('reads without complaint in the card library', () => {
    const context = new SerializationContext(Versions.v1_5);
    const parsed = new AdaptiveCard();
    // The library checks `lang` with a pattern that remembers its last match, and so refuses every second card.
    parsed.parse({ ...card, lang: undefined }, context);
    const complaints = Array.from({ length: context.eventCount }, (_, place) => context.getEventAt(place).message);
    expect(complaints.filter((complaint) => !PEOPLE_PICKER.includes(complaint))).toEqual([]);
    expect(parsed.validateProperties().validationEvents.map((event) => event.message).filter((complaint) => !PEOPLE_PICKER.includes(complaint))).toEqual([]);
    expect(inputs.filter((input) => input['type'] === 'Input.ChoiceSet' && input['choices.data'] === undefined && (input['choices'] as unknown[]).length === 0)).toEqual([]);
  });

  test('keeps to what Teams takes: version 1.5, 20 KB, six buttons, sixty refreshed people', () => {
    expect(card.version).toBe('1.5');
    expect(Buffer.byteLength(JSON.stringify(card))).toBeLessThanOrEqual(20 * 1024);
    const buttons = shown.filter((node) => String(node['type']).startsWith('Action.') && node['type'] !== 'Action.Submit');
    expect(buttons.length).toBeLessThanOrEqual(6);
    const refresh = card['refresh'] as { userIds?: string[] } | undefined;
    expect(refresh?.userIds?.length ?? 0).toBeLessThanOrEqual(60);
  });

  test('leaves no binding and no condition behind', () => {
    expect(JSON.stringify(card)).not.toMatch(/\$\{|\$when|\$data|keptWhen/);
  });

  test('opens with a heading, and wraps every text', () => {
    expect(texts[0]).toMatchObject({ style: 'heading' });
    expect(texts.filter((text) => text['wrap'] !== true)).toEqual([]);
    expect(texts.filter((text) => String(text['text']).trim() === '')).toEqual([]);
  });

  test('gives every button a short title, a known verb, its operation and a fallback with the same data', () => {
    for (const action of nodes.filter((node) => String(node['type']).startsWith('Action.'))) {
      expect(String(action['title'])).toMatch(/^.{3,24}$/);
    }
    for (const action of executes) {
      expect(VERBS).toContain(action['verb']);
      const data = action['data'] as Record<string, unknown>;
      expect(data['op']).toMatch(/^op-sample-\d$/);
      expect(action['fallback']).toMatchObject({ type: 'Action.Submit', title: action['title'], data: { ...data, verb: action['verb'] } });
      expect((action['fallback'] as Record<string, unknown>)['associatedInputs']).toBe(action['associatedInputs']);
    }
  });

  test('lets people cancel, go back and ask for help whatever the fields hold', () => {
    for (const action of executes.filter((each) => /cancel|back|help/.test(String(each['verb'])))) {
      expect(action['associatedInputs']).toBe('none');
    }
  });

  test('labels every input, says what is wrong with it, blocks none, and gives each its own id', () => {
    for (const input of inputs) {
      expect(String(input['label'])).toMatch(/\S{3,}/);
      expect(String(input['errorMessage'])).toMatch(/\S{3,}/);
      expect(input['isRequired']).toBeUndefined();
    }
    const ids = inputs.map((input) => input['id']);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('never says by colour alone what is wrong', () => {
    for (const text of texts.filter((each) => each['color'] === 'Attention')) expect(text).toMatchObject({ weight: 'Bolder', text: expect.stringMatching(/^[A-Z].*\.$/) as unknown });
  });
});

test.each(everySample.filter(({ name }) => !FINAL.includes(name)))('$title has a way on', ({ sample, render }) => {
  expect(everyNode(render(sample)).some((node) => node['type'] === 'Action.Execute')).toBe(true);
});

test('every verb is on some card, and no card has another', () => {
  const used = everySample.flatMap(({ sample, render }) => everyNode(render(sample)).map((node) => node['verb']));
  expect(new Set(used.filter((verb) => verb !== undefined))).toEqual(new Set(VERBS));
});

test('a fault stands directly below its field', () => {
  const forms = everySample.filter(({ name }) => name.startsWith('booking-'));
  const faults = forms.flatMap(({ sample, render }) => everyNode(render(sample)).flatMap((node) => faultsAmong(node['items'] ?? node['body'])));
  expect(faults).toEqual([
    ['s47InitiatedOn', 'This day has not come yet.'],
    ['label-1', 'Another child already has this label.'],
    ['childRisk', 'A child is to come: please say whether the risk was assessed.'],
    ['whyNot-1', 'Say why they are not invited.'],
    ['observersAgreed', 'Please say whether the family agrees.'],
    ['reason', 'A required role is still open, so please say why.'],
    ['handOverReason', 'One thing is still missing. Find it, or say why it goes on without.'],
    ['role-gp', 'Nobody is chosen.'],
    [undefined, 'That time has just been taken.'],
    ['conflictReason', 'Please say what the conflict of interest is.'],
  ]);
});

/** Each fault with the id of the element before it; where no time is left to choose there is no field before it. */
function faultsAmong(elements: unknown): readonly (readonly [unknown, unknown])[] {
  if (!Array.isArray(elements)) return [];
  const list = elements as readonly Record<string, unknown>[];
  return list.flatMap((element, place) => (element['color'] === 'Attention' ? [[list[place - 1]?.['id'], element['text']] as const] : []));
}

/**
 * The one way from a template and its data to an Adaptive Card. A card that is not whole is never sent: data are
 * checked, people's text is escaped, and a leftover binding, an unusable condition, a seventh button or a card too
 * large for a phone is an error. Limits: Teams takes version 1.5, six actions and about 28 KB.
 */
import { Template } from 'adaptivecards-templating';
import type { z } from 'zod';
import { disguise, revealed, revealedForMarkdown } from './disguise.ts';

/** A card ready to be sent; only `renderer` makes one. */
export type AdaptiveCard = {
  readonly type: 'AdaptiveCard';
  readonly version: '1.5';
  readonly body: readonly unknown[];
  readonly [property: string]: unknown;
};

export type CardFault =
  | 'dataInvalid' | 'expansionFailed' | 'leftoverBinding' | 'conditionNotBoolean' | 'notAVersion15Card' | 'tooManyActions' | 'tooLarge';

/** A card that could not be made. Carries the card, the fault and the paths of fields: never a value. */
export class CardNotMade extends Error {
  readonly card: string;
  readonly fault: CardFault;
  readonly paths: readonly string[];

  constructor(card: string, fault: CardFault, paths: readonly string[] = []) {
    super(`card ${card} not made: ${fault}${paths.length > 0 ? ` at ${paths.join(', ')}` : ''}`);
    this.name = 'CardNotMade';
    this.card = card;
    this.fault = fault;
    this.paths = paths;
  }
}

/** The most a card may weigh, in bytes of UTF-8 JSON: room is left for the activity around it. */
export const CARD_BYTES = 20 * 1024;
const CARD_ACTIONS = 6;

/**
 * Makes the render function of one card. The template is parsed once, here.
 * The function throws `CardNotMade` and nothing else.
 */
export function renderer<Schema extends z.ZodType>(name: string, template: object, schema: Schema): (data: z.input<Schema>) => AdaptiveCard {
  const parsed = new Template(conditionsAsValues(template));
  return (data) => {
    const checked = schema.safeParse(data);
    if (!checked.success) throw new CardNotMade(name, 'dataInvalid', checked.error.issues.map((issue) => issue.path.join('.')));
    const expanded = expand(name, parsed, eachText(checked.data, disguise));
    return sendable(name, finished(name, expanded));
  };
}

function expand(name: string, template: Template, $root: unknown): unknown {
  try {
    return template.expand({ $root });
  } catch {
    // What the engine throws can quote the data, so it goes no further.
    throw new CardNotMade(name, 'expansionFailed');
  }
}

/**
 * The engine drops an element whose `$when` it cannot evaluate, with the warning an honest "false" gets too.
 * So conditions travel as an ordinary property, and are judged once they have a value.
 */
const CONDITION = 'keptWhen';

function conditionsAsValues(node: unknown): unknown {
  return eachObject(node, (entries) => entries.map(([key, value]) => [key === '$when' ? CONDITION : key, value]));
}

/** In Teams, `TextBlock.text`, facts and the titles of choices that are all on view read Markdown; nothing else does. */
const READS_MARKDOWN: readonly { readonly type: string; readonly style?: string; readonly within: string; readonly keys: readonly string[] }[] = [
  { type: 'TextBlock', within: '', keys: ['text'] },
  { type: 'FactSet', within: 'facts', keys: ['title', 'value'] },
  { type: 'Input.ChoiceSet', style: 'expanded', within: 'choices', keys: ['title'] },
];
const NONE: readonly string[] = [];

/** One walk over what the engine gave: what is not to be shown goes, texts get their own characters back, buttons their fallback. Undefined for what goes. */
function finished(name: string, node: unknown, markdownKeys: readonly string[] = NONE): unknown {
  if (typeof node === 'string') return revealed(withoutBinding(name, node));
  if (Array.isArray(node)) return node.map((item) => finished(name, item, markdownKeys)).filter((item) => item !== undefined);
  if (!isObject(node)) return node;
  const condition = node[CONDITION] ?? true;
  if (typeof condition !== 'boolean') throw new CardNotMade(name, 'conditionNotBoolean');
  if (!condition) return undefined;
  const place = READS_MARKDOWN.find(({ type, style }) => type === node['type'] && (style === undefined || style === node['style']));
  const own = place?.within === '' ? place.keys : markdownKeys;
  const kept: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(node)) {
    if (key === CONDITION || value === null) continue;
    const ready = typeof value === 'string' && own.includes(key) ? revealedForMarkdown(withoutBinding(name, value)) : finished(name, value, place?.within === key ? place.keys : NONE);
    if (ready !== undefined) kept[key] = ready;
  }
  return kept['type'] === 'Action.Execute' ? withFallback(kept) : kept;
}

/** People's text is in disguise until here, so what still looks like a binding is one. */
function withoutBinding(name: string, text: string): string {
  if (text.includes('${')) throw new CardNotMade(name, 'leftoverBinding');
  return text;
}

/** Clients that do not know `Action.Execute` send the same data, with the verb in it, as a message. */
function withFallback(action: Record<string, unknown>): Record<string, unknown> {
  const { title, associatedInputs, data, verb } = action;
  if (!isObject(data)) return action;
  const inputs = associatedInputs === undefined ? {} : { associatedInputs };
  return { ...action, fallback: { type: 'Action.Submit', title, ...inputs, data: { ...data, verb } } };
}

function sendable(name: string, card: unknown): AdaptiveCard {
  if (!isAdaptiveCard(card)) throw new CardNotMade(name, 'notAVersion15Card');
  if (actionCount(card) > CARD_ACTIONS) throw new CardNotMade(name, 'tooManyActions');
  if (Buffer.byteLength(JSON.stringify(card)) > CARD_BYTES) throw new CardNotMade(name, 'tooLarge');
  return card;
}

function isAdaptiveCard(card: unknown): card is AdaptiveCard {
  return isObject(card) && card['type'] === 'AdaptiveCard' && card['version'] === '1.5' && Array.isArray(card['body']);
}

/** Buttons a person can see: neither fallbacks nor the automatic refresh. */
function actionCount(node: unknown): number {
  if (Array.isArray(node)) return node.reduce<number>((sum, item) => sum + actionCount(item), 0);
  if (!isObject(node)) return 0;
  const { refresh: _refresh, fallback: _fallback, ...shown } = node;
  const own = typeof node['type'] === 'string' && node['type'].startsWith('Action.') ? 1 : 0;
  return own + actionCount(Object.values(shown));
}

type Entries = readonly (readonly [string, unknown])[];

/** A copy with every object's entries rewritten, from the leaves up. */
function eachObject(node: unknown, rewrite: (entries: Entries, object: Record<string, unknown>) => Entries): unknown {
  if (Array.isArray(node)) return node.map((item) => eachObject(item, rewrite));
  if (!isObject(node)) return node;
  const entries = Object.entries(node).map(([key, value]) => [key, eachObject(value, rewrite)] as const);
  return Object.fromEntries(rewrite(entries, node));
}

function eachText(node: unknown, rewrite: (text: string) => string): unknown {
  if (typeof node === 'string') return rewrite(node);
  if (Array.isArray(node)) return node.map((item) => eachText(item, rewrite));
  if (!isObject(node)) return node;
  return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, eachText(value, rewrite)]));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

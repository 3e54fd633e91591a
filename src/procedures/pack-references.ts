/**
 * What a pack's shape cannot say: that every rule, role, agency and document it names is there, that no id stands
 * twice in one list, and that every fact a condition asks for is asked at booking. It reads the raw value, so that it
 * finds its faults even where the shape has others.
 */
import { ConditionFault, parseCondition } from './conditions.ts';

export type ReferenceFault = { readonly path: string; readonly reason: string };

type Entry = { readonly path: string; readonly key: string; readonly value: unknown };

/** Keys that name an entry of another section, and the section they name. */
const namesOf: Readonly<Record<string, readonly string[]>> = {
  rule: ['rules'],
  rules: ['rules'],
  reading: ['rules'],
  nationalReading: ['rules'],
  dayOffReading: ['rules'],
  dissentRule: ['rules'],
  categoriesRule: ['rules'],
  thresholdRule: ['rules'],
  riskRule: ['rules'],
  availabilityRule: ['rules'],
  formatRule: ['rules'],
  timesRule: ['rules'],
  chairFlagsRule: ['rules'],
  owner: ['terms', 'roles'],
  lead: ['terms', 'roles'],
  approvals: ['terms', 'roles'],
  agency: ['agencies'],
  mustInclude: ['agencies'],
  document: ['sources'],
};

/** Keys that tell the entries of one list apart. */
const identities = ['id', 'roleCode', 'value', 'code', 'fact'];

export function referenceFaults(pack: unknown): ReferenceFault[] {
  const entries = entriesOf(pack, '');
  return [...entries.flatMap((entry) => missingNames(pack, entry)), ...entries.flatMap(repeatedIds), ...unaskedFacts(pack, entries)];
}

function missingNames(pack: unknown, { path, key, value }: Entry): ReferenceFault[] {
  const section = Object.hasOwn(namesOf, key) ? namesOf[key] : undefined;
  if (section === undefined) return [];
  const known = section.reduce<unknown>((found, name) => fieldsOf(found)[name], pack);
  return (Array.isArray(value) ? value : [value])
    .filter((name): name is string => typeof name === 'string' && !Object.hasOwn(fieldsOf(known), name))
    .map((name) => ({ path, reason: `${name} is not among the ${section.join('.')} of this pack` }));
}

function repeatedIds({ path, value }: Entry): ReferenceFault[] {
  if (!Array.isArray(value)) return [];
  return identities.flatMap((identity) => {
    const ids = value.map((item) => fieldsOf(item)[identity]).filter((id) => typeof id === 'string');
    const repeated = new Set(ids.filter((id, index) => ids.indexOf(id) !== index));
    return [...repeated].map((id) => ({ path, reason: `${identity} ${id} stands twice in one list` }));
  });
}

function unaskedFacts(pack: unknown, entries: readonly Entry[]): ReferenceFault[] {
  const questions = fieldsOf(pack)['questions'];
  const asked = (Array.isArray(questions) ? questions : []).map((question) => fieldsOf(question)['fact']);
  return entries.flatMap(({ path, key, value }) => {
    if (key !== 'appliesWhen' && key !== 'requiredWhen') return [];
    return factsOf(value).filter((fact) => !asked.includes(fact)).map((fact) => ({ path, reason: `no question asks for ${fact}` }));
  });
}

/** A text that is no condition is the shape's fault to report, not ours. */
function factsOf(text: unknown): readonly string[] {
  try {
    return typeof text === 'string' ? parseCondition(text).facts : [];
  } catch (fault) {
    if (fault instanceof ConditionFault) return [];
    throw fault;
  }
}

/** Every value in the pack with its key and path, the `rules` section's own keys included. */
function entriesOf(value: unknown, path: string): Entry[] {
  const children = Array.isArray(value)
    ? value.map((item: unknown, index): Entry => ({ path: `${path}[${index}]`, key: '', value: item }))
    : Object.entries(fieldsOf(value)).map(([key, item]): Entry => ({ path: path === '' ? key : `${path}.${key}`, key: path === '' ? '' : key, value: item }));
  return children.flatMap((child) => [child, ...entriesOf(child.value, child.path)]);
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}

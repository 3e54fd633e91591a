/**
 * What a pack's shape cannot say: that every rule, role, agency, document and duty it names is there, that no id stands
 * twice in one list, and that every fact a checklist asks for is asked at booking. It reads the raw value, so that it
 * finds its faults even where the shape has others.
 */
import { ConditionFault, parseCondition } from './conditions.ts';
import { askedFor, workedOut, type FactName } from './facts.ts';

export type ReferenceFault = { readonly path: string; readonly reason: string };

/** The names a pack may use: its own and those of the packs it stands on. */
export type Names = { readonly [Section in 'rules' | 'roles' | 'agencies' | 'sources' | 'deadlines' | 'questions']: ReadonlySet<string> };

/** One place where a pack cites a rule: `key` names the part it plays there. */
export type Citation = { readonly rule: string; readonly path: string; readonly key: string };

type Entry = { readonly path: string; readonly key: string; readonly value: unknown };

const citing = [
  'rule', 'rules', 'alsoRules', 'reading', 'through', 'nationalReading', 'dayOffReading', 'dissentRule', 'categoriesRule', 'thresholdRule',
  'riskRule', 'availabilityRule', 'formatRule', 'timesRule', 'chairFlagsRule', 'formRule', 'checklistRule',
  'parentalResponsibilityRule', 'childRule', 'childRiskRule', 'venueRule', 'observerRule', 'legalRule', 'handOverRule', 'gpRule', 'coreGroupStartRule',
];

/** Keys that name an entry of another section, and the section they name. */
const namesOf: Readonly<Record<string, keyof Names>> = {
  ...Object.fromEntries(citing.map((key) => [key, 'rules' as const])),
  owner: 'roles',
  lead: 'roles',
  approvals: 'roles',
  agency: 'agencies',
  mustInclude: 'agencies',
  document: 'sources',
  neverAfter: 'deadlines',
};

/** How a fault calls each section. */
const called: Readonly<Record<keyof Names, string>> = {
  rules: 'rules', roles: 'terms.roles', agencies: 'agencies', sources: 'sources', deadlines: 'deadlines', questions: 'questions',
};

/** Keys that tell the entries of one list apart. */
const identities = ['id', 'roleCode', 'value', 'code', 'fact', 'what'];

/** The faults of one file, judged by the names it may use. */
export function referenceFaults(file: unknown, names: Names): ReferenceFault[] {
  const entries = entriesOf(file, '');
  return [...entries.flatMap((entry) => missingNames(entry, names)), ...entries.flatMap(repeatedIds), ...unaskedFacts(entries, names)];
}

/** Every place of the file that cites a rule. */
export function citationsOf(file: unknown): Citation[] {
  return entriesOf(file, '').flatMap(({ path, key, value }) => {
    if (!citing.includes(key)) return [];
    if (!Array.isArray(value)) return typeof value === 'string' ? [{ rule: value, path, key }] : [];
    return value.filter((rule) => typeof rule === 'string').map((rule, index) => ({ rule, path: `${path}[${index}]`, key }));
  });
}

/** The names these files bring, whatever else is wrong with them. */
export function namesIn(files: readonly { readonly pack: unknown; readonly rules: unknown }[]): Names {
  const keys = (...path: readonly string[]): Set<string> => new Set(files.flatMap(({ pack }) => Object.keys(fieldsOf(path.reduce<unknown>((value, key) => fieldsOf(value)[key], pack)))));
  const listed = (section: string, identity: string): Set<string> => new Set(files.flatMap(({ pack }) => listOf(fieldsOf(pack)[section])
    .map((item) => fieldsOf(item)[identity]).filter((name) => typeof name === 'string')));
  return {
    rules: new Set(files.flatMap(({ rules }) => Object.keys(fieldsOf(fieldsOf(rules)['rules'])))),
    roles: keys('terms', 'roles'),
    agencies: keys('agencies'),
    sources: keys('sources'),
    deadlines: listed('deadlines', 'what'),
    questions: listed('questions', 'fact'),
  };
}

function missingNames({ path, key, value }: Entry, names: Names): ReferenceFault[] {
  const section = Object.hasOwn(namesOf, key) ? namesOf[key] : undefined;
  if (section === undefined) return [];
  return (Array.isArray(value) ? value : [value])
    .filter((name): name is string => typeof name === 'string' && !names[section].has(name))
    .map((name) => ({ path, reason: `${name} is not among the ${called[section]} of this pack` }));
}

function repeatedIds({ path, value }: Entry): ReferenceFault[] {
  return identities.flatMap((identity) => {
    const ids = listOf(value).map((item) => fieldsOf(item)[identity]).filter((id) => typeof id === 'string');
    const repeated = new Set(ids.filter((id, index) => ids.indexOf(id) !== index));
    return [...repeated].map((id) => ({ path, reason: `${identity} ${id} stands twice in one list` }));
  });
}

function unaskedFacts(entries: readonly Entry[], { questions }: Names): ReferenceFault[] {
  return entries.flatMap(({ path, key, value }) => {
    if (key !== 'appliesWhen' && key !== 'requiredWhen') return [];
    return factsOf(value).filter((fact) => !questions.has(fact) && !Object.hasOwn(workedOut, fact) && !askedFor(fact).some((asked) => questions.has(asked))).map((fact) => ({ path, reason: `no question asks for ${fact}` }));
  });
}

/** A text that is no condition is the shape's fault to report, not ours. */
function factsOf(text: unknown): readonly FactName[] {
  try {
    return typeof text === 'string' ? parseCondition(text).facts : [];
  } catch (fault) {
    if (fault instanceof ConditionFault) return [];
    throw fault;
  }
}

/** Every value in the file with its key and path; the keys of records are names, and cite nothing. */
function entriesOf(value: unknown, path: string): Entry[] {
  const children = Array.isArray(value)
    ? value.map((item: unknown, index): Entry => ({ path: `${path}[${index}]`, key: '', value: item }))
    : Object.entries(fieldsOf(value)).map(([key, item]): Entry => ({ path: path === '' ? key : `${path}.${key}`, key: path === '' ? '' : key, value: item }));
  return children.flatMap((child) => [child, ...entriesOf(child.value, child.path)]);
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}

/** `companion deadlines`: what is owed in a case, by whom, when and why, from a file of facts. */
import { readFileSync } from 'node:fs';
import { englandAndWales } from '../../src/calendar/bank-holidays.ts';
import { londonDateOf, londonTimeOf, longMoment, type CivilInstant } from '../../src/calendar/instants.ts';
import { longDate, type PlainDate } from '../../src/calendar/plain-date.ts';
import { workingCalendar } from '../../src/calendar/working-days.ts';
import { readFacts } from '../../src/procedures/case-facts.ts';
import type { Duty, Need } from '../../src/procedures/duty.ts';
import { facts as known, type Facts } from '../../src/procedures/facts.ts';
import { owed } from '../../src/procedures/owed.ts';
import type { RulePack } from '../../src/procedures/pack-schema.ts';
import { openLibrary, openPack } from './library.ts';
import { fromWhereAsked } from './place.ts';
import { read, Refusal, Usage } from './refusal.ts';

export function deadlines(words: readonly string[]): string {
  const { values, positionals } = read(words, {
    pack: { type: 'string' }, overlay: { type: 'string', multiple: true }, facts: { type: 'string' }, json: { type: 'boolean' }, packs: { type: 'string' },
  });
  if (values.pack === undefined || values.facts === undefined || positionals.length > 0) throw new Usage('Name a pack and a file of facts.');
  const pack = openPack(openLibrary(values.packs), values.pack, values.overlay ?? []);
  const facts = factsFrom(values.facts, values.json === true);
  const { duties, needs } = owed({ pack, calendar: workingCalendar(englandAndWales) }, facts);
  return values.json === true ? `${JSON.stringify({ pack: pack.id, deadlines: duties.map((duty) => asJson(pack, duty)), needs: needs.map((need) => needAsJson(pack, need)) }, null, 2)}\n` : inWords(pack, duties, needs);
}

function factsFrom(file: string, json: boolean): Facts {
  const result = readFacts(parsed(file));
  if (result.kind === 'facts') return result.facts;
  const lines = result.faults.map(({ field, reason }) => `${field}: ${reason}`).join('\n');
  throw new Refusal(`The facts cannot be used.\n${lines}`, json ? `${JSON.stringify({ refused: result.faults }, null, 2)}\n` : '');
}

function parsed(file: string): unknown {
  try {
    return JSON.parse(readFileSync(fromWhereAsked(file), 'utf8')) as unknown;
  } catch (fault) {
    if (fault instanceof SyntaxError) throw new Refusal(`The facts in ${file} are not JSON.`);
    throw new Usage(`The facts in ${file} cannot be read.`);
  }
}

/** The fields and spellings that other programs may rely on. */
function asJson(pack: RulePack, duty: Duty): object {
  const { rule, title: what, confidence } = duty;
  const owner = pack.terms.roles[duty.owner] ?? duty.owner;
  return { rule, what, owner, ...datesOf(duty), confidence, ...(duty.provisional ? { provisional: true } : {}), because: because(duty) };
}

function datesOf(duty: Duty): object {
  if (duty.due === 'at') return { dueAt: local(duty.dueAt), ...(duty.safeAt === undefined ? {} : { safeBy: local(duty.safeAt) }) };
  const { dueOn, minimumOn, safeBy, lastBookableOn, otherReading } = duty;
  const optional: Readonly<Record<string, PlainDate | undefined>> = { minimumOn, safeBy, lastBookableOn, nationalReading: otherReading?.dueOn };
  return { dueOn, ...Object.fromEntries(Object.entries(optional).filter(([, date]) => date !== undefined)) };
}

function needAsJson(pack: RulePack, { rule, title: what, owner, missing }: Need): object {
  return { rule, what, owner: pack.terms.roles[owner] ?? owner, missing };
}

/** The rule, its source, the count, and the readings taken and not taken. */
function because(duty: Duty): string {
  const { rule, words, source, explanation, reading } = duty;
  const otherReading = duty.due === 'on' ? duty.otherReading : undefined;
  const from = `(${rule}: ${source.title}${source.lines === null ? '' : `, line ${source.lines}`})`;
  return [
    `${words} ${from}`,
    ...explanation,
    ...(reading === undefined ? [] : [`The reading taken: ${reading}`]),
    ...(otherReading === undefined ? [] : [`The reading not taken (${otherReading.rule}): ${otherReading.words}`]),
  ].join(' ');
}

function local(instant: CivilInstant): string {
  return `${londonDateOf(instant)}T${londonTimeOf(instant)}`;
}

function inWords(pack: RulePack, duties: readonly Duty[], needs: readonly Need[]): string {
  const told = duties.map((duty) => [
    `${duty.rule}  ${duty.title}`,
    `    ${duty.due === 'on' ? `by ${longDate(duty.dueOn)}` : `by ${longMoment(duty.dueAt)}`} · ${pack.terms.roles[duty.owner] ?? duty.owner} · ${duty.confidence}`,
    ...(duty.due === 'on' ? otherDays(duty) : []),
    ...because(duty).split(/(?<=[.)”]) (?=[A-Z0-9])/u).map((sentence) => `    ${sentence}`),
  ].join('\n'));
  const missing = needs.map(({ rule, title, missing: names }) => `${rule}  ${title}\n${names.map((name) => `    ${name}: ${known[name].means}`).join('\n')}`);
  return [`${pack.name} (${pack.version})`, ...told, ...(missing.length > 0 ? ['Not known yet', ...missing] : [])].join('\n\n').concat('\n');
}

function otherDays({ safeBy, minimumOn, lastBookableOn }: Duty & { readonly due: 'on' }): string[] {
  return [
    ...(safeBy === undefined ? [] : [`    safe by every reading: ${longDate(safeBy)}`]),
    ...(minimumOn === undefined ? [] : [`    at the very latest: ${longDate(minimumOn)}`]),
    ...(lastBookableOn === undefined ? [] : [`    last day to book: ${longDate(lastBookableOn)}`]),
  ];
}

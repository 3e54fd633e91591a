/**
 * How every measurement speaks: its table first, then the machine and the versions, then one line a bar,
 * `bar NAME VALUE LIMIT pass|short`, for people and programs alike. A bar that is short makes the run end with 1.
 */
import { createRequire } from 'node:module';
import { cpus, totalmem } from 'node:os';

/** A value and the limit it is held to; `atLeast` where more is better. */
export type Bar = { readonly name: string; readonly value: number; readonly limit: number; readonly better: 'atLeast' | 'atMost' };

/** One line of a table: what was measured, its median and its range, in the unit the table names. */
export type Row = { readonly what: string; readonly median: number; readonly least: number; readonly most: number };

export function printTable(unit: string, rows: readonly Row[]): void {
  print(`${'what'.padEnd(56)} ${`median (${unit})`.padStart(18)} ${'range'.padStart(24)}`);
  for (const { what, median, least, most } of rows) print(`${what.padEnd(56)} ${shown(median).padStart(18)} ${`${shown(least)} – ${shown(most)}`.padStart(24)}`);
}

/** The machine, Node and the packages that were measured. */
export function printSurroundings(packages: readonly string[]): void {
  const [cpu] = cpus();
  print(`machine: ${cpu?.model.trim() ?? 'unknown'}, ${cpus().length} cores, ${(totalmem() / 2 ** 30).toFixed(0)} GB; ${process.platform} ${process.arch}; Node ${process.version}`);
  if (packages.length > 0) print(`versions: ${packages.map((name) => `${name} ${versionOf(name)}`).join(', ')}`);
}

/** Prints the bars and sets the exit code. */
export function printBars(bars: readonly Bar[]): void {
  for (const { name, value, limit, better } of bars) {
    const pass = better === 'atLeast' ? value >= limit : value <= limit;
    print(`bar ${name} ${shown(value)} ${shown(limit)} ${pass ? 'pass' : 'short'}`);
    if (!pass) process.exitCode = 1;
  }
}

export function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

function versionOf(name: string): string {
  const { version } = createRequire(import.meta.url)(`${name}/package.json`) as { version: string };
  return version;
}

/** Three figures that matter, without an exponent; a value that could not be measured is NaN, and is short. */
function shown(value: number): string {
  if (Number.isInteger(value) || Number.isNaN(value)) return String(value);
  return Math.abs(value) >= 100 ? value.toFixed(0) : value.toPrecision(3);
}

/** The kinds of field a card's data are made of, with their limits. Dates and times arrive as finished words. */
import { z } from 'zod';
import type { Faults } from './parse.ts';

/** What one press of one card is known by; the record keeps it so that a press counts once. */
export const operationId = z.string().regex(/^[\w.:-]{1,128}$/);

/** The id of a conference, invitee, draft or role: ours, never typed. */
export const ownId = z.string().regex(/^[\w.:-]{1,128}$/);

/** One short line: a name, a date in words, a case reference. */
export const line = z.string().max(200);

/** A sentence or two of ours. */
export const sentence = z.string().max(600);

/** A telephone number as it is dialled and read. */
export const telephone = z.string().regex(/^[+\d][\d ]{2,24}$/);

/** Teams ids of those who may see a view of their own; Teams takes sixty. */
export const viewers = z.array(z.string().regex(/^29:[\w-]+$/)).max(60).readonly();

/** A list that a card has room for. */
export function listOf<Item extends z.ZodType>(item: Item, most: number): z.ZodReadonly<z.ZodArray<Item>> {
  return z.array(item).max(most).readonly();
}

/** What is wrong with a field, as a sentence, keyed by the id of its input. */
export const faults = z.record(z.string().max(80), sentence).readonly();

/** The words to show below a field; empty where it is right. */
export function faultOf(all: Faults, field: string): string {
  return Object.hasOwn(all, field) ? (all[field] ?? '') : '';
}

/** What stands at the top of a form that came back: how many answers to look at, and any fault whose field it does not have. */
export function faultsOnTop(all: Faults, fields: readonly string[]): { readonly summary: string; readonly unplaced: readonly string[] } {
  const unplaced = Object.entries(all).flatMap(([field, words]) => (fields.includes(field) ? [] : [words]));
  return { summary: summaryOf(Object.keys(all).length - unplaced.length), unplaced };
}

function summaryOf(count: number): string {
  if (count === 0) return '';
  return count === 1 ? 'One answer needs another look. It is explained below its field.' : `${count} answers need another look. Each is explained below its field.`;
}

/**
 * How an act is known again when it comes twice: the same card sent again has the same key, whatever the channel
 * calls the message, and the same inputs, whatever order their fields came in.
 */
import { createHash } from 'node:crypto';

/** Whose act it is: the id the card carries, what it asks for, and the verified tenant and person who asked. */
export type Act = { readonly operationId: string; readonly verb: string; readonly tenant: string; readonly person: string };

/** SHA-256, in hex. Two people acting on one card are two acts. */
export function operationKey({ operationId, verb, tenant, person }: Act): string {
  return sha256(JSON.stringify([operationId, verb, tenant, person]));
}

/** SHA-256, in hex, of what was typed or chosen; the order of fields does not count. */
export function inputsHash(inputs: unknown): string {
  return sha256(canonicalJson(inputs));
}

/** JSON with the fields of every object in ordinal order. Throws a RangeError for what JSON cannot carry. */
export function canonicalJson(value: unknown): string {
  const json: string | undefined = JSON.stringify(value, (_key, inner: unknown) => inOrder(inner));
  if (json === undefined) throw new RangeError('JSON cannot carry this value');
  return json;
}

export function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

function inOrder(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const fields: [string, unknown][] = Object.entries(value);
  return Object.fromEntries(fields.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/**
 * An event as it lies in the store, and the chain it is a link of.
 *
 * The hash of an event covers the hash before it and everything about it, sealed content included, so the chain can be
 * checked without a key, and still is once the key is destroyed. The seal in turn is bound to the place, the plain
 * columns and the hash before: while the key lives, nobody without it can rebuild the chain to say something else.
 */
import { countIn, longText, longTextIn, textIn } from '../columns.ts';
import { sha256 } from '../operation-key.ts';
import type { NewRow, StoredRow } from '../port.ts';
import { rowKeys } from './address.ts';

/** `write` is a random id of the append it came with: how a writer knows its own work again when the reply was lost. */
export type EventHeading = {
  readonly version: number;
  readonly type: string;
  readonly schema: number;
  readonly at: string;
  readonly by: string;
  readonly write: string;
  readonly previous: string;
};

export type EventLink = EventHeading & { readonly sealed: string; readonly hash: string };

/** What comes before the first event. */
export const genesis = '0'.repeat(64);

/** The place a seal is bound to: it opens nowhere else. */
export function placeOf(partition: string, { version, type, schema, at, by, write, previous }: EventHeading): string {
  return JSON.stringify([previous, partition, version, type, schema, at, by, write]);
}

/** SHA-256, in hex, over the hash before, the plain columns and the sealed content. */
export function hashOf(partition: string, heading: EventHeading, sealed: string): string {
  return sha256(JSON.stringify([placeOf(partition, heading), sealed]));
}

export function rowOfLink(partition: string, { version, sealed, ...columns }: EventLink): NewRow {
  return { partition, row: rowKeys.event(version), properties: { ...columns, ...longText('sealed', sealed) } };
}

/** Throws `BrokenRow` when it is not the row of event `version`. */
export function linkOf(row: StoredRow, version: number): EventLink {
  return {
    version,
    type: textIn(row, 'type'),
    schema: countIn(row, 'schema'),
    at: textIn(row, 'at'),
    by: textIn(row, 'by'),
    write: textIn(row, 'write'),
    previous: textIn(row, 'previous'),
    hash: textIn(row, 'hash'),
    sealed: longTextIn(row, 'sealed'),
  };
}

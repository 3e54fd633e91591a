/** Where a conference lies: one partition, named by its authority first. */
import { keyOf } from '../keys.ts';

/** `authority` comes from the verified tenant, never from input. */
export type Address = { readonly authority: string; readonly conferenceId: string };

export function partitionOf({ authority, conferenceId }: Address): string {
  return keyOf(authority, 'c', conferenceId);
}

/**
 * The rows of a conference, in the order of their keys: events, then the head, so that one query reads a tail of events
 * and the head they lead up to. The key, the reaction, the operations and the family record come after.
 */
export const rowKeys = {
  beforeEvents: 'e',
  event: (version: number) => `e|${String(version).padStart(10, '0')}`,
  head: 'h',
  key: 'k',
  reaction: 'o',
  operation: (key: string) => `op|${keyOf(key)}`,
  family: 'r|family',
} as const;

/** The conference was erased: its head and chain stand, its content is gone for good. */
export class ConferenceErased extends Error {
  readonly conferenceId: string;
  constructor({ conferenceId }: Address) {
    super(`conference ${conferenceId} has been erased`);
    this.name = 'ConferenceErased';
    this.conferenceId = conferenceId;
  }
}

export class NoSuchConference extends Error {
  readonly conferenceId: string;
  constructor({ conferenceId }: Address) {
    super(`there is no conference ${conferenceId}`);
    this.name = 'NoSuchConference';
    this.conferenceId = conferenceId;
  }
}

export type BrokenWhy =
  | 'unreadable'
  | 'strayRow'
  | 'missingEvent'
  | 'brokenLink'
  | 'brokenHash'
  | 'brokenSeal'
  | 'headMissing'
  | 'headDisagrees'
  | 'anchorDisagrees';

/** The record of a conference is not as it was written. */
export class BrokenRecord extends Error {
  readonly conferenceId: string;
  readonly atVersion: number;
  readonly why: BrokenWhy;
  constructor({ conferenceId }: Address, atVersion: number, why: BrokenWhy) {
    super(`the record of conference ${conferenceId} is broken at version ${atVersion}: ${why}`);
    this.name = 'BrokenRecord';
    this.conferenceId = conferenceId;
    this.atVersion = atVersion;
    this.why = why;
  }
}

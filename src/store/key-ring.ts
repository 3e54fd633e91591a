/**
 * The master keys, behind a port: each conference has a key of its own, kept only as wrapped by the ring.
 * Locally the ring is a key file; in Azure it can be a Key Vault with the same two questions.
 */
import { randomBytes } from 'node:crypto';
import { BrokenSeal, keyBytes, seal, unseal } from './sealed-box.ts';

export interface KeyRing {
  /** Wraps a 32-byte key under the current master key, as text that names that master key. */
  wrap(key: Uint8Array): Promise<string>;
  /** Throws `UnknownMasterKey` when it was wrapped under one the ring has not, `BrokenSeal` when it was changed. */
  unwrap(wrapped: string): Promise<Uint8Array>;
}

/** 32 random bytes and the name they are known by. */
export type MasterKey = { readonly id: string; readonly bytes: Uint8Array };
/** The first wraps; all of them unwrap, so that what an older key wrapped stays readable. */
export type MasterKeys = readonly [MasterKey, ...MasterKey[]];

export class UnknownMasterKey extends Error {
  readonly id: string;
  constructor(id: string) {
    super(`the key ring has no master key '${id}'`);
    this.name = 'UnknownMasterKey';
    this.id = id;
  }
}

/** The key file is not one; `line` counts from 1, and nothing of its content is repeated. */
export class MalformedKeyFile extends Error {
  readonly line: number;
  constructor(line: number, why: string) {
    super(`key file, line ${line}: ${why}`);
    this.name = 'MalformedKeyFile';
    this.line = line;
  }
}

const idShape = /^[A-Za-z0-9-]{1,64}$/;

export function localKeyRing(masterKeys: MasterKeys): KeyRing {
  const [current] = masterKeys;
  const byId = new Map(masterKeys.map(({ id, bytes }) => [id, bytes]));
  return {
    async wrap(key) {
      return `${current.id}.${seal(current.bytes, key, current.id)}`;
    },
    async unwrap(wrapped) {
      const dot = wrapped.indexOf('.');
      if (dot < 1) throw new BrokenSeal();
      const id = wrapped.slice(0, dot);
      const master = byId.get(id);
      if (!master) throw new UnknownMasterKey(id);
      return unseal(master, wrapped.slice(dot + 1), id);
    },
  };
}

/**
 * Reads a key file: one master key a line, `id:base64`, the current one first; empty lines and lines from `#` are passed over.
 * Throws `MalformedKeyFile` for anything else, a key of another length, one that is not random, or an id twice.
 */
export function masterKeysFrom(text: string): MasterKeys {
  const keys: MasterKey[] = [];
  for (const [index, raw] of text.split('\n').entries()) {
    const line = raw.trim();
    if (line !== '' && !line.startsWith('#')) keys.push(masterKeyOn(line, index + 1, keys));
  }
  const [first, ...rest] = keys;
  if (!first) throw new MalformedKeyFile(1, 'no key');
  return [first, ...rest];
}

/** A key file with one newly made key under an id of its own. */
export function newKeyFile(): string {
  const warning = '# Master keys of the Conference Companion. What is sealed cannot be read without this file.\n';
  return warning + newMasterKeyLine(`key-${randomBytes(4).toString('hex')}`);
}

/**
 * A line for a key file, with a newly made key. Before an older file, the new key takes over and the old ones still open.
 * Throws a RangeError for an id that is not letters, digits and hyphens.
 */
export function newMasterKeyLine(id: string): string {
  if (!idShape.test(id)) throw new RangeError('a master key id is letters, digits and hyphens');
  return `${id}:${randomBytes(keyBytes).toString('base64')}\n`;
}

function masterKeyOn(line: string, number: number, before: readonly MasterKey[]): MasterKey {
  const colon = line.indexOf(':');
  const id = line.slice(0, Math.max(colon, 0));
  if (!idShape.test(id)) throw new MalformedKeyFile(number, 'no id before the colon');
  if (before.some((key) => key.id === id)) throw new MalformedKeyFile(number, 'an id that is there already');
  const bytes = Buffer.from(line.slice(colon + 1), 'base64');
  if (bytes.length !== keyBytes) throw new MalformedKeyFile(number, `${bytes.length} bytes where ${keyBytes} are due`);
  if (new Set(bytes).size < 8) throw new MalformedKeyFile(number, 'a key that is not random');
  return { id, bytes };
}

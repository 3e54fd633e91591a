/**
 * Text nobody can read, change or move without the key: AES-256-GCM with a fresh nonce a box.
 * Authority: NIST SP 800-38D. A 96-bit random nonce allows some four thousand million boxes a key; a conference has hundreds.
 */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const algorithm = 'aes-256-gcm';
const nonceBytes = 12;
const tagBytes = 16;
export const keyBytes = 32;

/** The box was changed, moved to another place, or belongs to another key. */
export class BrokenSeal extends Error {
  constructor() {
    super('a sealed box does not open');
    this.name = 'BrokenSeal';
  }
}

export function newKey(): Uint8Array {
  return randomBytes(keyBytes);
}

/** Seals bytes under `key` (32 bytes) as base64 text. It opens only with the same `place`, whatever that names. */
export function seal(key: Uint8Array, content: Uint8Array, place: string): string {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv(algorithm, key, nonce).setAAD(Buffer.from(place, 'utf8'));
  const sealed = Buffer.concat([cipher.update(content), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64');
}

/** Opens what `seal` made. Throws `BrokenSeal`. */
export function unseal(key: Uint8Array, box: string, place: string): Uint8Array {
  const bytes = Buffer.from(box, 'base64');
  if (bytes.length < nonceBytes + tagBytes) throw new BrokenSeal();
  const decipher = createDecipheriv(algorithm, key, bytes.subarray(0, nonceBytes), { authTagLength: tagBytes });
  decipher.setAAD(Buffer.from(place, 'utf8')).setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(nonceBytes + tagBytes)), decipher.final()]);
  } catch {
    throw new BrokenSeal();
  }
}

/** `seal` for a value that JSON can carry. Throws a RangeError for one it cannot. */
export function sealJson(key: Uint8Array, value: unknown, place: string): string {
  const json: string | undefined = JSON.stringify(value);
  if (json === undefined) throw new RangeError('a value that JSON cannot carry cannot be sealed');
  return seal(key, Buffer.from(json, 'utf8'), place);
}

/** Opens what `sealJson` made. Throws `BrokenSeal`. */
export function unsealJson(key: Uint8Array, box: string, place: string): unknown {
  return JSON.parse(Buffer.from(unseal(key, box, place)).toString('utf8'));
}

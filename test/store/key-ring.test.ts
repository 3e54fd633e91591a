import { createCipheriv, randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { localKeyRing, MalformedKeyFile, masterKeysFrom, newKeyFile, newMasterKeyLine, UnknownMasterKey } from '../../src/store/key-ring.ts';
import { BrokenSeal, seal, unseal } from '../../src/store/sealed-box.ts';

const aKey = () => randomBytes(32);
const line = (id: string, bytes = aKey()) => `${id}:${bytes.toString('base64')}`;

describe('A key file', () => {
  test('has the current key first and older ones after it, between comments and empty lines', () => {
    const [current, older] = [aKey(), aKey()];
    const keys = masterKeysFrom(`# keys\n\n${line('2026', current)}\r\n  ${line('2025', older)}  \n`);
    expect(keys.map(({ id, bytes }) => [id, Buffer.from(bytes)])).toEqual([
      ['2026', current],
      ['2025', older],
    ]);
  });

  test('that was newly made holds one key, and another each time', () => {
    const [one, two] = [masterKeysFrom(newKeyFile()), masterKeysFrom(newKeyFile())];
    expect([one.length, two.length]).toEqual([1, 1]);
    expect(one[0].bytes).not.toEqual(two[0].bytes);
    expect(masterKeysFrom(newMasterKeyLine('b') + newKeyFile())).toHaveLength(2);
  });

  test.for([
    ['nothing', '', 1],
    ['only comments', '# none\n', 1],
    ['a key without an id', `\n:${aKey().toString('base64')}`, 2],
    ['a key alone', aKey().toString('base64'), 1],
    ['a short key', line('a', randomBytes(31)), 1],
    ['a long key', line('a', randomBytes(33)), 1],
    ['a key of zeros', line('a', Buffer.alloc(32)), 1],
    ['an id twice', `${line('a')}\n${line('a')}`, 2],
    ['an id with a dot', line('a.b'), 1],
  ] as const)('with %s is refused, with its line and none of its content', ([, text, at]) => {
    try {
      masterKeysFrom(text);
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(MalformedKeyFile);
      expect(error).toMatchObject({ line: at });
      const secret = text.split(':').at(-1)?.slice(0, 12) ?? '';
      if (secret.length === 12) expect(String(error)).not.toContain(secret);
    }
  });
});

describe('A key ring', () => {
  test('gives back the key it wrapped, and never wraps it the same way twice', async () => {
    const [ring, key] = [localKeyRing(masterKeysFrom(line('a'))), aKey()];
    const [one, two] = [await ring.wrap(key), await ring.wrap(key)];
    expect(one).not.toBe(two);
    expect(Buffer.from(await ring.unwrap(one))).toEqual(key);
    expect(one).not.toContain(key.toString('base64').slice(0, 8));
  });

  test('opens what an older key wrapped, and wraps with the current one', async () => {
    const [older, current] = [line('2025'), line('2026')];
    const key = aKey();
    const wrapped = await localKeyRing(masterKeysFrom(older)).wrap(key);
    const both = localKeyRing(masterKeysFrom(`${current}\n${older}`));
    expect(Buffer.from(await both.unwrap(wrapped))).toEqual(key);
    expect(await both.wrap(key)).toMatch(/^2026\./);
    await expect(localKeyRing(masterKeysFrom(current)).unwrap(wrapped)).rejects.toThrow(UnknownMasterKey);
  });

  test.for(['', '.', 'a', 'a.', 'a.AAAA', 'a.not base64 at all'])('does not open %j', async (wrapped) => {
    await expect(localKeyRing(masterKeysFrom(line('a'))).unwrap(wrapped)).rejects.toThrow(BrokenSeal);
  });
});

describe('A sealed box', () => {
  test('is AES-256-GCM as the standard has it: nonce, tag, content', () => {
    const [key, nonce] = [aKey(), randomBytes(12)];
    const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from('place'));
    const content = Buffer.concat([cipher.update('what was said', 'utf8'), cipher.final()]);
    const box = Buffer.concat([nonce, cipher.getAuthTag(), content]).toString('base64');
    expect(Buffer.from(unseal(key, box, 'place')).toString()).toBe('what was said');
  });

  test('opens with its own key in its own place only, and not once a bit was turned or the end cut off', () => {
    const key = aKey();
    const box = Buffer.from(seal(key, Buffer.from('what was said'), 'place'), 'base64');
    expect(() => unseal(aKey(), box.toString('base64'), 'place')).toThrow(BrokenSeal);
    expect(() => unseal(key, box.toString('base64'), 'elsewhere')).toThrow(BrokenSeal);
    for (let bit = 0; bit < box.length * 8; bit += 1) {
      const turned = Buffer.from(box);
      turned[bit >> 3] = turned[bit >> 3]! ^ (1 << (bit & 7));
      expect(() => unseal(key, turned.toString('base64'), 'place')).toThrow(BrokenSeal);
    }
    for (let length = 0; length < box.length; length += 1) {
      expect(() => unseal(key, box.subarray(0, length).toString('base64'), 'place')).toThrow(BrokenSeal);
    }
  });
});

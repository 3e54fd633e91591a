/** The log says what happened and never about whom. Authority: platform notes, S1 and S2; trap on what botbuilder prints. */
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readConfig } from '../../bot/config.ts';
import { captureConsole, createLog, labelOf } from '../../bot/log.ts';
import { edgeUnderTest, until } from './edge-under-test.ts';
import { message, newKey, press } from './stand-in-teams.ts';

function logged(): { log: ReturnType<typeof createLog>; lines: string[] } {
  const lines: string[] = [];
  return { log: createLog({ level: 'trace', destination: { write: (line: string) => void lines.push(line) } }), lines };
}

test('a line is JSON with a UTC time, and neither host nor process', () => {
  const { log, lines } = logged();
  log.requestRefused('messages', 401, 'noBearer');
  const line = JSON.parse(lines[0] ?? '') as Record<string, unknown>;
  expect(line).toMatchObject({ door: 'messages', status: 401, reason: 'noBearer', msg: 'request refused' });
  expect(line['time']).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
  expect(Object.keys(line).toSorted()).toEqual(['door', 'level', 'msg', 'reason', 'status', 'time']);
});

describe('an error is told by its kind and code alone', () => {
  test.each([
    [new RangeError('Robin Canary'), { fault: 'RangeError', code: 'none' }],
    [Object.assign(new Error('Robin Canary'), { code: 'ECONNRESET' }), { fault: 'Error', code: 'ECONNRESET' }],
    [Object.assign(new Error('Robin Canary'), { statusCode: 412 }), { fault: 'Error', code: '412' }],
    [Object.assign(new Error('x'), { name: 'Robin Canary', code: 'Robin Canary' }), { fault: 'Error', code: 'none' }],
    [Object.assign(new Error('x'), { code: { toString: () => 'Canary' } }), { fault: 'Error', code: 'none' }],
    ['Robin Canary', { fault: 'NotAnError', code: 'none' }],
    [undefined, { fault: 'NotAnError', code: 'none' }],
    [{ message: 'Robin Canary', name: 'Canary' }, { fault: 'NotAnError', code: 'none' }],
  ])('%o', (thrown, label) => {
    expect(labelOf(thrown)).toEqual({ ...label, at: 'none' });
  });

  test('and by the line of ours that it came through, however the message is worded', () => {
    let thrown: unknown;
    try {
      readConfig({});
    } catch (error) {
      thrown = error;
    }
    expect(labelOf(thrown).at).toMatch(/^bot\/config\.ts:\d+$/);
    const quoting = new Error(`Robin Canary\n    at hear (${join(import.meta.dirname, '../../bot/Robin-Canary.ts')}:1:1)`);
    expect(labelOf(quoting).at).toBe('none');
  });
});

describe('what a library prints', () => {
  test('is counted by its kind and its text is dropped, until the console is given back', () => {
    const { log, lines } = logged();
    const original = console.error;
    const release = captureConsole(log);
    console.error(new Error('Robin Canary'), 'Bearer canary');
    console.warn('canary');
    console.log('canary %s', 'canary');
    release();
    expect(console.error).toBe(original);
    expect(lines.map((line) => JSON.parse(line) as object)).toMatchObject([{ method: 'error', count: 1 }, { method: 'warn', count: 2 }, { method: 'log', count: 3 }]);
    expect(lines.join('')).not.toMatch(/canary/i);
  });

  test('when botbuilder refuses what our own look let in is counted, and its message goes nowhere', async () => {
    const edge = await edgeUnderTest();
    const release = captureConsole(edge.log);
    try {
      // We fetch the keys first and find both; botbuilder fetches them second and finds only one.
      const second = await newKey('second');
      const served = [[...edge.teams.published.keys, second.jwk]];
      const first = edge.teams.published.keys;
      Object.defineProperty(edge.teams.published, 'keys', { get: () => served.shift() ?? first });
      const answer = await edge.post(message(edge.teams, 'Fictional-Canary'), { authorization: `Bearer ${await edge.teams.token({ key: second })}` });
      expect(answer).toMatchObject({ status: 401, json: { message: 'This request does not prove where it comes from.' } });
      expect(edge.heard).toEqual([]);
      const lines = edge.lines.map((line) => JSON.parse(line) as object);
      expect(lines).toContainEqual(expect.objectContaining({ msg: 'library printed', method: 'error' }));
      expect(lines).toContainEqual(expect.objectContaining({ msg: 'request refused', reason: 'refusedByBotbuilder' }));
      expect(edge.lines.join('')).not.toMatch(/Canary|Signing Key/);
    } finally {
      release();
      await edge.stop();
    }
  });
});

test('a story told with canaries in every field leaves none in the log', async () => {
  const edge = await edgeUnderTest({ invokeLimitMs: 100 });
  const release = captureConsole(edge.log);
  try {
    const canaries = { from: { id: '29:x', name: 'Fictional-Canary', aadObjectId: '11111111-1111-4111-8111-1111111111cc' } };
    const failures = [() => Promise.resolve([{ message: 'Canary' }]), () => Promise.reject(new Error('Canary')), () => new Promise<[]>((resolve) => setTimeout(() => resolve([]), 200))];
    for (const hear of failures) {
      edge.state.hear = hear;
      await edge.post(message(edge.teams, 'Canary lives at Canary Road', canaries));
      await edge.post(press(edge.teams, 'canary.verb', { child: 'Canary' }, canaries));
    }
    await edge.post('{"text":"Canary"', {});
    edge.teams.state.reply = () => ({ status: 403, body: { error: { code: 'Canary Row', message: 'Canary' } } });
    edge.state.hear = () => Promise.resolve([{ message: 'Canary' }]);
    await edge.post(message(edge.teams, 'Canary', canaries));
    await until(() => edge.lines.some((line) => line.includes('late answer finished')));
    expect(edge.lines.length).toBeGreaterThan(4);
    expect(edge.lines.join('')).not.toMatch(/canary/i);
  } finally {
    release();
    await edge.stop();
  }
});

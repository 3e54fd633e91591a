/** The panel asking its server half: where the token goes, what a 401 does, and what faults become. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { panelApi } from '../../../bot/panel/browser/panel-api.ts';

type Asked = { readonly path: string; readonly init: RequestInit };

let asked: Asked[];
let answers: (Response | Error)[];
let tokens: string[];

beforeEach(() => {
  [asked, answers, tokens] = [[], [], ['first', 'second', 'third']];
  vi.stubGlobal('fetch', (path: string, init: RequestInit) => {
    asked.push({ path, init });
    const answer = answers.shift() ?? new Error('no answer');
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
  });
});
afterEach(() => vi.unstubAllGlobals());

const api = () => panelApi(() => Promise.resolve(tokens.shift() ?? 'none'));
const bearer = ({ init }: Asked): string | null => new Headers(init.headers).get('authorization');

describe('asking the server half', () => {
  it('sends the token in the header and nowhere else', async () => {
    answers = [Response.json({ conferences: [] })];
    await api().conferences({ chatId: '19:meeting_a&b@thread.v2', meetingId: null });
    expect(asked.map(bearer)).toEqual(['Bearer first']);
    expect(asked[0]?.path).toBe('/api/panel/conferences?meeting=19%3Ameeting_a%26b%40thread.v2');
    expect(asked[0]?.init.credentials).toBe('omit');
  });

  it('asks Teams for another token once when the first is refused', async () => {
    answers = [new Response(null, { status: 401 }), Response.json({ conferences: [] })];
    await api().conferences(null);
    expect(asked.map(bearer)).toEqual(['Bearer first', 'Bearer second']);
  });

  it('gives up on the second refusal', async () => {
    answers = [new Response(null, { status: 401 }), Response.json({ message: 'Please open this from Teams again.' }, { status: 401 })];
    await expect(api().conferences(null)).rejects.toMatchObject({ kind: 'unknownPerson', words: 'Please open this from Teams again.' });
    expect(asked).toHaveLength(2);
  });

  it('sends the same operation id again with the second token', async () => {
    answers = [new Response(null, { status: 401 }), Response.json({})];
    await api().act('c-1', { operationId: 'op-1', act: { do: 'enterStep', stepId: 'opening', reason: null } });
    expect(asked.map(({ init }) => (JSON.parse(init.body as string) as { operationId: string }).operationId)).toEqual(['op-1', 'op-1']);
  });

  it.each([
    [403, 'notYours'],
    [404, 'notYours'],
    [400, 'notTaken'],
    [413, 'notTaken'],
    [429, 'away'],
    [503, 'away'],
  ])('takes %i for “%s”', async (status, kind) => {
    answers = [new Response('<html>', { status })];
    const fault = await api().conference('c-1').catch((error: unknown) => error);
    expect(fault).toMatchObject({ kind });
    expect((fault as { words: string }).words).not.toBe('');
  });

  it('says it is away when nothing answers, or the answer is no view', async () => {
    answers = [new TypeError('network'), Response.json({ kind: 'chair' }), new Response('not json')];
    for (let time = 0; time < 3; time += 1) await expect(api().conference('c-1')).rejects.toMatchObject({ kind: 'away' });
  });
});

/**
 * One request to Microsoft Graph at a time and mailbox-wise no more than Graph takes, with our own rules for what is said
 * again: a 401 once with a new token, a short 429 or 503 once after the time Graph names, nothing else.
 * Authority: Microsoft Graph throttling limits (4 concurrent requests a mailbox); platform notes 1.8 and 6.
 */
import { z } from 'zod';
import { withinMs } from '../time-limit.ts';
import { InLine } from './in-line.ts';

/** The bot's own bearer tokens for Graph. */
export interface GraphTokens {
  token(fresh?: boolean): Promise<string>;
}

export type GraphSettings = {
  /** `https://graph.microsoft.com/v1.0`, or the local stand-in's address. */
  readonly baseUrl: string;
  readonly tokens: GraphTokens;
};

export type GraphCall = {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly path: string;
  readonly body?: object;
  /** What is read is a text, such as a message as it came; JSON otherwise. */
  readonly reads?: 'text';
  /** The mailbox it concerns, where it concerns one. */
  readonly mailbox?: string;
  /** Milliseconds for all of it, the wait in line too: a person who waits has less patience than a job. */
  readonly limitMs: number;
};

export type GraphAnswer =
  | { readonly kind: 'answered'; readonly status: number; readonly body: unknown }
  | { readonly kind: 'retryAfter'; readonly seconds: number }
  | { readonly kind: 'refused'; readonly status: number; readonly code: string }
  | { readonly kind: 'unreachable'; readonly code: string };

const MOST_AT_ONCE = 4;
/** A wait that Graph asks for and that fits a person's patience; a longer one is handed to whoever can wait. */
const LONGEST_WAIT_S = 2;
const RETRY_SECONDS = 5;
const LONGEST_RETRY_SECONDS = 3_600;

export type GraphClient = (call: GraphCall) => Promise<GraphAnswer>;

export function graphClient({ baseUrl, tokens }: GraphSettings): GraphClient {
  const mailboxes = new InLine(MOST_AT_ONCE);

  const once = async (call: GraphCall, fresh: boolean, left: TimeLeft): Promise<GraphAnswer> => {
    const token = await withinMs(tokens.token(fresh), left()).catch(() => 'late' as const);
    if (token === 'late') return { kind: 'unreachable', code: 'noToken' };
    try {
      const response = await fetch(`${baseUrl}${call.path}`, {
        method: call.method, redirect: 'error', signal: AbortSignal.timeout(left()),
        headers: { authorization: `Bearer ${token}`, accept: call.reads === 'text' ? 'text/plain' : 'application/json', prefer: 'outlook.timezone="UTC"', ...(call.body === undefined ? {} : { 'content-type': 'application/json' }) },
        ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
      });
      return await answerOf(response, call.reads);
    } catch (error) {
      return { kind: 'unreachable', code: (error as { name?: unknown }).name === 'TimeoutError' ? 'timeOut' : 'noAnswer' };
    }
  };

  const patiently = async (call: GraphCall, left: TimeLeft): Promise<GraphAnswer> => {
    const first = await once(call, false, left);
    if (first.kind === 'refused' && first.status === 401) return once(call, true, left);
    if (first.kind !== 'retryAfter' || first.seconds > LONGEST_WAIT_S || first.seconds * 1_000 >= left()) return first;
    await new Promise((done) => setTimeout(done, first.seconds * 1_000));
    return once(call, false, left);
  };

  return async (call) => {
    const left = timeLeft(call.limitMs);
    if (call.mailbox === undefined) return patiently(call, left);
    const answer = await mailboxes.run(call.mailbox, left(), () => patiently(call, left));
    return answer === 'late' ? { kind: 'unreachable', code: 'timeOut' } : answer;
  };
}

/** Whole milliseconds, as timers want them, and never none: what is late then ends at once. */
export type TimeLeft = () => number;

/** Counts down from now, for work that is several requests and waits. */
export function timeLeft(limitMs: number): TimeLeft {
  const began = performance.now();
  return () => Math.max(1, Math.ceil(limitMs - (performance.now() - began)));
}

const graphError = z.object({ error: z.object({ code: z.string().regex(/^[\w.-]{1,80}$/) }) });

async function answerOf(response: Response, reads: GraphCall['reads']): Promise<GraphAnswer> {
  const { status } = response;
  if (status === 429 || status === 503) {
    await response.body?.cancel();
    return { kind: 'retryAfter', seconds: secondsOf(response.headers.get('retry-after')) };
  }
  if (response.ok && reads === 'text') return { kind: 'answered', status, body: await response.text() };
  const body = await response.json().catch((): unknown => undefined);
  if (response.ok) return { kind: 'answered', status, body };
  const code = graphError.safeParse(body).data?.error.code ?? 'Unnamed';
  return status >= 500 || status === 408 ? { kind: 'unreachable', code: String(status) } : { kind: 'refused', status, code };
}

/** Seconds, or a moment, as HTTP has them both. */
function secondsOf(header: string | null): number {
  const seconds = header !== null && /^\d+$/.test(header) ? Number(header) : secondsUntil(header ?? '');
  return Math.min(Math.max(seconds, 1), LONGEST_RETRY_SECONDS);
}

function secondsUntil(moment: string): number {
  const at = moment.endsWith('GMT') ? Date.parse(moment) : Number.NaN;
  return Number.isNaN(at) ? RETRY_SECONDS : Math.ceil((at - Date.now()) / 1_000);
}

/** What may be kept of an answer that was of no use. */
export function codeOf(answer: GraphAnswer): string {
  switch (answer.kind) {
    case 'answered': return 'unreadable';
    case 'retryAfter': return 'busy';
    case 'refused': return `${answer.status}.${answer.code}`.slice(0, 80);
    case 'unreachable': return answer.code;
  }
}

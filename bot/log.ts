/**
 * Everything this process may log. Each line is a named function, and its parameters are all that can be in it:
 * our own words, ids, counts and codes. No message of a foreign error, no text anybody typed, no name of a person.
 */
import { join } from 'node:path';
import { pino } from 'pino';
import type { DestinationStream } from 'pino';
import type { LogLevel } from './config.ts';

/** What may be told about an error: the kind of error, its code and the line of ours it came through, never its message. */
export type FaultLabel = { readonly fault: string; readonly code: string; readonly at: string };

/** A kind or code is one plain word; anything else might be a sentence with a name in it. */
const PLAIN_WORD = /^[A-Za-z][\w.-]{0,60}$/;
const OUR_LINE = /\/((?:bot|src|cards)\/[\w/-]+\.ts:\d+)/;
const CHECKOUT = join(import.meta.dirname, '..');

/** Labels anything that was thrown. `fault` is the error's class name, `code` its code or status, `at` such as "bot/desk.ts:120". */
export function labelOf(thrown: unknown): FaultLabel {
  if (!(thrown instanceof Error)) return { fault: 'NotAnError', code: 'none', at: 'none' };
  const { code, status, statusCode } = thrown as { code?: unknown; status?: unknown; statusCode?: unknown };
  return { fault: PLAIN_WORD.test(thrown.name) ? thrown.name : 'Error', code: plainCode(code ?? status ?? statusCode), at: ourLine(thrown) };
}

/** The innermost of our own lines on the stack. The message stands first on a stack, so it is cut away before looking. */
function ourLine({ stack = '', message }: Error): string {
  const frames = stack.slice(stack.indexOf(message) + message.length).split('\n');
  const ours = frames.filter((frame) => frame.includes(CHECKOUT)).map((frame) => OUR_LINE.exec(frame.slice(frame.indexOf(CHECKOUT) + CHECKOUT.length))?.[1]);
  return ours.find((line) => line !== undefined) ?? 'none';
}

function plainCode(code: unknown): string {
  if (typeof code === 'number' && Number.isInteger(code)) return String(code);
  return typeof code === 'string' && PLAIN_WORD.test(code) ? code : 'none';
}

export type ConsoleMethod = 'debug' | 'error' | 'info' | 'log' | 'trace' | 'warn';
export type Log = ReturnType<typeof createLog>;

/** Makes the log. Lines go to standard output as JSON, one a line, with UTC times. */
export function createLog(settings: { readonly level: LogLevel; readonly destination?: DestinationStream }) {
  const options = { level: settings.level, base: null, timestamp: pino.stdTimeFunctions.isoTime };
  const line = settings.destination === undefined ? pino(options) : pino(options, settings.destination);
  return {
    listening: (port: number) => line.info({ port }, 'listening'),
    /** `why` is a signal, or 'disconnect'. */
    stopping: (why: string) => line.info({ why }, 'stopping'),
    stopped: () => line.info('stopped'),
    /** Nobody caught this: the process ends, and whoever keeps it running starts it again. */
    crashed: (label: FaultLabel) => line.fatal({ ...label }, 'crashed'),
    /** A request was turned away before its content was used. */
    requestRefused: (door: 'messages' | 'panel' | 'health', status: number, reason: string) => line.warn({ door, status, reason }, 'request refused'),
    /** A handler failed; `faultId` is what the person was told. */
    turnFailed: (faultId: string, route: string, label: FaultLabel) => line.error({ faultId, route, ...label }, 'turn failed'),
    requestFailed: (faultId: string, label: FaultLabel) => line.error({ faultId, ...label }, 'request failed'),
    /** An answer was not ready in time; the person was told to look again while the work goes on. */
    answerLate: (route: string, limitMs: number) => line.warn({ route, limitMs }, 'answer late'),
    lateAnswerFinished: (route: string, afterMs: number) => line.info({ route, afterMs }, 'late answer finished'),
    /** A reply did not reach the connector, or nobody knows whether it did. */
    replyUnsent: (route: string, outcome: string, status: number) => line.warn({ route, outcome, status }, 'reply unsent'),
    duplicateIgnored: (route: string) => line.info({ route }, 'duplicate ignored'),
    signingKeysRefreshed: (door: 'messages' | 'panel', count: number) => line.info({ door, count }, 'signing keys refreshed'),
    signingKeysUnavailable: (door: 'messages' | 'panel', label: FaultLabel) => line.warn({ door, ...label }, 'signing keys unavailable'),
    /** Waking a conference failed; it is tried again, less and less often. */
    wakingFailed: (conferenceId: string, failures: number, label: FaultLabel) => line.error({ conferenceId, failures, ...label }, 'waking failed'),
    sweepFailed: (label: FaultLabel) => line.error({ ...label }, 'sweep failed'),
    /** A notice could not be delivered and is now for a person to see to; the kind and code only. */
    noticeHandedOver: (conferenceId: string, kind: string, code: string) => line.warn({ conferenceId, kind, code }, 'notice handed over'),
    /** An open conference had no wake pointer; it has one again. */
    pointerMissing: (conferenceId: string) => line.error({ conferenceId }, 'pointer missing'),
    /** The companion is not in a meeting's chat: its panel is to be had as a tab of its own. */
    panelNotAdded: (conferenceId: string, code: string) => line.warn({ conferenceId, code }, 'panel not added to the meeting'),
    /** An earlier chair still has the conference in their calendar; it is tried again. */
    entryNotWithdrawn: (conferenceId: string, code: string) => line.warn({ conferenceId, code }, 'entry of an earlier chair not withdrawn'),
    /** Wake pointers that nobody can read were set aside; the audit gives their conferences new ones. */
    rowsSetAside: (count: number) => line.error({ count }, 'unreadable wake pointers set aside'),
    /** An e-mail did not leave; it is tried again. `code` is the server's, or the fault's. */
    mailNotSent: (conferenceId: string, code: string) => line.warn({ conferenceId, code }, 'e-mail not sent'),
    /** The office's mailbox could not be read; it is looked at again. */
    mailboxNotRead: (code: string) => line.warn({ code }, 'mailbox not read'),
    /** A message in the office's mailbox could not be acted on; it is tried again, and at the fifth failure left to the people who read it. */
    mailFailed: (failures: number, label: FaultLabel) => line.error({ failures, ...label }, 'message in the mailbox failed'),
    /** So many of those invited have no mailbox that Outlook could ask; they are told in Teams or by other ways. */
    inviteesWithoutAddress: (conferenceId: string, count: number) => line.info({ conferenceId, count }, 'invitees without an address'),
    /** A library printed something. Its text may hold anything, so only the count is kept. */
    libraryPrinted: (method: ConsoleMethod, count: number) => line.warn({ method, count }, 'library printed'),
  };
}

const CAPTURED: readonly ConsoleMethod[] = ['debug', 'error', 'info', 'log', 'trace', 'warn'];

/**
 * Takes over the console, on which botbuilder prints tokens, keys and error messages: each print becomes
 * one counted line without its text. Returns the function that gives the console back.
 */
export function captureConsole(log: Pick<Log, 'libraryPrinted'>): () => void {
  const originals = CAPTURED.map((method) => ({ method, original: console[method] }));
  let count = 0;
  for (const method of CAPTURED) console[method] = () => log.libraryPrinted(method, ++count);
  return () => {
    for (const { method, original } of originals) console[method] = original;
  };
}

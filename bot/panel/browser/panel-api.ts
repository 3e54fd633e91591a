/**
 * The panel's server half, asked over HTTP. The token goes in the header of each request and nowhere else; a 401 is
 * answered once with a fresh token, because the old one may have run out while the conference went on.
 */
import type { PanelActAnswer, PanelActRequest, PanelList, PanelView } from '../panel-view.ts';

/** Why the server half gave no answer. `away` may pass by itself; `taken` words say what was wrong with the request. */
export type FaultKind = 'away' | 'unknownPerson' | 'notYours' | 'notTaken';

export class PanelFault extends Error {
  readonly kind: FaultKind;
  readonly words: string;

  constructor(kind: FaultKind, words: string) {
    super(kind);
    this.name = 'PanelFault';
    this.kind = kind;
    this.words = words;
  }
}

/** The meeting as Teams names it: a hint for finding its conference, never proof of anything. */
export type MeetingPlace = { readonly chatId: string; readonly meetingId: string | null };

export type PanelApi = {
  /** The caller's own conferences, soonest first; with a chat id, the linked one is marked. */
  readonly conferences: (meeting: MeetingPlace | null) => Promise<PanelList>;
  readonly conference: (conferenceId: string) => Promise<PanelView>;
  readonly act: (conferenceId: string, request: PanelActRequest) => Promise<PanelActAnswer>;
  /** Newline-delimited views newer than a version, until the signal or the server ends it. */
  readonly stream: (conferenceId: string, after: number, signal: AbortSignal) => Promise<ReadableStream<Uint8Array>>;
};

const patienceMs = 15_000;

/** All four throw `PanelFault` and nothing else (but for an abort asked for). */
export function panelApi(token: () => Promise<string>): PanelApi {
  const json = async (path: string, init: RequestInit = {}): Promise<unknown> => {
    const response = await request(token, path, { ...init, signal: AbortSignal.timeout(patienceMs) });
    return response.json().catch(() => { throw away(); });
  };
  return {
    conferences: async (meeting) => (await json(`/api/panel/conferences${meeting === null ? '' : `?${meetingQuery(meeting)}`}`)) as PanelList,
    conference: async (id) => panelView(await json(`/api/panel/conferences/${encodeURIComponent(id)}`)),
    act: async (id, body) =>
      (await json(`/api/panel/conferences/${encodeURIComponent(id)}/acts`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      })) as PanelActAnswer,
    stream: async (id, after, signal) => {
      const response = await request(token, `/api/panel/conferences/${encodeURIComponent(id)}/stream?after=${after}`, { signal });
      if (response.body === null) throw away();
      return response.body;
    },
  };
}

function meetingQuery({ chatId, meetingId }: MeetingPlace): string {
  return new URLSearchParams({ meeting: chatId, ...(meetingId === null ? {} : { meetingId }) }).toString();
}

/** Checks that a value is a view at all; its fields are the server half's word. */
export function panelView(value: unknown): PanelView {
  const view = value as Partial<PanelView> | null;
  if (typeof view !== 'object' || view === null) throw away();
  if (typeof view.version !== 'number' || (view.kind !== 'chair' && view.kind !== 'participant')) throw away();
  return view as PanelView;
}

async function request(token: () => Promise<string>, path: string, init: RequestInit): Promise<Response> {
  const first = await send(await tokenOrFault(token), path, init);
  const response = first.status === 401 ? await send(await tokenOrFault(token), path, init) : first;
  if (response.ok) return response;
  throw await fault(response);
}

async function send(token: string, path: string, init: RequestInit): Promise<Response> {
  const headers = new Headers(init.headers);
  headers.set('authorization', `Bearer ${token}`);
  try {
    return await fetch(path, { ...init, headers, cache: 'no-store', credentials: 'omit', redirect: 'error' });
  } catch {
    throw away();
  }
}

async function tokenOrFault(token: () => Promise<string>): Promise<string> {
  try {
    return await token();
  } catch {
    throw new PanelFault('unknownPerson', 'Teams could not say who you are. Please close the panel and open it again.');
  }
}

async function fault(response: Response): Promise<PanelFault> {
  const said = (await response.json().catch(() => null)) as { readonly message?: unknown } | null;
  const words = typeof said?.message === 'string' ? said.message : '';
  switch (response.status) {
    case 401:
      return new PanelFault('unknownPerson', words || 'Teams could not say who you are. Please close the panel and open it again.');
    case 403:
    case 404:
      return new PanelFault('notYours', words || 'This conference is not open to you.');
    case 400:
    case 413:
      return new PanelFault('notTaken', words || 'This could not be taken in as it is.');
    default:
      return away();
  }
}

function away(): PanelFault {
  return new PanelFault('away', 'Conference Companion cannot be reached just now.');
}

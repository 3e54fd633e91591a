/**
 * The panel's server half: the page, the caller's conferences, one conference's view and stream, and acts upon it.
 * Who asks comes from the verified token alone. "Not yours" and "no such conference" are one answer.
 */
import type { Request, Response, Server } from 'restify';
import { londonDateOf, londonInstant, longMoment, type CivilInstant } from '../../src/calendar/instants.ts';
import { parsePlainDate } from '../../src/calendar/plain-date.ts';
import { rolesIn, type BookedConference, type ConferenceState } from '../../src/conference/state.ts';
import { may } from '../../src/people/access.ts';
import type { PersonKey } from '../../src/people/person.ts';
import type { Authority } from '../authority.ts';
import type { ConferenceRules } from '../conference-rules.ts';
import type { Desk, Turn } from '../desk.ts';
import { readJson, sendJson } from '../json-exchange.ts';
import type { ConferenceLists } from '../conference-lists.ts';
import { refusalWords } from '../words.ts';
import { parsePanelAct } from './acts.ts';
import type { PanelLive } from './live.ts';
import { panelPolicy, type Asset, type PanelPage } from './page.ts';
import type { PanelActAnswer, PanelList, PanelView } from './panel-view.ts';
import { streamViews } from './stream.ts';
import { viewFor } from './view.ts';

export type Caller = { readonly person: PersonKey; readonly tokenExpiresAt: number };

export type PanelParts = {
  /** Verifies the Authorization header; undefined when it proves nobody. */
  readonly whoAsks: (authorization: string | undefined) => Promise<Caller | undefined>;
  readonly desk: Desk;
  readonly lists: ConferenceLists;
  readonly authority: Authority;
  readonly rulesOf: (state: BookedConference) => ConferenceRules;
  /** What Teams calls somebody in a meeting. */
  readonly teamsRole: (person: PersonKey, meetingId: string) => Promise<PanelList['teamsRole']>;
  readonly live: PanelLive;
  readonly page: PanelPage;
  readonly frameAncestors: readonly string[];
  readonly civilNow: () => CivilInstant;
  readonly machineNow: () => number;
};

const NOT_YOURS = { message: 'This is not yours to see, or there is no such conference.' };
const SIGN_IN = { message: 'Your sign-in could not be confirmed. Please open this from Teams again.' };
const NOT_AN_ACT = { message: 'That request could not be understood. Please load the page again.' };
/** Teams' ids are long base64; whatever else comes is not passed on. */
const MEETING_ID = /^[\w.:@=+/-]{1,500}$/;
const CONFERENCE_ID = /^[a-z0-9-]{8,64}$/;
const MOST_STREAMS_A_PERSON = 5;

type Handler = (request: Request, response: Response, caller: Caller) => Promise<void>;

/** Adds the routes to the server. */
export function addPanelRoutes(server: Server, parts: PanelParts): void {
  const streams = new Map<PersonKey, number>();
  const signedIn = (handler: Handler) => async (request: Request, response: Response): Promise<void> => {
    const caller = await parts.whoAsks(request.headers.authorization);
    return caller === undefined ? sendJson(response, 401, SIGN_IN) : handler(request, response, caller);
  };
  const policy = panelPolicy(parts.frameAncestors);
  server.get('/panel', (_request, response, next) => {
    serveAsset(response, parts.page.page, policy, 'no-store');
    next();
  });
  server.get('/panel/assets/:file', (request, response, next) => {
    serveAsset(response, parts.page.assets.get(String(request.params.file)), policy, 'public, max-age=31536000, immutable');
    next();
  });
  server.get('/api/panel/conferences', signedIn((request, response, caller) => list(parts, request, response, caller)));
  server.get('/api/panel/conferences/:id', signedIn((request, response, caller) => look(parts, request, response, caller)));
  server.get('/api/panel/conferences/:id/stream', signedIn((request, response, caller) => stream(parts, streams, request, response, caller)));
  server.post('/api/panel/conferences/:id/acts', signedIn((request, response, caller) => act(parts, request, response, caller)));
}

function serveAsset(response: Response, asset: Asset | undefined, policy: string, caching: string): void {
  if (asset === undefined) return sendJson(response, 404, { message: 'There is nothing at this address.' });
  response.writeHead(200, {
    'content-type': asset.type,
    'content-length': asset.bytes.length,
    'content-security-policy': policy,
    'cache-control': caching,
  });
  response.end(asset.bytes);
}

async function list(parts: PanelParts, request: Request, response: Response, caller: Caller): Promise<void> {
  const { searchParams } = new URL(request.url ?? '', 'http://panel');
  const [chatId, meetingId] = [searchParams.get('meeting'), searchParams.get('meetingId')];
  const rows = await parts.lists.ofPerson(caller.person, londonDateOf(parts.civilNow()));
  const teamsRole = meetingId === null || !MEETING_ID.test(meetingId) ? null : await parts.teamsRole(caller.person, meetingId);
  const answer: PanelList = {
    teamsRole,
    conferences: rows.map((row) => {
      const on = parsePlainDate(row.on);
      return {
        conferenceId: row.conferenceId, caseReference: row.caseReference,
        when: on === undefined ? '' : longMoment(londonInstant(on, row.from)),
        mine: row.role === 'conferenceChair' ? 'chair' : 'participant',
        linked: chatId !== null && row.linkedChatId === chatId,
      };
    }),
  };
  sendJson(response, 200, answer);
}

async function look(parts: PanelParts, request: Request, response: Response, caller: Caller): Promise<void> {
  const view = await viewOf(parts, String(request.params.id), caller.person);
  sendJson(response, view === undefined ? 403 : 200, view ?? NOT_YOURS);
}

async function stream(parts: PanelParts, streams: Map<PersonKey, number>, request: Request, response: Response, caller: Caller): Promise<void> {
  const id = String(request.params.id);
  if ((await viewOf(parts, id, caller.person)) === undefined) return sendJson(response, 403, NOT_YOURS);
  const open = streams.get(caller.person) ?? 0;
  if (open >= MOST_STREAMS_A_PERSON) return sendJson(response, 429, { message: 'The conference is open in too many places. Please close one.' });
  streams.set(caller.person, open + 1);
  try {
    await streamViews(response, {
      view: () => viewOf(parts, id, caller.person),
      watch: (watcher) => parts.live.watch(id, watcher),
      after: Number(new URL(request.url ?? '', 'http://panel').searchParams.get('after')) || 0,
      tokenExpiresAt: caller.tokenExpiresAt,
      machineNow: parts.machineNow,
    });
  } finally {
    const left = (streams.get(caller.person) ?? 1) - 1;
    if (left > 0) streams.set(caller.person, left);
    else streams.delete(caller.person);
  }
}

async function act(parts: PanelParts, request: Request, response: Response, caller: Caller): Promise<void> {
  const id = String(request.params.id);
  if ((await viewOf(parts, id, caller.person)) === undefined) return sendJson(response, 403, NOT_YOURS);
  const body = await readJson(request);
  if (body.kind === 'refused') return sendJson(response, body.status, NOT_AN_ACT);
  const asked = parsePanelAct(body.value);
  if (asked === undefined) return sendJson(response, 400, NOT_AN_ACT);
  const actor = { kind: 'person', person: caller.person, authorityRoles: parts.authority.rolesOf(caller.person) } as const;
  const turn = await parts.desk.perform(id, asked.command, actor, { operationId: asked.operationId, verb: `panel.${asked.command.do}` });
  const view = seenBy(parts, id, turn.state, caller.person);
  if (view === undefined || (turn.kind === 'refused' && turn.refusals.some((refusal) => refusal.code === 'notAllowed'))) return sendJson(response, 403, NOT_YOURS);
  sendJson(response, 200, answerOf(turn, view));
}

function answerOf(turn: Turn, view: PanelView): PanelActAnswer {
  switch (turn.kind) {
    case 'done': return { kind: 'done', view };
    case 'changedMeanwhile':
      return { kind: 'refused', view, reasons: [{ code: 'changedMeanwhile', field: null, words: 'This has changed meanwhile. What you typed is still here; please look and try again.', needsReason: false }] };
    case 'refused':
      return { kind: 'refused', view, reasons: turn.refusals.map((refusal) => ({ code: refusal.code, field: refusal.field ?? null, words: refusalWords(refusal), needsReason: refusal.code === 'needsReason' })) };
  }
}

async function viewOf(parts: PanelParts, conferenceId: string, person: PersonKey): Promise<PanelView | undefined> {
  if (!CONFERENCE_ID.test(conferenceId)) return undefined;
  return seenBy(parts, conferenceId, await parts.desk.look(conferenceId), person);
}

function seenBy(parts: PanelParts, conferenceId: string, state: ConferenceState, person: PersonKey): PanelView | undefined {
  if (state.kind !== 'booked') return undefined;
  const roles = rolesIn(state, person, parts.authority.rolesOf(person));
  return may(roles, 'agenda.follow') ? viewFor(conferenceId, state, roles, parts.rulesOf(state), londonDateOf(parts.civilNow())) : undefined;
}

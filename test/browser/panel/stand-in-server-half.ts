/**
 * A server half of the panel that a test can hold, break and look into: it keeps what acts say in memory, and is no
 * judge of procedure. With it, a page that plays Teams around the panel. The token is the role: `chair` or `participant`.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { ChairView, PanelAct, PanelActAnswer, PanelActRequest, PanelDecision, PanelPlan, PanelView } from '../../../bot/panel/panel-view.ts';
import { panelPolicy, readPanel } from '../../../bot/panel/page.ts';
import { panelPlaces } from '../../../tools/build-panel.ts';
import { children, people, steps } from './stand-in-agenda.ts';
import { teamsPage } from './stand-in-teams-page.ts';

type Attendance = Extract<PanelAct, { do: 'recordAttendance' }>['status'];

export type Held = {
  version: number;
  stepId: string;
  linked: boolean;
  captured: Record<string, Record<string, string | boolean>>;
  attendance: Record<string, Attendance>;
  decisions: Record<string, PanelDecision>;
  plan: PanelPlan | null;
  released: string | null;
};

/** Starts both on free ports of this machine. */
export async function startStandIn() {
  const panel = await readPanel(panelPlaces.built);
  const held: Held = { version: 1, stepId: 'opening', linked: true, captured: {}, attendance: {}, decisions: {}, plan: null, released: null };
  const requests: PanelActRequest[] = [];
  const done = new Set<string>();
  const streams = new Set<{ role: string; response: ServerResponse }>();
  const broken = { acts: 0, streams: false };

  const changed = (): void => {
    held.version += 1;
    for (const { role, response } of streams) response.write(`${JSON.stringify(viewOf(held, role))}\n`);
  };

  const bot = createServer((request, response) => void answer(request, response));
  const teams = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html' });
    response.end(teamsPage(`${addressOf(bot)}/panel`));
  });
  await Promise.all([listening(bot), listening(teams)]);

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://bot');
    const asset = url.pathname === '/panel' ? panel.page : panel.assets.get(url.pathname.split('/').at(-1) ?? '');
    if (asset !== undefined) {
      response.writeHead(200, { 'content-type': asset.type, 'content-security-policy': panelPolicy([addressOf(teams)]) });
      return void response.end(asset.bytes);
    }
    const role = request.headers.authorization?.replace('Bearer ', '') ?? '';
    if (role !== 'chair' && role !== 'participant') return json(response, 401, { message: 'Your sign-in could not be confirmed.' });
    if (url.pathname.endsWith('/conferences')) return json(response, 200, { conferences: [{ conferenceId: 'c-1', caseReference: 'EX-1', when: 'Tuesday', mine: role, linked: held.linked }] });
    if (url.pathname.endsWith('/stream')) return stream(role, Number(url.searchParams.get('after')), response);
    if (request.method !== 'POST') return json(response, 200, viewOf(held, role));
    const asked = JSON.parse(await text(request)) as PanelActRequest;
    requests.push(asked);
    if (broken.acts > 0) {
      broken.acts -= 1;
      return json(response, 503, { message: 'Conference Companion cannot be reached just now.' });
    }
    return json(response, 200, perform(role, asked));
  }

  function stream(role: string, after: number, response: ServerResponse): void {
    if (broken.streams) return json(response, 503, {});
    response.writeHead(200, { 'content-type': 'application/x-ndjson' });
    response.write(after < held.version ? `${JSON.stringify(viewOf(held, role))}\n` : '\n');
    const open = { role, response };
    streams.add(open);
    response.once('close', () => streams.delete(open));
  }

  function perform(role: string, { operationId, act }: PanelActRequest): PanelActAnswer {
    if (!done.has(operationId)) {
      const lacking = act.do === 'enterStep' && act.reason === null && missingOf(held).length > 0;
      if (lacking) return { kind: 'refused', view: viewOf(held, role), reasons: [{ code: 'needsReason', field: 'reason', words: 'Something is still missing.', needsReason: true }] };
      apply(held, act);
      done.add(operationId);
      changed();
    }
    return { kind: 'done', view: viewOf(held, role) };
  }

  return {
    teams: addressOf(teams), panel: `${addressOf(bot)}/panel`, held, requests, broken,
    /** Something happened elsewhere. */
    elsewhere(change: (held: Held) => void): void {
      change(held);
      changed();
    },
    openStreams: () => streams.size,
    dropStreams: () => streams.forEach(({ response }) => response.destroy()),
    async stops() {
      for (const server of [bot, teams]) server.closeAllConnections();
      await Promise.all([bot, teams].map((server) => new Promise((resolve) => server.close(resolve))));
    },
  };
}

function apply(held: Held, act: PanelAct): void {
  switch (act.do) {
    case 'linkMeeting': held.linked = true; break;
    case 'enterStep': held.stepId = act.stepId; break;
    case 'capture': held.captured[`${act.stepId}/${act.captureId}`] = { ...held.captured[`${act.stepId}/${act.captureId}`], [act.childId ?? '']: act.value }; break;
    case 'recordAttendance': held.attendance[act.inviteeId] = act.status; break;
    case 'recordDecision': held.decisions[act.childId] = { ...act, label: '' }; break;
    case 'recordPlan': held.plan = act.plan; break;
    case 'release': held.released = 'Released on Tuesday 29 December 2026 at 12:05'; break;
  }
}

/** What the step in hand lacks: ticks, choices and texts only. */
function missingOf(held: Held): string[] {
  const now = steps.find(({ stepId }) => stepId === held.stepId);
  return (now?.captures ?? []).filter(({ captureId, kind }) => {
    const values = held.captured[`${held.stepId}/${captureId}`] ?? {};
    if (kind.endsWith('PerChild')) return children.some(({ childId }) => values[childId] === undefined);
    return ['tick', 'choice', 'text'].includes(kind) && values[''] === undefined;
  }).map(({ captureId }) => captureId);
}

function viewOf(held: Held, role: string): PanelView {
  const at = steps.findIndex(({ stepId }) => stepId === held.stepId);
  const shared = {
    version: held.version, conferenceId: 'c-1', caseReference: 'EX-1', when: 'Tuesday 29 December 2026 at 10:00', chairName: 'Alex Wren-Example', released: held.released,
    agenda: steps.map(({ stepId, number, title, minutes }, index) => ({ stepId, number, title, minutes, state: index === at ? 'now' as const : index < at ? 'done' as const : 'ahead' as const })),
  };
  if (role === 'participant') return { ...shared, kind: 'participant', expected: 'Please listen.' };
  const missing = missingOf(held);
  const now = steps[at]!;
  const current: ChairView['current'] = {
    ...now, previousStepId: steps[at - 1]?.stepId ?? null, nextStepId: steps[at + 1]?.stepId ?? null,
    captures: now.captures.map((capture) => ({ ...capture, missing: missing.includes(capture.captureId), values: held.captured[`${now.stepId}/${capture.captureId}`] ?? {} })),
  };
  return {
    ...shared, kind: 'chair', children, current, plan: held.plan, leadSocialWorker: 'Robin Ashdown-Example',
    people: people.map((person) => ({ ...person, attendance: held.attendance[person.inviteeId] ?? null })),
    decisions: Object.values(held.decisions),
    categories: [{ value: 'NEG', label: 'Neglect' }, { value: 'EMO', label: 'Emotional abuse' }],
    planLimits: { visitEveryDays: 28, firstCoreGroupBy: '2027-01-13', firstCoreGroupWords: 'No later than Wednesday 13 January 2027', reviewBy: '2027-03-25', reviewWords: 'No later than Thursday 25 March 2027' },
    gaps: held.plan?.aim ? [] : ['The plan has no aim (NOT-085)'],
    afterwards: ['First core group by Wednesday 13 January 2027 (NOT-099)'],
  };
}

function json(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(value));
}

function listening(server: Server): Promise<void> {
  return new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
}

function addressOf(server: Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

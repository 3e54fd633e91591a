/** A Graph of the test's own, over HTTP: it keeps every request, and answers as the test says. */
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export type Asked = { readonly method: string; readonly path: string; readonly headers: IncomingHttpHeaders; readonly body: unknown };
/** `hang`: no answer at all. */
export type Answer = { readonly status: number; readonly body?: unknown; readonly headers?: Record<string, string> } | 'hang';
export type GraphServer = { readonly url: string; readonly asked: Asked[]; answers: (asked: Asked) => Answer | Promise<Answer>; readonly stop: () => Promise<void> };

export async function graphServer(): Promise<GraphServer> {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    void (async () => {
      const body = await text(request);
      const one = { method: request.method ?? '', path: decodeURIComponent(request.url ?? ''), headers: request.headers, body: body === '' ? undefined : (JSON.parse(body) as unknown) };
      asked.push(one);
      reply(response, await graph.answers(one));
    })();
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const graph: GraphServer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked, answers: () => ({ status: 404 }),
    stop: async () => {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
  return graph;
}

function reply(response: ServerResponse, answer: Answer): void {
  if (answer === 'hang') return;
  response.writeHead(answer.status, { 'content-type': 'application/json', ...answer.headers });
  response.end(answer.body === undefined ? undefined : JSON.stringify(answer.body));
}

/** As Graph says no. */
export function refusal(status: number, code: string): Answer {
  return { status, body: { error: { code, message: 'Robin Fictional-Canary' } } };
}

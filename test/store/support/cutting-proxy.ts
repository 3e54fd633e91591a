/** Stands between a client and a server on this machine, passes everything on, and cuts the reply to some writes. */
import { createServer, request as ask, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export type CuttingProxy = { readonly port: number; readonly cuts: () => number; close(): Promise<void> };

/** `cut` is asked once the server has answered a writing request: true cuts the line instead of passing the answer on. */
export async function cuttingProxy(target: number, cut: () => boolean): Promise<CuttingProxy> {
  let cuts = 0;
  const server: Server = createServer((incoming, outgoing) => {
    const passedOn = ask({ host: '127.0.0.1', port: target, method: incoming.method, path: incoming.url, headers: incoming.headers }, (answer) => {
      if (incoming.method !== 'GET' && cut()) {
        cuts += 1;
        answer.resume();
        incoming.socket.destroy();
        return;
      }
      outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(outgoing);
    });
    passedOn.on('error', () => incoming.socket.destroy());
    incoming.pipe(passedOn);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    cuts: () => cuts,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

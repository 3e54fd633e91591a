/** What lies beside the local tables: which server has them open, and the account that unlocks it. */
import { createHash } from 'node:crypto';
import { join } from 'node:path';

/** The server that has the folder open. `port` is 0 while it is starting. */
export type Serving = { readonly pid: number; readonly port: number; readonly since: number };

/** A storage account of this folder alone: never the emulator's well-known one. `key` is base64. */
export type LocalAccount = { readonly name: string; readonly key: string };

export function placesIn(dataFolder: string): { readonly serving: string; readonly account: string; readonly tables: string } {
  return {
    serving: join(dataFolder, 'table-server.json'),
    account: join(dataFolder, 'account.json'),
    tables: join(dataFolder, 'tables.json'),
  };
}

/** Reads what a server wrote about itself; undefined for anything else. */
export function parseServing(text: string): Serving | undefined {
  const read = parsed(text);
  const { pid, port, since } = read;
  return isCount(pid) && isCount(port) && isCount(since) ? { pid, port, since } : undefined;
}

export function parseAccount(text: string): LocalAccount | undefined {
  const { name, key } = parsed(text);
  return typeof name === 'string' && typeof key === 'string' ? { name, key } : undefined;
}

export function connectionStringFor(account: LocalAccount, port: number): string {
  const endpoint = `http://127.0.0.1:${port}/${account.name}`;
  return `DefaultEndpointsProtocol=http;AccountName=${account.name};AccountKey=${account.key};TableEndpoint=${endpoint};`;
}

/** The header every answer of a server carries, and what it says for this account: how a server knows its own again. */
export const signatureHeader = 'companion-tables';

export function signatureOf(account: LocalAccount): string {
  return createHash('sha256').update(account.key).digest('hex');
}

function parsed(text: string): Record<string, unknown> {
  try {
    const read: unknown = JSON.parse(text);
    return typeof read === 'object' && read !== null ? (read as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

/**
 * The table port on Azure Tables: an Azure Storage account, or Azurite on this machine.
 * Authority: Table service REST API error codes (Microsoft Learn).
 */
import { RestError, TableClient, type TableServiceClientOptions, type TransactionAction } from '@azure/data-tables';
import { checkKey, checkRow, checkTransaction, pageRows } from '../limits.ts';
import type { Change, Committed, Conflict, KeyRange, NewRow, Removed, StoredRow, Table, TableName, TableStore, Written } from '../port.ts';
import { StoreFault } from '../port.ts';
import { entityOf, rowOf } from './entity.ts';
import { rangeFilter } from './range-filter.ts';

/** What the SDK asks of an identity (managed identity in Azure); the object itself comes from the composition. */
export type TokenCredential = {
  getToken(scopes: string | string[], options?: object): Promise<{ token: string; expiresOnTimestamp: number } | null>;
};

export type AzureAccount = { readonly connectionString: string } | { readonly accountUrl: string; readonly credential: TokenCredential };

const tableNames: readonly TableName[] = ['conferences', 'wakes', 'diary', 'people', 'drafts', 'settings'];
const loopbackHosts = new Set(['127.0.0.1', '[::1]', 'localhost']);
/** Milliseconds; one that times out is not tried again, because a card has to be answered within four seconds. */
const timeoutOfATry = 3_000;

/**
 * A store on the account. Nothing is sent until `open`.
 * Throws a RangeError for an account that is not reached by https, unless it is on this machine.
 */
export function azureTableStore(account: AzureAccount): TableStore {
  const tables = new Map(tableNames.map((name) => [name, new AzureTable(clientOf(account, `companion${name}`))]));
  return {
    table(name) {
      const table = tables.get(name);
      if (!table) throw new StoreFault('table with an unknown name', undefined);
      return table;
    },
    async open() {
      await Promise.all([...tables.values()].map((table) => table.create()));
    },
    async ready() {
      try {
        await tables.get('settings')?.read('health', 'health');
        return true;
      } catch {
        return false;
      }
    },
  };
}

class AzureTable implements Table {
  readonly #client: TableClient;

  constructor(client: TableClient) {
    this.#client = client;
  }

  create(): Promise<void> {
    return asked('open', () => this.#client.createTable(withinTime));
  }

  async read(partition: string, row: string): Promise<StoredRow | undefined> {
    checkKey('read', partition);
    checkKey('read', row);
    const found = await asked('read', async () => rowOf(await this.#client.getEntity(partition, row, withinTime)), conflictOf);
    return isConflict(found) ? undefined : found;
  }

  async insert(row: NewRow): Promise<Written | Conflict> {
    checkRow('insert', row);
    return asked('insert', async () => written(await this.#client.createEntity(entityOf(row), withinTime)), conflictOf);
  }

  async replace(row: NewRow, etag: string): Promise<Written | Conflict> {
    checkRow('replace', row);
    return asked('replace', async () => written(await this.#client.updateEntity(entityOf(row), 'Replace', { ...withinTime, etag })), conflictOf);
  }

  async remove(partition: string, row: string, etag: string): Promise<Removed | Conflict> {
    checkKey('remove', partition);
    checkKey('remove', row);
    const removed: Removed = { kind: 'removed' };
    return asked('remove', () => this.#client.deleteEntity(partition, row, { ...withinTime, etag }).then(() => removed), conflictOf);
  }

  async *range(partition: string, range: KeyRange): AsyncGenerator<StoredRow> {
    let wanted = range.limit ?? Infinity;
    if (wanted <= 0) return;
    const filter = rangeFilter(partition, range);
    const pages = this.#client
      .listEntities({ ...withinTime, queryOptions: { filter } })
      .byPage({ maxPageSize: Math.min(wanted, pageRows) });
    while (wanted > 0) {
      const page = await asked('range', () => pages.next());
      if (page.done) return;
      const rows = page.value.slice(0, wanted).map(rowOf);
      wanted -= rows.length;
      yield* rows;
    }
  }

  async transact(changes: readonly Change[]): Promise<Committed | Conflict> {
    checkTransaction(changes);
    return asked('transaction', async (): Promise<Committed> => {
      const { subResponses } = await this.#client.submitTransaction(changes.map(actionOf), withinTime);
      return { kind: 'committed', etags: changes.map((_change, place) => subResponses[place]?.etag ?? '') };
    }, conflictOf);
  }
}

const withinTime = { requestOptions: { timeout: timeoutOfATry } };

function clientOf(account: AzureAccount, tableName: string): TableClient {
  const options: TableServiceClientOptions = { retryOptions: { maxRetries: 2, retryDelayInMs: 100, maxRetryDelayInMs: 800 } };
  if ('connectionString' in account) {
    const allowInsecureConnection = onThisMachine(endpointIn(account.connectionString));
    return TableClient.fromConnectionString(account.connectionString, tableName, { ...options, allowInsecureConnection });
  }
  return new TableClient(account.accountUrl, tableName, account.credential, { ...options, allowInsecureConnection: onThisMachine(account.accountUrl) });
}

/** Whether plain http is all right: only where it never leaves the machine. Throws a RangeError for http anywhere else. */
function onThisMachine(endpoint: string | undefined): boolean {
  const url = endpoint === undefined ? undefined : URL.parse(endpoint);
  if (url?.protocol !== 'http:') return false;
  if (!loopbackHosts.has(url.hostname)) throw new RangeError('The table store is reached by https, except on this machine.');
  return true;
}

function endpointIn(connectionString: string): string | undefined {
  const named = new Map(
    connectionString.split(';').map((part) => [part.slice(0, part.indexOf('=')).trim().toLowerCase(), part.slice(part.indexOf('=') + 1)] as const),
  );
  // Without an endpoint of its own, an account that asks for http would be asked for it across the network.
  const protocol = named.get('defaultendpointsprotocol')?.toLowerCase();
  return named.get('tableendpoint') ?? (protocol === 'http' ? `http://${named.get('accountname') ?? ''}.table` : undefined);
}

function written({ etag }: { etag?: string }): Written {
  if (etag === undefined) throw new StoreFault('write without an ETag in the reply', undefined);
  return { kind: 'written', etag };
}

function actionOf(change: Change): TransactionAction {
  return change.do === 'insert' ? ['create', entityOf(change.row)] : ['update', entityOf(change.row), 'Replace', { etag: change.etag }];
}

function isConflict(answer: StoredRow | Conflict): answer is Conflict {
  return 'kind' in answer;
}

function conflictOf(error: RestError): Conflict | undefined {
  const code = errorCode(error);
  if (error.statusCode === 409 && code === 'EntityAlreadyExists') return { kind: 'conflict', why: 'exists' };
  if (error.statusCode === 412) return { kind: 'conflict', why: 'changed' };
  if (error.statusCode === 404 && code === 'ResourceNotFound') return { kind: 'conflict', why: 'missing' };
  return undefined;
}

/** A transaction carries the code on the error, a single request in the body it parsed. */
function errorCode({ code, response }: RestError): string | undefined {
  const body = (response as { parsedBody?: { odataError?: { code?: string } } } | undefined)?.parsedBody;
  return code ?? body?.odataError?.code;
}

/** Asks the service; what it answers with an error is a conflict where `meaning` says so, and a `StoreFault` otherwise. */
async function asked<Answer, Meaning = never>(
  operation: string,
  request: () => Promise<Answer>,
  meaning?: (error: RestError) => Meaning | undefined,
): Promise<Answer | Meaning> {
  try {
    return await request();
  } catch (error) {
    if (error instanceof StoreFault) throw error;
    // A request error quotes the request, keys and rows included: its code goes further, the error itself does not.
    if (!(error instanceof RestError)) throw new StoreFault(operation, undefined, { cause: error instanceof Error ? error.name : undefined });
    const meant = meaning?.(error);
    if (meant !== undefined) return meant;
    throw new StoreFault(operation, error.statusCode, { cause: errorCode(error) });
  }
}

/**
 * The table port: the few things Azure Tables does well, and nothing more.
 * Two adapters stand behind it, `azure-tables/` and `memory/`; one contract suite judges both.
 */

/** One table per kind of thing, so that a sweep never reads past what it looks for. */
export type TableName = 'conferences' | 'wakes' | 'diary' | 'people' | 'drafts' | 'settings';

/** What a row may carry: text up to 32,000 UTF-16 units, finite numbers, booleans. Longer text is split by the caller. */
export type Properties = Readonly<Record<string, string | number | boolean>>;

/** A row to write. Keys hold no `/ \ # ?`, no control character, and are at most 512 characters. */
export type NewRow = { readonly partition: string; readonly row: string; readonly properties: Properties };

/** A row as read, with the ETag that a later replace or remove must name. */
export type StoredRow = NewRow & { readonly etag: string };

/** `exists`: insert met a row. `changed`: the ETag was not the row's. `missing`: there is no such row. */
export type Conflict = { readonly kind: 'conflict'; readonly why: 'exists' | 'changed' | 'missing' };

export type Written = { readonly kind: 'written'; readonly etag: string };
export type Removed = { readonly kind: 'removed' };
/** `etags`: of each row now, in the order of the changes; '' where the service named none. */
export type Committed = { readonly kind: 'committed'; readonly etags: readonly string[] };

/**
 * Part of a transaction: all changes name the same partition, and each row at most once.
 * There is no conditional removal here: the SDK drops its ETag. A row that has had its day is replaced by an empty one.
 */
export type Change =
  | { readonly do: 'insert'; readonly row: NewRow }
  | { readonly do: 'replace'; readonly row: NewRow; readonly etag: string };

/** Row keys in ordinal (UTF-16) order; both ends optional, `limit` in rows. */
export type KeyRange = { readonly after?: string; readonly from?: string; readonly upTo?: string; readonly before?: string; readonly limit?: number };

/**
 * Conflicts are values; anything else that goes wrong (store down, row too big, malformed key) is thrown
 * as a `StoreFault`. A reply lost on the way may turn our own write into a conflict: callers that must know
 * read back and compare their operation before they believe a conflict.
 */
export interface Table {
  /** Point read. */
  read(partition: string, row: string): Promise<StoredRow | undefined>;
  /** Insert if absent. */
  insert(row: NewRow): Promise<Written | Conflict>;
  /** Replace whole, if unchanged since `etag`. */
  replace(row: NewRow, etag: string): Promise<Written | Conflict>;
  /** Remove, if unchanged since `etag`. */
  remove(partition: string, row: string, etag: string): Promise<Removed | Conflict>;
  /** Rows of one partition by key range, in key order; reads page by page, at most 1,000 rows a page. */
  range(partition: string, range: KeyRange): AsyncIterable<StoredRow>;
  /** At most 100 changes and under 4 MiB, all or nothing. */
  transact(changes: readonly Change[]): Promise<Committed | Conflict>;
}

export interface TableStore {
  table(name: TableName): Table;
  /** Creates missing tables; throws a `StoreFault` when the store cannot be reached. */
  open(): Promise<void>;
  /** Answers whether one small read succeeds now; used by the health check. */
  ready(): Promise<boolean>;
}

/** The store could not do what was asked, for a reason that is not a conflict. Carries no row content. */
export class StoreFault extends Error {
  readonly operation: string;
  readonly status: number | undefined;
  constructor(operation: string, status: number | undefined, options?: { cause?: unknown }) {
    super(`table store: ${operation} failed${status === undefined ? '' : ` with ${status}`}`, options);
    this.name = 'StoreFault';
    this.operation = operation;
    this.status = status;
  }
}

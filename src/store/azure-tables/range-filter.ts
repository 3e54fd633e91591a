/**
 * The one place where a query filter is written. Values come in as text, are checked to be text, and are quoted:
 * the SDK's own helper lets an array or an object through unquoted, and with it a filter of somebody's choosing.
 * Authority: OData literals, "Querying tables and entities" (Microsoft Learn).
 */
import { checkKey } from '../limits.ts';
import type { KeyRange } from '../port.ts';

/** `PartitionKey eq '…' and RowKey gt '…' …` for the bounds that are given. Throws a `StoreFault` for a malformed key. */
export function rangeFilter(partition: string, { after, from, upTo, before }: KeyRange): string {
  const bounds = [
    ['gt', after],
    ['ge', from],
    ['le', upTo],
    ['lt', before],
  ] as const;
  const conditions = bounds.flatMap(([comparison, key]) => (key === undefined ? [] : [`RowKey ${comparison} ${literal(key)}`]));
  return [`PartitionKey eq ${literal(partition)}`, ...conditions].join(' and ');
}

function literal(key: string): string {
  checkKey('range', key);
  return `'${key.replaceAll("'", "''")}'`;
}

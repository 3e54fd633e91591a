/**
 * Who someone is: always the pair of verified tenant and Entra object id, never a name, an address or anything typed.
 */

declare const personKeyBrand: unique symbol;
/** `tenantId.objectId`, both lower-case GUIDs: safe as a table key and free of anything about the person. */
export type PersonKey = string & { readonly [personKeyBrand]: true };

const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Builds the key from two ids that a verified token carried; undefined when either is not a GUID. */
export function personKey(tenantId: unknown, objectId: unknown): PersonKey | undefined {
  if (typeof tenantId !== 'string' || typeof objectId !== 'string') return undefined;
  const tenant = tenantId.toLowerCase();
  const object = objectId.toLowerCase();
  return GUID.test(tenant) && GUID.test(object) ? (`${tenant}.${object}` as PersonKey) : undefined;
}

/** Reads a key back from our own records; undefined when it is not one. */
export function parsePersonKey(text: unknown): PersonKey | undefined {
  if (typeof text !== 'string') return undefined;
  const [tenant, object, ...rest] = text.split('.');
  return rest.length === 0 ? personKey(tenant, object) : undefined;
}

/** The Entra object id inside a key. */
export function objectIdOf(key: PersonKey): string {
  return key.slice(key.indexOf('.') + 1);
}

/** The tenant id inside a key. */
export function tenantOf(key: PersonKey): string {
  return key.slice(0, key.indexOf('.'));
}

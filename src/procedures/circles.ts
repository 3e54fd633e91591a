/** Whether a chain of names comes back to where it began: packs that stand on packs, limits that keep to limits. */
export function leadsBack(start: string, first: string, nextOf: (name: string) => readonly string[]): boolean {
  const seen = new Set<string>();
  const open = [first];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (name === start) return true;
    if (!seen.has(name)) open.push(...nextOf(name));
    seen.add(name);
  }
  return false;
}

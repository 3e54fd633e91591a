/** JSON keeps the last of two like keys without a word; a pack author must hear of the first. */

/** The paths of keys that stand twice in one object, such as 'rules.NOT-001'. The text must be JSON. */
export function repeatedKeys(text: string): string[] {
  const repeated: string[] = [];
  const open: { readonly path: string; readonly keys: Set<string> | undefined; index: number; key: string }[] = [];
  const token = /"(?:[^"\\]|\\.)*"|[[\]{},:]/g;
  for (let match = token.exec(text); match !== null; match = token.exec(text)) {
    const inside = open.at(-1);
    const [found] = match;
    if (found === '{' || found === '[') open.push({ path: pathWithin(inside), keys: found === '{' ? new Set() : undefined, index: 0, key: '' });
    else if (found === '}' || found === ']') open.pop();
    else if (found === ',' && inside !== undefined) inside.index += 1;
    else if (found.startsWith('"') && inside?.keys !== undefined && /^\s*:/.test(text.slice(token.lastIndex, token.lastIndex + 20))) {
      inside.key = JSON.parse(found) as string;
      if (inside.keys.has(inside.key)) repeated.push(pathWithin(inside));
      inside.keys.add(inside.key);
    }
  }
  return repeated;
}

function pathWithin(inside: { readonly path: string; readonly keys: ReadonlySet<string> | undefined; readonly index: number; readonly key: string } | undefined): string {
  if (inside === undefined) return '';
  if (inside.keys === undefined) return `${inside.path}[${inside.index}]`;
  return inside.path === '' ? inside.key : `${inside.path}.${inside.key}`;
}

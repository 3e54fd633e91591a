/**
 * The boundary check: every import of the product, judged against `house-rules.ts`.
 * What cannot be judged (a computed import, a path out of the checkout or into node_modules) is refused.
 */
import { isBuiltin } from 'node:module';
import { posix } from 'node:path';
import { rooms, workrooms, type Room } from './house-rules.ts';
import { importsOf, type Import } from './imports.ts';

/** A source text; `path` from the root of the checkout, with forward slashes. */
export type SourceText = { readonly path: string; readonly text: string };

/** One import that crosses a wall: where it stands, what it names, and why it may not. */
export type Breach = { readonly file: string; readonly line: number; readonly imports: string; readonly because: string };

/** All breaches in these files, in order. Throws `Unparsable` for a file that does not parse. */
export function breachesIn(files: readonly SourceText[]): Breach[] {
  return files.flatMap(({ path, text }) => {
    if (within(path, workrooms)) return [];
    const room = roomOf(path);
    if (room === undefined) return [{ file: path, line: 1, imports: '', because: 'no room of the house has this path: see tools/house-rules.ts' }];
    const imports = importsOf(path, text);
    return imports.flatMap((one) => {
      const because = whyRefused(path, room, one, imports);
      return because === undefined ? [] : [{ file: path, line: one.line, imports: one.specifier ?? '(computed)', because }];
    });
  });
}

function whyRefused(file: string, room: Room, { specifier, typeOnly }: Import, all: readonly Import[]): string | undefined {
  if (specifier === undefined) return 'a computed import cannot be checked: write the path as a plain string';
  if (isRelative(specifier)) return whyRefusedPath(file, room, specifier, typeOnly);
  if (!/^(node:|@[\w-]+\/)?\w[\w.-]*(\/\w[\w.-]*)*$/.test(specifier)) return 'an import is a relative path, a package or a node: module';
  if (specifier.startsWith('node:') || isBuiltin(specifier)) return whyRefusedBuiltIn(room, specifier);
  return whyRefusedPackage(room, specifier, typeOnly, all);
}

function whyRefusedPath(file: string, room: Room, specifier: string, typeOnly: boolean): string | undefined {
  if (/[\\%?#]/.test(specifier)) return 'a path is written plainly, without escapes, queries or backslashes';
  const target = posix.normalize(posix.join(posix.dirname(file), specifier));
  if (target.startsWith('..')) return 'the path leaves the checkout';
  if (target.split('/').includes('node_modules')) return 'a package is imported by its name, not by its path';
  const open = typeOnly ? [...room.values, ...room.types] : room.values;
  if (open.includes(target)) return undefined;
  const targetRoom = roomOf(target);
  if (targetRoom === room || (targetRoom !== undefined && open.includes(targetRoom.path))) return undefined;
  const typesWouldDo = room.types.includes(target) || (targetRoom !== undefined && room.types.includes(targetRoom.path));
  return typesWouldDo ? `${room.because} (here only \`import type\`)` : room.because;
}

function whyRefusedBuiltIn(room: Room, specifier: string): string | undefined {
  if (!specifier.startsWith('node:')) return `write node:${specifier}`;
  if (room.builtIns !== 'all') return room.builtIns.includes(specifier) ? undefined : room.because;
  const makesRequires = specifier === 'node:module' && room.path !== 'local';
  return makesRequires ? 'a require made by hand escapes this check' : undefined;
}

function whyRefusedPackage(room: Room, specifier: string, typeOnly: boolean, all: readonly Import[]): string | undefined {
  const name = specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
  const open = typeOnly ? [...room.packages, ...room.types] : room.packages;
  if (!open.includes(name)) return room.because;
  const zoned = all.some((one) => one.specifier === '@date-fns/utc' || one.specifier === '@date-fns/tz');
  return name === 'date-fns' && !zoned ? 'date-fns works on UTC or London dates only: import @date-fns/utc or @date-fns/tz beside it' : undefined;
}

function roomOf(path: string): Room | undefined {
  return rooms.filter((room) => within(path, [room.path])).sort((one, other) => other.path.length - one.path.length)[0];
}

function within(path: string, folders: readonly string[]): boolean {
  return folders.some((folder) => path === folder || path.startsWith(`${folder}/`));
}

function isRelative(specifier: string): boolean {
  return specifier.startsWith('./') || specifier.startsWith('../') || specifier === '.' || specifier === '..';
}

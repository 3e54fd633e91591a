/** A fresh checkout must install, on every platform the packages name: npm refuses a lockfile that lacks one of them. */
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';

type Locked = { version?: string; resolved?: string; integrity?: string; dependencies?: Record<string, string>; optionalDependencies?: Record<string, string> };
type Project = { dependencies: Record<string, string>; devDependencies: Record<string, string>; optionalDependencies: Record<string, string> };

const checkout = resolve(import.meta.dirname, '../..');

describe('the lockfile', () => {
  let locked: [path: string, Locked][];
  let project: Project;
  beforeAll(async () => {
    const lock = JSON.parse(await readFile(resolve(checkout, 'package-lock.json'), 'utf8')) as { packages: Record<string, Locked> };
    locked = Object.entries(lock.packages);
    project = JSON.parse(await readFile(resolve(checkout, 'package.json'), 'utf8')) as Project;
  });

  it('has every package that another one needs or may use', () => {
    const paths = new Set(locked.map(([path]) => path));
    const lacking = locked.flatMap(([path, one]) =>
      Object.keys({ ...one.dependencies, ...one.optionalDependencies })
        .filter((name) => !foldersAbove(path).some((folder) => paths.has(`${folder}node_modules/${name}`)))
        .map((name) => `${name} for ${path}`),
    );
    expect(lacking).toEqual([]);
  });

  it('seals every package, and names no registry', () => {
    const others = locked.filter(([path]) => path !== '');
    expect(others.filter(([, { integrity }]) => integrity === undefined).map(([path]) => path)).toEqual([]);
    expect(others.filter(([, { resolved }]) => resolved !== undefined).map(([path]) => path)).toEqual([]);
  });

  it('has our own packages at the exact versions we ask for', () => {
    const asked = { ...project.dependencies, ...project.devDependencies, ...project.optionalDependencies };
    const got = Object.fromEntries(locked.map(([path, { version }]) => [path.replace('node_modules/', ''), version]));
    expect(Object.keys(asked).length).toBeGreaterThan(30);
    for (const [name, version] of Object.entries(asked)) expect(`${name} ${got[name]}`).toBe(`${name} ${version}`);
  });
});

/** The places npm looks in for what the package at `path` needs: its own folder, then each one above. */
function foldersAbove(path: string): string[] {
  const parts = path === '' ? [] : path.split(/(?<=^|\/)node_modules\//).slice(1).map((part) => part.replace(/\/$/, ''));
  return Array.from({ length: parts.length + 1 }, (_, depth) => parts.slice(0, parts.length - depth).map((part) => `node_modules/${part}/`).join(''));
}

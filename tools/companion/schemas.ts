/** `companion packs schemas`: the JSON Schemas by which an editor helps to write a pack, made from the shapes that judge it. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { packFileSchema } from '../../src/procedures/pack-schema.ts';
import { shippedPacks } from '../../src/procedures/read-pack-files.ts';
import { rulesFileSchema } from '../../src/procedures/rule-schema.ts';
import { read, Usage } from './refusal.ts';

/** The schemas by the names of their files, in the folder of the packs. */
export function editorSchemas(): Readonly<Record<string, string>> {
  return {
    'pack.schema.json': written('A procedure pack: the parts that act', packFileSchema),
    'rules.schema.json': written('A procedure pack: the registry of its rules', rulesFileSchema),
  };
}

export function schemas(words: readonly string[]): string {
  const { values, positionals } = read(words, { write: { type: 'boolean' } });
  if (positionals.length > 0) throw new Usage('After schemas comes --write or nothing.');
  const found = Object.entries(editorSchemas());
  if (values.write !== true) return found.map(([, text]) => text).join('');
  for (const [name, text] of found) writeFileSync(join(shippedPacks, name), text);
  return `${found.map(([name]) => name).join(' and ')} are written.\n`;
}

/** What a shape reads, not what it makes of it: a condition is text to an editor. */
function written(title: string, shape: z.ZodType): string {
  return `${JSON.stringify({ title, ...z.toJSONSchema(shape, { io: 'input', unrepresentable: 'any' }) }, null, 1)}\n`;
}

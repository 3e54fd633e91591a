/** The schemas that editors use are those of the shapes that judge a pack, and every shipped file fits them. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readPackFiles, shippedPacks } from '../../src/procedures/read-pack-files.ts';
import { editorSchemas } from '../../tools/companion/schemas.ts';

describe('the schemas for editors', () => {
  it.each(Object.entries(editorSchemas()))('%s is as the shapes have it', async (name, text) => {
    expect(await readFile(join(shippedPacks, name), 'utf8') === text, 'run: npm run -s companion -- packs schemas --write').toBe(true);
  });

  it('fit every pack that comes with the companion, and refuse a misspelt word', () => {
    const [pack, rules] = Object.values(editorSchemas()).map((text) => z.fromJSONSchema(JSON.parse(text)));
    for (const { path, text } of readPackFiles()) {
      const judge = path.startsWith('rules/') ? rules : pack;
      expect(judge?.safeParse(JSON.parse(text)).error?.issues.slice(0, 2), path).toBeUndefined();
      expect(judge?.safeParse({ ...(JSON.parse(text) as object), colour: 'blue' }).success).toBe(false);
    }
  });
});

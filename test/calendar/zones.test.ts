/** The machine's own time zone changes nothing. */
import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const run = promisify(execFile);

async function witness(zone: string): Promise<{ offset: string; says: string }> {
  const script = resolve(import.meta.dirname, 'zone-witness.ts');
  const { stdout } = await run(process.execPath, [script], { env: { ...process.env, TZ: zone }, maxBuffer: 64 * 1024 * 1024 });
  const [offset = '', ...lines] = stdout.split('\n');
  return { offset, says: lines.join('\n') };
}

it('says the same in London, New York and Auckland as on a machine set to UTC', async () => {
  const [utc, ...others] = await Promise.all(['UTC', 'Europe/London', 'America/New_York', 'Pacific/Auckland'].map(witness));
  expect(utc?.says.split('\n').length).toBeGreaterThan(6_100);
  expect([utc, ...others].map((each) => each?.offset)).toEqual(['0', '-60', '240', '-720']);
  for (const other of others) expect(other.says === utc?.says).toBe(true);
}, 30_000);

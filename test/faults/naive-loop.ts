/** The loop that most write first: it sends, and notes afterwards that it has sent. Shown beside the engine, killed in the same way, judged by nobody. */
import { appendFileSync, readFileSync } from 'node:fs';

const [url = '', file = '', count = '0'] = process.argv.slice(2);
process.on('disconnect', () => process.exit(1));
const done = new Set(readFileSync(file, 'utf8').split('\n'));
for (let number = 0; number < Number(count); number += 1) {
  const name = `EX-${10_000 + number}`;
  if (done.has(name)) continue;
  const answer = await fetch(`${url}v3/conversations/a:naive/activities`, { method: 'POST', headers: { authorization: 'Bearer naive', 'content-type': 'application/json' }, body: JSON.stringify({ text: name }) }).catch(() => undefined);
  if (answer?.ok === true) appendFileSync(file, `${name}\n`);
}
process.send?.('done');

/** `npm run bench -- notices`: what a sweep reads however much is pending, how fast notices leave, and that none leaves faster than Teams allows. */
import { dispatching } from './notices/dispatch.ts';
import { sweeps } from './notices/sweep.ts';
import { printBars, printSurroundings } from './report.ts';

export async function noticesBench(): Promise<void> {
  const bars = [...(await sweeps()), ...(await dispatching())];
  printSurroundings(['@azure/data-tables', 'azurite']);
  printBars(bars);
}

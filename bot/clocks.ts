/**
 * The two clocks. The civil clock tells people what time it is and drives duties and reminders; only the local composition
 * can move it, by asking the local Teams. The machine clock drives leases, time-outs and tokens, and nobody moves it.
 */
import { z } from 'zod';
import { civilInstant, machineInstant, type CivilInstant, type MachineInstant } from '../src/calendar/instants.ts';

export type Clocks = {
  readonly civilNow: () => CivilInstant;
  readonly machineNow: () => MachineInstant;
  /** Tells the listener when the civil clock was moved; one listener. */
  readonly onMoved: (listener: () => void) => void;
  readonly stop: () => void;
};

/** Both clocks as they are. */
export function realClocks(): Clocks {
  return { civilNow: () => civilInstant(Date.now()), machineNow: () => machineInstant(Date.now()), onMoved: () => undefined, stop: () => undefined };
}

const clockAnswer = z.object({ offsetMs: z.int() });
const ASK_EVERY_MS = 250;

/** A civil clock that follows the local Teams' page, from the first answer on. Loopback only; the configuration sees to that. */
export async function movableClocks(localTeamsUrl: string): Promise<Clocks> {
  let moved = (): void => undefined;
  let offsetMs = await ask(localTeamsUrl).catch(() => 0);
  const timer = setInterval(() => {
    void ask(localTeamsUrl).then((found) => {
      if (found === offsetMs) return;
      offsetMs = found;
      moved();
    }, () => undefined);
  }, ASK_EVERY_MS);
  return {
    civilNow: () => civilInstant(Date.now() + offsetMs),
    machineNow: () => machineInstant(Date.now()),
    onMoved: (listener) => { moved = listener; },
    stop: () => clearInterval(timer),
  };
}

async function ask(localTeamsUrl: string): Promise<number> {
  const answered = await fetch(`${localTeamsUrl}/clock`, { signal: AbortSignal.timeout(2_000) });
  return clockAnswer.parse(await answered.json()).offsetMs;
}

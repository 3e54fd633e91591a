/** A tick: said, done, confirmed. */
import { savedTick } from '../saving/saved-tick.ts';
import { captureAct, stillNeeded } from './capture.ts';
import type { CaptureIn, CapturePart, CaptureTools } from './capture.ts';

export function tickCapture({ capture }: CaptureIn, tools: CaptureTools): CapturePart {
  const tick = savedTick({
    label: capture.label,
    help: capture.help ?? '',
    act: captureAct(tools, capture.captureId, null),
    attempt: tools.attempt,
  });
  return {
    node: tick.node,
    show: ({ capture: now }) => tick.show({ value: now.values[''] === true, needed: stillNeeded(now) }),
    settle: tick.settle,
  };
}

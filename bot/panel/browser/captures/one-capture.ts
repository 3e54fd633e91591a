/** What a step must capture, each kind in its own form. The kinds come from the procedure pack. */
import type { CaptureKind } from '../../panel-view.ts';
import { attendanceCapture } from './attendance.ts';
import type { CaptureIn, CapturePart, CaptureTools } from './capture.ts';
import { choiceCapture, choicePerChildCapture } from './choice.ts';
import { decisionsCapture } from './decisions.ts';
import { nextDatesCapture, planCapture } from './plan.ts';
import { reportsCapture } from './reports.ts';
import { textCapture, textPerChildCapture } from './text.ts';
import { tickCapture } from './tick.ts';

const makers: Readonly<Record<CaptureKind, (first: CaptureIn, tools: CaptureTools) => CapturePart>> = {
  tick: tickCapture,
  choice: choiceCapture,
  text: textCapture,
  textPerChild: textPerChildCapture,
  choicePerChild: choicePerChildCapture,
  attendance: attendanceCapture,
  reports: reportsCapture,
  decisions: decisionsCapture,
  plan: planCapture,
  nextDates: nextDatesCapture,
};

export function capturePart(first: CaptureIn, tools: CaptureTools): CapturePart {
  return makers[first.capture.kind](first, tools);
}

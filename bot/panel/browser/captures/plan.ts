/** The outline plan within the agenda: its content at one step, its people and dates at the next. */
import { element } from '../dom/element.ts';
import { planEditor } from '../plan/plan-editor.ts';
import type { CaptureIn, CapturePart, CaptureTools } from './capture.ts';

export function planCapture(first: CaptureIn, tools: CaptureTools): CapturePart {
  return planPart(first, tools, 'whole');
}

export function nextDatesCapture(first: CaptureIn, tools: CaptureTools): CapturePart {
  return planPart(first, tools, 'peopleAndDates');
}

function planPart({ capture, view }: CaptureIn, tools: CaptureTools, scope: 'whole' | 'peopleAndDates'): CapturePart {
  const editor = planEditor(view, tools, scope);
  return {
    node: element('section', { class: 'group' }, element('h3', {}, capture.label), capture.help !== null && element('p', { class: 'help' }, capture.help), editor.node),
    show: ({ view: now }) => editor.show(now),
    settle: editor.settle,
  };
}

/** Free text: once for the conference, or once for each child. */
import { element } from '../dom/element.ts';
import { keyedParts } from '../dom/part.ts';
import { savedText } from '../saving/saved-text.ts';
import { captureAct, childName, stillNeeded, textValue } from './capture.ts';
import type { CaptureIn, CapturePart, CaptureTools } from './capture.ts';

export function textCapture({ capture }: CaptureIn, tools: CaptureTools): CapturePart {
  const text = savedText({
    label: capture.label,
    help: capture.help ?? '',
    act: captureAct(tools, capture.captureId, null),
    attempt: tools.attempt,
  });
  return {
    node: text.node,
    show: ({ capture: now }) => text.show({ value: textValue(now), needed: stillNeeded(now) }),
    settle: text.settle,
  };
}

export function textPerChildCapture({ capture }: CaptureIn, tools: CaptureTools): CapturePart {
  const boxes = element('div', { class: 'per-child' });
  const children = keyedParts<{ childId: string; label: string; initials: string; value: string; needed: boolean }>(
    boxes,
    (child) => child.childId,
    (child) => savedText({
      label: childName(child),
      help: '',
      act: captureAct(tools, capture.captureId, child.childId),
      attempt: tools.attempt,
    }),
  );
  return {
    node: element('fieldset', { class: 'group' }, element('legend', {}, capture.label), capture.help !== null && element('p', { class: 'help' }, capture.help), boxes),
    show({ capture: now, view }) {
      children.show(view.children.map((child) => {
        const value = textValue(now, child.childId);
        return { ...child, value, needed: now.required && value.trim() === '' };
      }));
    },
    settle: children.settle,
  };
}

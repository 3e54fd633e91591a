/** One of several answers: once for the conference, or once for each child. */
import { element } from '../dom/element.ts';
import { keyedParts } from '../dom/part.ts';
import { savedChoice } from '../saving/saved-choice.ts';
import { captureAct, childName, stillNeeded, textValue } from './capture.ts';
import type { CaptureIn, CapturePart, CaptureTools } from './capture.ts';

export function choiceCapture({ capture }: CaptureIn, tools: CaptureTools): CapturePart {
  const choice = savedChoice({
    legend: capture.label,
    help: capture.help ?? '',
    options: capture.options,
    act: captureAct(tools, capture.captureId, null),
    attempt: tools.attempt,
  });
  return {
    node: choice.node,
    show: ({ capture: now }) => choice.show({ value: textValue(now), needed: stillNeeded(now) }),
    settle: choice.settle,
  };
}

export function choicePerChildCapture({ capture }: CaptureIn, tools: CaptureTools): CapturePart {
  const boxes = element('div', { class: 'per-child' });
  const children = keyedParts<{ childId: string; label: string; initials: string; value: string; needed: boolean }>(
    boxes,
    (child) => child.childId,
    (child) => savedChoice({
      legend: childName(child),
      help: '',
      options: capture.options,
      act: captureAct(tools, capture.captureId, child.childId),
      attempt: tools.attempt,
    }),
  );
  return {
    node: element('fieldset', { class: 'group' }, element('legend', {}, capture.label), capture.help !== null && element('p', { class: 'help' }, capture.help), boxes),
    show({ capture: now, view }) {
      children.show(view.children.map((child) => {
        const value = textValue(now, child.childId);
        return { ...child, value, needed: now.required && value === '' };
      }));
    },
    settle: children.settle,
  };
}

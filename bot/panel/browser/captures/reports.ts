/** Which reports are in, and the chair's word that the list has been gone through. */
import type { PanelPerson } from '../../panel-view.ts';
import { element, setText } from '../dom/element.ts';
import { keyedParts } from '../dom/part.ts';
import type { Part } from '../dom/part.ts';
import { savedTick } from '../saving/saved-tick.ts';
import { roleWords } from './attendance.ts';
import { captureAct } from './capture.ts';
import type { CaptureIn, CapturePart, CaptureTools } from './capture.ts';

export function reportsCapture({ capture }: CaptureIn, tools: CaptureTools): CapturePart {
  const list = element('ul', { class: 'reports' });
  const reports = keyedParts<PanelPerson>(list, (person) => person.inviteeId, reportPart);
  const tick = savedTick({
    label: 'Gone through with the conference',
    help: '',
    act: captureAct(tools, capture.captureId, null),
    attempt: tools.attempt,
  });
  return {
    node: element('fieldset', { class: 'group' }, element('legend', {}, capture.label), capture.help !== null && element('p', { class: 'help' }, capture.help), list, tick.node),
    show({ capture: now, view }) {
      reports.show(view.people);
      tick.show({ value: now.values[''] === true, needed: now.missing });
    },
    settle: tick.settle,
  };
}

function reportPart(): Part<PanelPerson> {
  const [name, role, report] = [element('strong'), element('span', { class: 'role' }), element('span')];
  return {
    node: element('li', {}, element('span', {}, name, ' ', role), report),
    show(person) {
      setText(name, person.name);
      setText(role, roleWords(person));
      setText(report, person.report);
    },
    settle: () => Promise.resolve(true),
  };
}

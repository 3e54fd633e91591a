/** Which reports are in, as the conference's record has it. There is nothing to enter: reports are marked as sent by those who send them. */
import type { PanelPerson } from '../../panel-view.ts';
import { element, setText } from '../dom/element.ts';
import { keyedParts, nothingToSettle } from '../dom/part.ts';
import type { Part } from '../dom/part.ts';
import { roleWords } from './attendance.ts';
import type { CaptureIn, CapturePart } from './capture.ts';

export function reportsCapture({ capture }: CaptureIn): CapturePart {
  const list = element('ul', { class: 'reports' });
  const reports = keyedParts<PanelPerson>(list, (person) => person.inviteeId, reportPart);
  return {
    node: element('fieldset', { class: 'group' }, element('legend', {}, capture.label), capture.help !== null && element('p', { class: 'help' }, capture.help), list),
    show: ({ view }) => reports.show(view.people),
    settle: nothingToSettle,
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
    settle: nothingToSettle,
  };
}

/** Who is here: one row a person, five answers. Whether the conference is quorate is the server half's to say. */
import type { PanelAct, PanelPerson } from '../../panel-view.ts';
import { element, setText } from '../dom/element.ts';
import { keyedParts } from '../dom/part.ts';
import type { Part } from '../dom/part.ts';
import { savedChoice } from '../saving/saved-choice.ts';
import type { CaptureIn, CapturePart, CaptureTools } from './capture.ts';

type Attendance = Extract<PanelAct, { do: 'recordAttendance' }>['status'];

const answers: readonly { readonly value: Attendance; readonly label: string }[] = [
  { value: 'present', label: 'Present' },
  { value: 'online', label: 'Online' },
  { value: 'apologies', label: 'Apologies' },
  { value: 'deputy', label: 'Deputy' },
  { value: 'absent', label: 'Absent' },
];

/** The words for how somebody attends; "Not recorded" until the chair says. */
export function attendanceWords(attendance: Attendance | null): string {
  return answers.find(({ value }) => value === attendance)?.label ?? 'Not recorded';
}

export function attendanceCapture({ capture }: CaptureIn, tools: CaptureTools): CapturePart {
  const tally = element('p', { class: 'tally' });
  const rows = element('div', { class: 'people' });
  const people = keyedParts<PanelPerson>(rows, (person) => person.inviteeId, (person) => personPart(person, tools));
  return {
    node: element('fieldset', { class: 'group' }, element('legend', {}, capture.label), capture.help !== null && element('p', { class: 'help' }, capture.help), tally, rows),
    show({ view }) {
      const recorded = view.people.filter((person) => person.attendance !== null).length;
      setText(tally, view.people.length === 0 ? 'Nobody has been invited yet.' : `${recorded} of ${view.people.length} recorded.`);
      people.show(view.people);
    },
    settle: people.settle,
  };
}

function personPart(person: PanelPerson, tools: CaptureTools): Part<PanelPerson> {
  const name = element('strong', {}, person.name);
  const role = element('span', { class: 'role' }, roleWords(person));
  const choice = savedChoice({
    legend: element('span', { class: 'person' }, name, ' ', role),
    help: '',
    options: answers,
    act: (status) => ({ do: 'recordAttendance', inviteeId: person.inviteeId, status: status as Attendance }),
    attempt: tools.attempt,
  });
  return {
    node: choice.node,
    show(now) {
      setText(name, now.name);
      setText(role, roleWords(now));
      choice.show({ value: now.attendance ?? '', needed: false });
    },
    settle: choice.settle,
  };
}

/** Designation and agency, once each. */
export function roleWords({ designation, agency }: { readonly designation: string; readonly agency: string }): string {
  return designation === agency ? designation : [designation, agency].filter((words) => words !== '').join(', ');
}

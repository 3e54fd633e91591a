/** A short agenda with one capture of every kind, and invented people, for the panel on its own. */
import type { CaptureView, ChairView, PanelPerson, StepView } from '../../../bot/panel/panel-view.ts';

type Asked = Omit<CaptureView, 'missing' | 'values'>;
export type Step = Omit<StepView, 'captures' | 'previousStepId' | 'nextStepId'> & { readonly captures: readonly Asked[] };

function asked(captureId: string, kind: CaptureView['kind'], label: string, options: readonly string[] = []): Asked {
  return { captureId, kind, label, help: null, options: options.map((value) => ({ value, label: value })), required: true, rule: 'NOT-079' };
}

const step = (number: number, stepId: string, title: string, ...captures: readonly Asked[]): Step =>
  ({ stepId, number, title, purpose: `What ${title.toLowerCase()} is for.`, leads: 'Chair', minutes: 6, prompts: ['Something to say.'], captures });

export const steps: readonly Step[] = [
  step(1, 'opening', 'Opening', asked('said', 'tick', 'The opening points were said'), asked('recording', 'choice', 'Is it recorded?', ['Yes', 'No'])),
  step(2, 'people', 'People', asked('attendance', 'attendance', 'Who is here'), asked('reports', 'reports', 'Reports')),
  step(3, 'voice', 'Each child’s voice', asked('views', 'textPerChild', 'Views'), asked('how', 'choicePerChild', 'How the child took part', ['Spoke', 'Not heard'])),
  step(4, 'family', 'The family', asked('said', 'text', 'What the family said')),
  step(5, 'decision', 'Decision', asked('decisions', 'decisions', 'Decision for each child')),
  step(6, 'plan', 'Outline plan', asked('plan', 'plan', 'Outline plan')),
  step(7, 'dates', 'Next dates', asked('dates', 'nextDates', 'People and dates')),
  step(8, 'close', 'Close'),
];

export const children: ChairView['children'] = [
  { childId: 'child-1', label: 'Child A', initials: 'A.B.', age: '7' },
  { childId: 'child-2', label: 'Child B', initials: 'C.B.', age: 'unborn' },
];

export const people: readonly Omit<PanelPerson, 'attendance'>[] = [
  { inviteeId: 'i-1', name: 'Robin Ashdown-Example', designation: 'Social worker', agency: 'Children’s social care', report: 'No report asked' },
  { inviteeId: 'i-2', name: 'Priya Heron-Example', designation: 'Health visitor', agency: 'Health', report: 'Said to be sent on 24 Nov 2026' },
  { inviteeId: 'i-3', name: '<script>alert(1)</script>', designation: 'Officer', agency: 'Police', report: 'Not yet sent' },
];

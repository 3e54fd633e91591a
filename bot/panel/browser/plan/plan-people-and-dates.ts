/** Who carries the plan on, and when they meet: lead social worker, core group, first meeting, review (NOT-087, NOT-099). */
import type { ChairView, PanelPerson } from '../../panel-view.ts';
import { roleWords } from '../captures/attendance.ts';
import { element, freshId } from '../dom/element.ts';
import { choiceBox, field, textLine } from '../dom/field.ts';
import type { Field } from '../dom/field.ts';
import { keyedParts, nothingToSettle } from '../dom/part.ts';
import type { Part } from '../dom/part.ts';
import { longestName } from '../saving/text-length.ts';
import { bind } from './bound-field.ts';
import type { PlanDraft } from './plan-draft.ts';
import { longDate } from './plan-words.ts';

export function planPeopleAndDates(draft: PlanDraft): { node: HTMLElement; show: (view: ChairView) => void } {
  const lead = bind(field(textLine(), 'Lead social worker'), (value) => draft.change({ leadSocialWorker: value }), longestName);
  const group = coreGroup(draft);
  const firstMeeting = bind(field(element('input', { type: 'date' }), 'First core group'), (value) => draft.change({ firstCoreGroupOn: value || null }));
  const review = bind(field(element('input', { type: 'date' }), 'Review conference: date'), (value) => draft.change({ reviewOn: value || null }));
  const reviewTime = bind(field(element('input', { type: 'time', step: 300 }), 'Review conference: time'), (value) => draft.change({ reviewAt: value || null }));
  return {
    node: element('div', { class: 'people-and-dates' }, lead.node, group.node, firstMeeting.node, review.node, reviewTime.node),
    show(view) {
      const plan = draft.plan();
      const { firstCoreGroupBy, firstCoreGroupWords, reviewBy, reviewWords } = view.planLimits;
      lead.show(plan.leadSocialWorker);
      group.show(view.people);
      firstMeeting.show(plan.firstCoreGroupOn ?? '');
      firstMeeting.setHelp(firstCoreGroupWords);
      remarkOnDate(firstMeeting, plan.firstCoreGroupOn, firstCoreGroupBy);
      review.show(plan.reviewOn ?? '');
      review.setHelp(reviewWords);
      remarkOnDate(review, plan.reviewOn, reviewBy);
      reviewTime.show(plan.reviewAt ?? '');
    },
  };
}

function coreGroup(draft: PlanDraft): { node: HTMLElement; show: (people: readonly PanelPerson[]) => void } {
  const name = freshId('core-group');
  const rows = element('div', { class: 'ticks' });
  const parts = keyedParts<PanelPerson>(rows, (person) => person.inviteeId, (person) => memberPart(person, name, draft));
  return {
    node: element('fieldset', { class: 'choices' }, element('legend', {}, 'Core group'), element('p', { class: 'help' }, 'Tick its members.'), rows),
    show: (people) => parts.show(people),
  };
}

function memberPart({ inviteeId, ...person }: PanelPerson, name: string, draft: PlanDraft): Part<PanelPerson> {
  const box = choiceBox('checkbox', name, { value: inviteeId, label: [person.name, roleWords(person)].filter(Boolean).join(', ') });
  box.input.addEventListener('change', () => {
    const others = draft.plan().coreGroup.filter((member) => member !== inviteeId);
    draft.change({ coreGroup: box.input.checked ? [...others, inviteeId] : others });
  });
  return {
    node: box.node,
    show: () => { box.input.checked = draft.plan().coreGroup.includes(inviteeId); },
    settle: nothingToSettle,
  };
}

/** Names the day, so that a slip shows, and says when it is past its limit. Plain dates compare as text. */
function remarkOnDate(date: Field<HTMLInputElement>, on: string | null, by: string): void {
  if (on === null) date.setRemark('');
  else if (on <= by) date.setRemark(`${longDate(on)}.`, 'plain');
  else date.setRemark(`${longDate(on)} is after the last day allowed. It can be kept, and will be shown as a gap.`, 'warning');
}

/** The editor of the outline plan, whole or only its people and dates, with one button that saves it. */
import type { ChairView } from '../../panel-view.ts';
import type { CaptureTools } from '../captures/capture.ts';
import { button, element, freshId, setLines } from '../dom/element.ts';
import { field, textBox } from '../dom/field.ts';
import type { Part } from '../dom/part.ts';
import { saveNote } from '../saving/save-note.ts';
import { lengthFault, longestName } from '../saving/text-length.ts';
import { wordsOf } from '../attempt.ts';
import { bind } from './bound-field.ts';
import { planActions } from './plan-actions.ts';
import { planChildren } from './plan-children.ts';
import { plannedChildren } from './plan-draft.ts';
import type { DraftedPlan, PlanDraft } from './plan-draft.ts';
import { planPeopleAndDates } from './plan-people-and-dates.ts';

export function planEditor(first: ChairView, tools: CaptureTools, scope: 'whole' | 'peopleAndDates'): Part<ChairView> {
  const { plan: draft } = tools;
  let view = first;
  const content = scope === 'whole' ? planContent(draft, () => view) : undefined;
  const dates = planPeopleAndDates(draft);
  const datesNode = content === undefined ? dates.node
    : element('details', { class: 'fold' }, element('summary', {}, 'Lead social worker, core group and dates'), dates.node);
  const saver = planSaver(draft);
  const gaps = element('ul', { class: 'gaps' });
  const gapsTitle = element('h4', { id: freshId('gaps') }, 'Still missing, as last saved');
  const missing = element('section', { class: 'missing', 'aria-labelledby': gapsTitle.id }, gapsTitle, gaps);
  const unneeded = element('p', {}, 'No child protection plan was decided for any child, so no outline plan is needed here.');
  const releasedWords = element('p', {}, 'The plan was released and can no longer be changed here.');
  const form = element('fieldset', { class: 'plan-form' }, element('legend', { class: 'heard-only' }, 'Outline plan'), content?.node, datesNode);
  const node = element('div', { class: 'plan' }, unneeded, releasedWords, form, missing, saver.node);

  const arrange = (): void => {
    content?.show(view);
    dates.show(view);
    saver.show();
    setLines(gaps, view.gaps);
    const needed = plannedChildren(view).length > 0;
    const released = view.released !== null;
    unneeded.hidden = needed;
    releasedWords.hidden = !released;
    form.hidden = !needed;
    form.disabled = released;
    saver.node.hidden = !needed || released;
    missing.hidden = !needed || view.gaps.length === 0;
  };
  draft.watch(arrange);
  return {
    node,
    show(next) {
      view = next;
      arrange();
    },
    settle: saver.settle,
  };
}

function planContent(draft: PlanDraft, view: () => ChairView): { node: HTMLElement; show: (view: ChairView) => void } {
  const aim = bind(field(textBox(2), 'Aim of the plan'), (value) => draft.change({ aim: value }));
  const actions = planActions(draft, () => view().people);
  const firm = bind(field(textBox(2), 'What is not negotiable'), (value) => draft.change({ nonNegotiables: value }));
  const children = planChildren(draft);
  return {
    node: element('div', { class: 'plan-content' },
      aim.node,
      element('h4', {}, 'Actions'), actions.node,
      firm.node,
      element('h4', {}, 'For each child'), children.node),
    show(now) {
      const plan = draft.plan();
      aim.show(plan.aim);
      actions.show();
      firm.show(plan.nonNegotiables);
      children.show(now);
    },
  };
}

type PlanSaver = { readonly node: HTMLElement; readonly show: () => void; readonly settle: () => Promise<boolean> };

function planSaver(draft: PlanDraft): PlanSaver {
  const note = saveNote();
  const unsaved = element('p', { class: 'unsaved' }, 'The plan has changes that are not saved yet.');
  const overtaken = element('div', { class: 'remark' },
    element('p', {}, 'The plan was changed on another device meanwhile. Saving keeps what is here.'),
    button('Use the other version', () => draft.takeRecorded(), { class: 'small' }));
  let running: Promise<boolean> | undefined;
  const save = async (): Promise<boolean> => {
    const fault = planFault(draft.plan());
    if (fault !== '') {
      note.notSaved(fault, () => void settle());
      return false;
    }
    note.saving();
    const outcome = await draft.save();
    if (outcome.kind !== 'done') note.notSaved(wordsOf(outcome), () => void settle());
    else note.saved('Plan saved');
    return outcome.kind === 'done';
  };
  const settle = (): Promise<boolean> => {
    if (running !== undefined) return running.then(() => settle());
    if (!draft.unsaved()) return Promise.resolve(true);
    running = save().finally(() => {
      running = undefined;
      show();
    });
    return running;
  };
  const show = (): void => {
    unsaved.hidden = !draft.unsaved() || running !== undefined;
    overtaken.hidden = !draft.overtaken();
  };
  const press = button('Save plan', () => void (draft.unsaved() ? settle() : note.saved('Plan saved')), { class: 'primary' });
  return {
    node: element('div', { class: 'plan-saver' }, unsaved, overtaken, press, note.node),
    settle,
    show,
  };
}

/** Why the plan cannot be sent as it is, or ''. */
function planFault(plan: DraftedPlan): string {
  const texts = [plan.aim, plan.nonNegotiables, ...plan.actions.flatMap(({ what, outcome }) => [what, outcome]), ...plan.children.map(({ contingency }) => contingency)];
  const names = [plan.leadSocialWorker, ...plan.actions.flatMap(({ who, designation }) => [who, designation])];
  const faults = [...texts.map((text) => lengthFault(text)), ...names.map((name) => lengthFault(name, longestName))];
  return faults.find((fault) => fault !== '') ?? '';
}

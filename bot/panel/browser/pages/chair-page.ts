/** The chair's panel: the agenda to steer by, the step in hand, and the way back and on. */
import type { ChairView, PanelView } from '../../panel-view.ts';
import { stillNeeded } from '../captures/capture.ts';
import { announce } from '../dom/announce.ts';
import { button, element, setText } from '../dom/element.ts';
import type { Part } from '../dom/part.ts';
import { planDraft } from '../plan/plan-draft.ts';
import { wordsOf } from '../attempt.ts';
import type { Session } from '../session.ts';
import { agenda, placeWords } from './agenda.ts';
import { gate } from './gate.ts';
import { stepPage } from './step.ts';
import type { StepPage } from './step.ts';

export function chairPage(first: ChairView, session: Session): Part<PanelView> {
  const plan = planDraft(first, session.attempt);
  const steps = new Map<string, StepPage>();
  const steering = agenda((stepId) => void goTo(stepId));
  const place = element('div', { class: 'step-place' });
  const fault = element('p', { class: 'fault', role: 'alert', hidden: true });
  const between = gate();
  const back = button('Back', () => void goTo(view.current?.previousStepId ?? null));
  const next = button('Next step', () => void goTo(view.current?.nextStepId ?? view.agenda[0]?.stepId ?? null), { class: 'primary' });
  const moves = element('div', { class: 'moves' }, back, next);
  const node = element('div', { class: 'chair' }, steering.node, element('div', { class: 'work' }, place, between.node, fault, moves));
  let view = first;
  let shown: StepPage | undefined;
  let moving = false;
  let opened = false;

  const goTo = async (stepId: string | null): Promise<void> => {
    if (moving || stepId === null || stepId === view.current?.stepId) return steering.fold();
    moving = true;
    between.close();
    try {
      const settled = await (shown?.settle() ?? Promise.resolve(true));
      if (settled) await enter(stepId, null);
      else between.warn('What you entered stays on this step, on this device, until the panel is closed. You can come back to it.', () => void enter(stepId, null));
    } finally {
      moving = false;
    }
  };

  /** Gives '' when the step was entered or its gate stands open, otherwise words about what went wrong. */
  const enter = async (stepId: string, reason: string | null): Promise<string> => {
    say('');
    const outcome = await session.attempt({ do: 'enterStep', stepId, reason }).send();
    if (outcome.kind === 'done') {
      steering.fold();
      arrive();
      return '';
    }
    const gated = outcome.kind === 'refused' && outcome.reasons.some((one) => one.needsReason);
    if (gated && reason === null) {
      between.ask(wordsOf(outcome), lacks(view), (given) => enter(stepId, given));
      return '';
    }
    if (reason === null) say(wordsOf(outcome));
    return wordsOf(outcome);
  };
  const say = (words: string): void => {
    setText(fault, words);
    fault.hidden = words === '';
  };
  const arrive = (): void => {
    window.scrollTo({ top: 0 });
    shown?.focusTitle();
  };

  const showStep = (): void => {
    const stepId = view.current?.stepId;
    const page = stepId === undefined ? undefined : steps.get(stepId) ?? stepPage({ stepId, attempt: session.attempt, plan });
    if (stepId !== undefined && page !== undefined) steps.set(stepId, page);
    page?.show(view);
    if (page === shown && page !== undefined) return;
    const hadFocus = place.contains(document.activeElement);
    // The step may have been left from another device: what was typed here is saved, and stays in its page.
    void shown?.settle();
    shown = page;
    place.replaceChildren(page?.node ?? notBegun());
    between.close();
    if (hadFocus) page?.focusTitle();
    if (page !== undefined && opened) announce(`${placeWords(view.agenda)}: ${view.current?.title ?? ''}`);
    opened = true;
  };

  const settleBeforeLeaving = (): void => {
    if (document.hidden) void shown?.settle();
  };
  document.addEventListener('visibilitychange', settleBeforeLeaving);

  return {
    node,
    settle: () => shown?.settle() ?? Promise.resolve(true),
    show(latest) {
      if (latest.kind !== 'chair') return;
      view = latest;
      plan.show(view);
      steering.show(view.agenda);
      showStep();
      back.hidden = (view.current?.previousStepId ?? null) === null;
      next.hidden = view.current !== null && view.current.nextStepId === null;
      setText(next, (view.current?.number ?? 0) === 0 ? 'Begin' : 'Next step');
    },
  };
}

/** What the step in hand still lacks, by the names its inputs have on the page. */
function lacks(view: ChairView): string[] {
  return (view.current?.captures ?? []).filter(stillNeeded).map((capture) => capture.label);
}

function notBegun(): HTMLElement {
  return element('section', { class: 'step' },
    element('h2', {}, 'Not begun'),
    element('p', {}, 'When you begin, everyone who has the panel open sees the step you are on. Nothing is sent to anyone until you release it at the end.'));
}

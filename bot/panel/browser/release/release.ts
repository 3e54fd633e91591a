/**
 * Releasing the decisions and the outline plan: a second act after recording them, read back first and confirmed.
 * What is missing never stops it; it asks the chair for a reason, which stays with the record.
 */
import type { ChairView } from '../../panel-view.ts';
import type { CaptureTools } from '../captures/capture.ts';
import { announce } from '../dom/announce.ts';
import { button, element, freshId, setLines } from '../dom/element.ts';
import { field, textBox } from '../dom/field.ts';
import type { Part } from '../dom/part.ts';
import { nothingToSettle } from '../dom/part.ts';
import { lengthFault } from '../saving/text-length.ts';
import { saveNote } from '../saving/save-note.ts';
import { wordsOf } from '../attempt.ts';
import { readBack } from './read-back.ts';

export function releasePart(first: ChairView, tools: CaptureTools): Part<ChairView> {
  const reading = element('div');
  const gaps = element('ul', { class: 'gaps' });
  const gapsTitle = element('h4', { id: freshId('gaps') }, 'Still missing');
  const missing = element('section', { class: 'missing', 'aria-labelledby': gapsTitle.id }, gapsTitle, gaps);
  const afterwards = element('ul');
  const afterwardsTitle = element('h4', {});
  const confirm = confirmation(tools, () => view);
  const doneWords = element('p', { class: 'settled', tabindex: '-1' });
  const node = element('section', { class: 'group release' }, element('h3', {}, 'Read back and release'), doneWords, reading, missing, afterwardsTitle, afterwards, confirm.node);
  let view = first;
  let read = '';
  return {
    node,
    settle: nothingToSettle,
    show(next) {
      const justReleased = view.released === null && next.released !== null && node.contains(document.activeElement);
      view = next;
      const now = JSON.stringify([next.children, next.decisions, next.plan, next.people, next.categories]);
      if (read !== now) reading.replaceChildren(readBack(next));
      read = now;
      setLines(gaps, next.gaps);
      missing.hidden = next.gaps.length === 0;
      gapsTitle.textContent = next.released === null ? 'Still missing' : 'Missing when it was released';
      setLines(afterwards, next.afterwards);
      afterwardsTitle.textContent = 'What follows';
      afterwardsTitle.hidden = afterwards.hidden = next.afterwards.length === 0;
      doneWords.hidden = next.released === null;
      doneWords.textContent = next.released === null ? '' : `${next.released}.`;
      confirm.node.hidden = next.released !== null;
      confirm.show(next);
      if (justReleased) doneWords.focus();
    },
  };
}

function confirmation(tools: CaptureTools, view: () => ChairView): { node: HTMLElement; show: (view: ChairView) => void } {
  const reason = field(textBox(2), 'Your reason for releasing with something missing', 'It is kept in the record.');
  const question = element('p', { class: 'question', tabindex: '-1' }, 'Release the decisions and the outline plan now? They are sent out at once, and that cannot be taken back.');
  const note = saveNote();
  const press = button('Release decisions and outline plan', () => {
    asking.hidden = false;
    press.hidden = true;
    question.focus();
    asking.scrollIntoView({ block: 'nearest' });
  }, { class: 'primary' });
  const notYet = (): void => {
    asking.hidden = true;
    press.hidden = false;
    press.focus();
  };
  const yes = button('Yes, release now', () => void release(), { class: 'primary' });
  const asking = element('div', { class: 'confirm', role: 'group', 'aria-label': 'Confirm the release', hidden: true }, question, reason.node, element('div', { class: 'buttons' }, yes, button('Not yet', notYet)));
  const nothingYet = element('p', { class: 'remark' }, 'No decision is recorded for any child yet, so there is nothing to release.');
  const unsavedPlan = element('p', { class: 'remark' }, 'The outline plan has changes that are not saved. They are not part of what is read back here: go back to the plan to save them first.');
  let needsReason = false;
  const arrange = (): void => {
    const nothing = view().decisions.every((decision) => decision.outcome === null);
    nothingYet.hidden = !nothing;
    unsavedPlan.hidden = !tools.plan.unsaved();
    press.hidden = nothing || !asking.hidden;
    asking.hidden ||= nothing;
    reason.node.hidden = !needsReason && view().gaps.length === 0;
  };

  const release = async (): Promise<void> => {
    const words = reason.input.value.trim();
    reason.setRemark(!reason.node.hidden && words === '' ? 'Please say why, in a few words.' : lengthFault(words));
    if (reason.input.getAttribute('aria-invalid') === 'true') return reason.input.focus();
    await send(words);
  };
  const send = async (words: string): Promise<void> => {
    const attempt = tools.attempt({ do: 'release', reason: words === '' ? null : words });
    const tryOnce = async (): Promise<void> => {
      yes.disabled = true;
      note.saving();
      const outcome = await attempt.send();
      yes.disabled = false;
      if (outcome.kind === 'done') {
        note.clear();
        return announce('Released.');
      }
      if (outcome.kind === 'failed') return note.failed(`Not released. ${outcome.words}`, () => void tryOnce());
      note.clear();
      needsReason = outcome.reasons.some((one) => one.needsReason);
      arrange();
      reason.setRemark(wordsOf(outcome));
      if (needsReason) reason.input.focus();
      else note.failed(`Not released. ${wordsOf(outcome)}`, () => void release());
    };
    await tryOnce();
  };
  return {
    node: element('div', { class: 'release' }, element('p', {}, 'Recording and releasing are two acts. Nothing recorded has left this panel yet: nobody is told until you release.'), nothingYet, unsavedPlan, press, asking, note.node),
    show: arrange,
  };
}

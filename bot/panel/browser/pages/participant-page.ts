/** Everyone else's panel: where the conference is, and what is expected of the reader now. */
import type { ParticipantView, PanelView } from '../../panel-view.ts';
import { announce } from '../dom/announce.ts';
import { element, setText } from '../dom/element.ts';
import type { Part } from '../dom/part.ts';
import { nothingToSettle } from '../dom/part.ts';
import { agenda, placeWords } from './agenda.ts';

export function participantPage(): Part<PanelView> {
  const place = element('p', { class: 'place' });
  const title = element('h2');
  const expected = element('p', { class: 'expected' });
  const afterwards = element('p', { class: 'help' }, 'The conference is the chair’s to lead. You will be told the decisions afterwards.');
  const steps = agenda();
  const node = element('div', { class: 'participant' },
    element('section', { class: 'step' },
      element('header', {}, place, title),
      element('h3', {}, 'What happens now'),
      expected,
      afterwards),
    steps.node);
  let shownStep: string | undefined;
  return {
    node,
    settle: nothingToSettle,
    show(view) {
      if (view.kind !== 'participant') return;
      const now = view.agenda.find((line) => line.state === 'now');
      setText(place, placeWords(view.agenda));
      setText(title, now?.title ?? restingTitle(view));
      setText(expected, view.expected);
      afterwards.hidden = view.released !== null;
      steps.show(view.agenda);
      const step = now?.stepId ?? '';
      if (shownStep !== undefined && shownStep !== step) announce(`${placeWords(view.agenda)}: ${title.textContent}. ${view.expected}`);
      shownStep = step;
    },
  };
}

function restingTitle(view: ParticipantView): string {
  return view.agenda.every((line) => line.state === 'done') ? 'The conference is over' : 'The conference has not begun';
}

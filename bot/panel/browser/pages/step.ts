/** One step of the agenda as its chair sees it: purpose, who leads, prompts, and what must be captured. */
import type { CaptureView, ChairView, StepView } from '../../panel-view.ts';
import type { CaptureTools } from '../captures/capture.ts';
import { capturePart } from '../captures/one-capture.ts';
import { element, setText } from '../dom/element.ts';
import { keyedParts } from '../dom/part.ts';
import type { Part } from '../dom/part.ts';
import { promptsPart } from './prompts.ts';
import { releasePart } from '../release/release.ts';

export type StepPage = Part<ChairView> & { readonly focusTitle: () => void };

/** Stands for one step for as long as the panel is open, so that words typed in it outlast a visit to another step. */
export function stepPage(tools: CaptureTools): StepPage {
  const place = element('p', { class: 'place' });
  const title = element('h2', { tabindex: '-1' });
  const purpose = element('p', { class: 'purpose' });
  const leads = element('p', { class: 'leads' });
  const prompts = promptsPart();
  const captures = element('div', { class: 'captures' });
  const closing = element('div');
  let view: ChairView | undefined;
  const parts = keyedParts<CaptureView>(captures, shapeOf, (capture) => {
    const part = capturePart({ capture, view: current() }, tools);
    return {
      node: part.node,
      show: (next) => part.show({ capture: next, view: current() }),
      settle: part.settle,
    };
  });
  const current = (): ChairView => {
    if (view === undefined) throw new Error('a step is shown before its captures are made');
    return view;
  };
  let release: Part<ChairView> | undefined;
  const node = element('section', { class: 'step' }, element('header', {}, place, title, purpose, leads), prompts.node, captures, closing);
  return {
    node,
    focusTitle: () => title.focus(),
    show(next) {
      const step = next.current;
      if (step === null) return;
      view = next;
      setText(place, placeOf(step, next));
      setText(title, step.title);
      setText(purpose, step.purpose);
      setText(leads, `Led by: ${step.leads}. About ${step.minutes} minutes.`);
      prompts.show(step.prompts);
      parts.show(step.captures);
      if (step.nextStepId === null && release === undefined) {
        release = releasePart(next, tools);
        closing.append(release.node);
      }
      release?.show(next);
    },
    async settle() {
      const captured = await parts.settle();
      return (await release?.settle() ?? true) && captured;
    },
  };
}

/** A capture whose form changes is another capture. */
function shapeOf(capture: CaptureView): string {
  return `${capture.captureId} ${capture.kind} ${capture.label} ${capture.options.map(({ value }) => value).join(' ')}`;
}

function placeOf(step: StepView, view: ChairView): string {
  if (step.number === 0) return 'Preparation';
  return `Step ${step.number} of ${Math.max(...view.agenda.map((line) => line.number))}`;
}

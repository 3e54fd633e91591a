/**
 * What to say in a step, to be folded away by a chair who knows it. The choice holds for the steps that follow.
 * On a narrow page it begins folded, so that what must be captured is in sight.
 */
import { element, setLines, setText } from '../dom/element.ts';
import { nothingToSettle, type Part } from '../dom/part.ts';

const NARROW_PIXELS = 480;
let folded: boolean | undefined;

export function promptsPart(): Part<readonly string[]> {
  const summary = element('summary');
  const lines = element('ul');
  const node = element('details', { class: 'prompts fold' }, summary, lines);
  let ours = false;
  node.addEventListener('toggle', () => {
    if (!ours) folded = !node.open;
    ours = false;
  });
  return {
    node,
    show(prompts) {
      setLines(lines, prompts);
      setText(summary, prompts.length === 1 ? 'One thing to say' : `${prompts.length} things to say`);
      node.hidden = prompts.length === 0;
      const open = !(folded ?? window.innerWidth < NARROW_PIXELS);
      if (node.open === open) return;
      ours = true;
      node.open = open;
    },
    settle: nothingToSettle,
  };
}

/** The few drawn signs of the panel. Each stands beside words that say the same, so readers are not told them. */

const outlines = {
  done: 'M4 10.5l4 4 8-9',
  now: 'M6 4l9 6-9 6z',
  ahead: 'M10 4a6 6 0 1 1 0 12 6 6 0 0 1 0-12z',
  warning: 'M10 3l8 14H2zM10 8v4M10 14.2v.6',
  back: 'M12 4l-6 6 6 6',
} as const;

export type IconName = keyof typeof outlines;

const drawing = 'http://www.w3.org/2000/svg';

/** A 20 by 20 line drawing in the colour of the text around it. */
export function icon(name: IconName): SVGSVGElement {
  const frame = document.createElementNS(drawing, 'svg');
  frame.setAttribute('class', `icon icon-${name}`);
  frame.setAttribute('viewBox', '0 0 20 20');
  frame.setAttribute('aria-hidden', 'true');
  frame.setAttribute('focusable', 'false');
  const line = document.createElementNS(drawing, 'path');
  line.setAttribute('d', outlines[name]);
  frame.append(line);
  return frame;
}

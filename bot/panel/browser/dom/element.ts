/** Making elements. Text goes in as text: nothing here reads markup, so a script in a name is only a name. */

type Content = Node | string | null | undefined | false;
type Properties = Readonly<Record<string, string | number | boolean | ((event: Event) => void) | null | undefined>>;

/**
 * An element with attributes, listeners (`onclick` and the like, given as functions) and content.
 * `true` makes a bare attribute; `false`, null and undefined leave it out.
 */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  properties: Properties = {},
  ...content: readonly Content[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (typeof value === 'function') made.addEventListener(name.slice('on'.length), value);
    else if (value === true) made.setAttribute(name, '');
    else if (value !== false && value != null) made.setAttribute(name, String(value));
  }
  made.append(...content.filter((one) => one !== null && one !== undefined && one !== false));
  return made;
}

/** A button that only does what it is told. */
export function button(words: string, press: () => void, properties: Properties = {}): HTMLButtonElement {
  return element('button', { type: 'button', onclick: press, ...properties }, words);
}

/** Sets text without touching the page when nothing changed, so that readers and selections are left in peace. */
export function setText(node: Node, words: string): void {
  if (node.textContent !== words) node.textContent = words;
}

/** Replaces the lines of a list when they differ from what is there. */
export function setLines(list: HTMLElement, lines: readonly string[]): void {
  const shown = [...list.children].map((line) => line.textContent);
  if (shown.length === lines.length && shown.every((line, index) => line === lines[index])) return;
  list.replaceChildren(...lines.map((line) => element('li', {}, line)));
}

let made = 0;

/** An id no other element of this page has. */
export function freshId(what: string): string {
  made += 1;
  return `${what}-${made}`;
}

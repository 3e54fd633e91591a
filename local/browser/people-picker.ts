// The people picker of a card, as Teams draws it: a search over the organisation's directory, with the card's own choices
// mixed in. Authority: Microsoft's page on the people picker in Adaptive Cards; the keys are those of an ARIA combobox.

import * as AC from 'adaptivecards';
import { h, icon } from './dom.ts';
import type { Person } from '../ui-types.ts';

/** Looks people up by what is typed, or by object ids joined with commas. */
export type FindPeople = (asked: { search: string } | { ids: string }) => Promise<Person[]>;

/** A card whose pickers know where to look. */
export class TeamsCard extends AC.AdaptiveCard {
  findPeople: FindPeople = () => Promise.resolve([]);
}

type Found = { value: string; title: string; detail: string };
const dataset = /^graph\.microsoft\.com\/users(\?|$)/;
const mostShown = 8;

/** `Input.ChoiceSet`; with `choices.data` of people it is a picker, else as the library draws it. */
export class TeamsChoiceSet extends AC.ChoiceSetInput {
  #isPicker = false;
  readonly #picked = new Map<string, string>();
  readonly #name = `people-${crypto.randomUUID()}`;
  #input: HTMLInputElement | undefined;
  #chips = h('ul', { class: 'picked' });
  #list = h('ul', { role: 'listbox', id: this.#name, hidden: true });
  #status = h('p', { role: 'status', class: 'picker-status' });
  #found: Found[] = [];
  #active = -1;
  #asked = 0;

  protected override internalParse(source: AC.PropertyBag, context: AC.SerializationContext): void {
    super.internalParse(source, context);
    const query = source['choices.data'] as { dataset?: unknown } | undefined;
    this.#isPicker = typeof query?.dataset === 'string' && dataset.test(query.dataset);
  }

  protected override internalRender(): HTMLElement | undefined {
    if (!this.#isPicker) return super.internalRender();
    const input = h('input', { type: 'text', role: 'combobox', autocomplete: 'off', 'aria-autocomplete': 'list', 'aria-expanded': 'false', 'aria-controls': this.#name, placeholder: this.placeholder ?? 'Search for people', oninput: () => void this.#search(), onfocus: () => void this.#search(), onblur: () => this.#close() });
    input.addEventListener('keydown', (event) => this.#key(event));
    this.#input = input;
    void this.#preselect(this.defaultValue ?? '');
    return h('div', { class: 'people-picker' }, this.#chips, input, this.#list, this.#status);
  }

  protected override updateInputControlAriaLabelledBy(): void {
    if (!this.#input) return super.updateInputControlAriaLabelledBy();
    this.#input.setAttribute('aria-labelledby', this.getAllLabelIds().join(' '));
  }

  override focus(): void {
    if (this.#input) this.#input.focus();
    else super.focus();
  }

  override isSet(): boolean {
    return this.#isPicker ? this.#picked.size > 0 : super.isSet();
  }

  override isValid(): boolean {
    return this.#isPicker || super.isValid();
  }

  override get value(): string | undefined {
    if (!this.#isPicker) return super.value;
    return this.#picked.size > 0 ? [...this.#picked.keys()].join(',') : undefined;
  }

  /** Names stand in the card for its own choices; everybody else is asked of the directory, and an id of nobody stays an id. */
  async #preselect(value: string): Promise<void> {
    const ids = value.split(',').filter((id) => id !== '');
    for (const id of ids) this.#picked.set(id, this.#own().find((choice) => choice.value === id)?.title ?? id);
    this.#drawChips();
    const unnamed = ids.filter((id) => this.#picked.get(id) === id);
    if (unnamed.length === 0) return;
    for (const { oid, displayName } of await this.#people({ ids: unnamed.join(',') })) if (this.#picked.has(oid)) this.#picked.set(oid, displayName);
    this.#drawChips();
  }

  async #search(): Promise<void> {
    const typed = this.#input?.value.trim() ?? '';
    this.#asked += 1;
    const asked = this.#asked;
    const people = typed === '' ? [] : await this.#people({ search: typed });
    // Whoever types on gets the answer to the last letter, not to the slowest.
    if (asked !== this.#asked || document.activeElement !== this.#input) return;
    const own = this.#own().filter(({ title }) => title.toLowerCase().includes(typed.toLowerCase()));
    const directory = people.map(({ oid, displayName, designation }) => ({ value: oid, title: displayName, detail: designation }));
    const all = new Map([...own, ...directory].map((found) => [found.value, found]));
    this.#found = [...all.values()].filter(({ value }) => !this.#picked.has(value)).slice(0, mostShown);
    this.#status.textContent = typed === '' ? '' : this.#found.length === 0 ? 'Nobody found.' : `${this.#found.length} found.`;
    this.#active = -1;
    this.#drawList();
  }

  #own(): Found[] {
    return this.choices.map(({ title, value }) => ({ value: value ?? '', title: title ?? '', detail: '' }));
  }

  async #people(asked: Parameters<FindPeople>[0]): Promise<Person[]> {
    const root = this.getRootElement();
    return root instanceof TeamsCard ? root.findPeople(asked).catch(() => []) : [];
  }

  #key(event: KeyboardEvent): void {
    const move = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const chosen = this.#found[this.#active] ?? (this.#found.length === 1 ? this.#found[0] : undefined);
    if (move !== undefined && this.#found.length > 0) this.#active = (this.#active + move + this.#found.length) % this.#found.length;
    else if (event.key === 'Enter' && chosen) this.#pick(chosen);
    else if (event.key === 'Escape' && !this.#list.hidden) this.#close();
    else if (event.key === 'Backspace' && this.#input?.value === '' && this.#picked.size > 0) this.#remove([...this.#picked.keys()].at(-1) ?? '');
    else return;
    event.preventDefault();
    event.stopPropagation();
    this.#drawActive();
  }

  #pick({ value, title }: Found): void {
    if (!this.isMultiSelect) this.#picked.clear();
    this.#picked.set(value, title);
    if (this.#input) this.#input.value = '';
    this.#changed();
  }

  #remove(value: string): void {
    this.#picked.delete(value);
    this.#changed();
    this.#input?.focus();
  }

  #changed(): void {
    this.#drawChips();
    this.#close();
    this.valueChanged();
  }

  #close(): void {
    this.#found = [];
    this.#active = -1;
    this.#drawList();
  }

  #drawChips(): void {
    this.#chips.replaceChildren(...[...this.#picked].map(([value, title]) => h('li', {}, title, h('button', { type: 'button', 'aria-label': `Remove ${title}`, onclick: () => this.#remove(value) }, icon('close')))));
  }

  #drawList(): void {
    // A press must not take the focus from the field before it is heard.
    const option = (found: Found, place: number) => h('li', { role: 'option', id: `${this.#name}-${place}`, 'aria-selected': 'false', onmousedown: (event) => event.preventDefault(), onclick: () => this.#pick(found) }, found.title, found.detail !== '' && h('small', {}, found.detail));
    this.#list.replaceChildren(...this.#found.map(option));
    this.#list.hidden = this.#found.length === 0;
    this.#input?.setAttribute('aria-expanded', String(!this.#list.hidden));
    this.#drawActive();
  }

  #drawActive(): void {
    Array.from(this.#list.children).forEach((element, place) => element.setAttribute('aria-selected', String(place === this.#active)));
    if (this.#active < 0) this.#input?.removeAttribute('aria-activedescendant');
    else this.#input?.setAttribute('aria-activedescendant', `${this.#name}-${this.#active}`);
  }
}

// Light, dark or contrast: from the address, else as last chosen in this browser, else as the system has it.

export type Theme = 'default' | 'dark' | 'contrast';
export const themeNames: Record<Theme, string> = { default: 'Light', dark: 'Dark', contrast: 'High contrast' };

export class ThemeChoice {
  #theme: Theme;
  readonly #hearers = new Set<(theme: Theme) => void>();

  constructor(asked: string | null) {
    const wanted = asked ?? localStorage.getItem('theme');
    const system: Theme = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'default';
    this.#theme = wanted !== null && wanted in themeNames ? (wanted as Theme) : system;
    document.documentElement.dataset['theme'] = this.#theme;
  }

  get current(): Theme {
    return this.#theme;
  }
  choose(theme: Theme): void {
    this.#theme = theme;
    localStorage.setItem('theme', theme);
    document.documentElement.dataset['theme'] = theme;
    for (const hear of this.#hearers) hear(theme);
  }
  /** Hears every later choice; gives what ends the hearing. */
  onChange(hear: (theme: Theme) => void): () => void {
    this.#hearers.add(hear);
    return () => void this.#hearers.delete(hear);
  }
}

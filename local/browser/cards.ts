// Adaptive Cards as Teams draws them. Colours are CSS variables, so a change of theme keeps what was typed.

import * as AC from 'adaptivecards';
import { h } from './dom.ts';
import { TeamsCard, TeamsChoiceSet } from './people-picker.ts';
import type { FindPeople } from './people-picker.ts';
import { toHtml } from './markdown.ts';
import type { PressedAction } from '../ui-types.ts';

AC.AdaptiveCard.onProcessMarkdown = (text, result) => {
  result.outputHtml = toHtml(text);
  result.didProcess = true;
};

AC.GlobalRegistry.elements.register('Input.ChoiceSet', TeamsChoiceSet);

const hostConfig = new AC.HostConfig(teamsHostConfig());

/** What becomes of a card in somebody's hands: `press` hears Execute and Submit with the card's inputs in the data, `open` hears links, `findPeople` searches the directory. */
export type InHands = { press: (action: PressedAction) => void; open: (url: string) => void; findPeople: FindPeople };

/** Draws a card. */
export function drawCard(content: unknown, { press, open, findPeople }: InHands): HTMLElement {
  const card = new TeamsCard();
  card.findPeople = findPeople;
  card.hostConfig = hostConfig;
  card.onExecuteAction = (action) => {
    if (action instanceof AC.OpenUrlAction) return open(action.url ?? '');
    if (action instanceof AC.ExecuteAction) return press({ kind: 'execute', verb: action.verb ?? '', id: action.id ?? '', data: action.data ?? {} });
    if (action instanceof AC.SubmitAction) press({ kind: 'submit', data: action.data ?? {} });
  };
  // The renderer says of what appears that it is expanded, which no plain container may be.
  card.onElementVisibilityChanged = (shown) => queueMicrotask(() => shown.renderedElement?.removeAttribute('aria-expanded'));
  card.parse(content, new AC.SerializationContext(AC.Versions.v1_5));
  const drawn = card.render();
  if (!drawn) return h('p', { class: 'quiet' }, 'This card could not be shown.');
  drawn.classList.add('card');
  // The focus goes here when a pressed card is replaced.
  drawn.tabIndex = -1;
  if (isFullWidth(content)) drawn.classList.add('card-wide');
  return drawn;
}

function isFullWidth(content: unknown): boolean {
  return (content as { msteams?: { width?: unknown } } | null)?.msteams?.width === 'Full';
}

function teamsHostConfig() {
  const tone = (name: string) => ({
    default: `var(--ac-${name})`,
    subtle: `var(--ac-${name}-subtle, var(--ac-${name}))`,
    highlightColors: { default: 'var(--ac-highlight)', subtle: 'var(--ac-highlight)' },
  });
  const foregroundColors = Object.fromEntries(['default', 'dark', 'light', 'accent', 'good', 'warning', 'attention'].map((name) => [name, tone(name)]));
  const container = (name: string) => ({ backgroundColor: `var(--ac-fill-${name})`, borderColor: `var(--ac-edge-${name})`, foregroundColors });
  const containerStyles = Object.fromEntries(['default', 'emphasis', 'accent', 'good', 'warning', 'attention'].map((name) => [name, container(name)]));
  const font = { fontFamily: 'var(--font)', fontSizes: { small: 12, default: 14, medium: 16, large: 18, extraLarge: 24 }, fontWeights: { lighter: 300, default: 400, bolder: 600 } };
  return {
    fontTypes: { default: font, monospace: { ...font, fontFamily: 'Consolas, "DejaVu Sans Mono", monospace' } },
    ...font,
    lineHeights: { small: 16, default: 20, medium: 22, large: 24, extraLarge: 32 },
    supportsInteractivity: true,
    spacing: { small: 8, default: 12, medium: 16, large: 20, extraLarge: 24, padding: 16 },
    separator: { lineThickness: 1, lineColor: 'var(--edge)' },
    imageSizes: { small: 32, medium: 52, large: 100 },
    containerStyles,
    actions: {
      maxActions: 6,
      spacing: 'default',
      buttonSpacing: 8,
      showCard: { actionMode: 'inline', inlineTopMargin: 12, style: 'emphasis' },
      actionsOrientation: 'horizontal',
      actionAlignment: 'left',
    },
    inputs: {
      label: {
        inputSpacing: 'small',
        requiredInputs: { weight: 'bolder', color: 'default', size: 'default', isSubtle: false, suffix: ' *', suffixColor: 'attention' },
        optionalInputs: { weight: 'bolder', color: 'default', size: 'default', isSubtle: false },
      },
      errorMessage: { color: 'attention', weight: 'default', size: 'small', spacing: 'small' },
    },
    factSet: {
      title: { color: 'default', size: 'default', isSubtle: false, weight: 'bolder', wrap: true, maxWidth: 150 },
      value: { color: 'default', size: 'default', isSubtle: false, weight: 'default', wrap: true },
      spacing: 16,
    },
    textStyles: { heading: { weight: 'bolder', size: 'large', color: 'default', isSubtle: false, fontType: 'default' } },
    textBlock: { headingLevel: 3 },
    table: { cellSpacing: 8 },
  };
}

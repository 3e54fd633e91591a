/** What every welcome, help and "not understood" says, each sentence once. Authority: the safeguarding rules of this product. */

type DangerLine = { readonly words: string; readonly weight: 'Bolder' | 'Default' };

/** Lines for a card, the first the one that matters most. `outOfHours` is the pack's number. */
export function dangerLines(outOfHours: string): readonly [DangerLine, ...DangerLine[]] {
  return [
    { words: 'If a child is in immediate danger, call 999.', weight: 'Bolder' },
    { words: `When offices are closed, call the out-of-hours team on ${outOfHours}.`, weight: 'Default' },
    { words: 'This chat is never a way to report a concern.', weight: 'Default' },
  ];
}

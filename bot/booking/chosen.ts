/** A choice that came back from a card. */

/** The choice where it was on the list, else ''. */
export function oneOf(known: readonly string[], chosen: string): string {
  return known.includes(chosen) ? chosen : '';
}

/**
 * Telephone numbers that Ofcom keeps for radio and television drama: they reach nobody.
 * Authority: Ofcom, "Telephone numbers for use in TV and radio drama programmes".
 */

const DRAMA_RANGES: readonly RegExp[] = [
  /^01(13|14|15|16|17|18|21|31|41|51|61)4960\d{3}$/, // Leeds, Sheffield, Nottingham, Leicester, Bristol, Reading, Birmingham, Edinburgh, Glasgow, Liverpool, Manchester
  /^01914980\d{3}$/, // Tyneside, Durham, Sunderland
  /^01632960\d{3}$/, // no area
  /^02079460\d{3}$/, // London
  /^02896496\d{3}$/, // Northern Ireland
  /^02920180\d{3}$/, // Cardiff
  /^03069990\d{3}$/, // UK-wide
  /^07700900\d{3}$/, // mobile
  /^08081570\d{3}$/, // freephone
  /^09098790\d{3}$/, // premium rate
];

/** Whether a telephone number, written in any of the usual ways, is one that no telephone answers. */
export function isDramaNumber(telephone: string): boolean {
  const digits = telephone.replace(/^\s*(\+44|0044)\s*(\(0\))?/, '0').replace(/\D/g, '');
  return DRAMA_RANGES.some((range) => range.test(digits));
}

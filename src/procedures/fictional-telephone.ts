/**
 * Telephone numbers that reach nobody: the ranges Ofcom keeps for drama. A pack may carry one until the authority
 * confirms its own; only the local composition may show it.
 */

const ranges = [
  /^01(13|14|15|16|17|18|21|31|41|51|61)4960\d{3}$/,
  /^01914980\d{3}$/,
  /^01632960\d{3}$/,
  /^02079460\d{3}$/,
  /^02896496\d{3}$/,
  /^02920180\d{3}$/,
  /^07700900\d{3}$/,
  /^08081570\d{3}$/,
  /^09098790\d{3}$/,
  /^03069990\d{3}$/,
];

/** Spaces, brackets and hyphens do not matter, nor does +44 or 0044 in place of the first 0. */
export function isFictionalTelephone(telephone: string): boolean {
  const digits = telephone.replace(/^\s*(\+44|0044)\s*(\(0\))?/, '0').replace(/\D/g, '');
  return ranges.some((range) => range.test(digits));
}

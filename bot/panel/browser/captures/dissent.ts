/** A dissent has an agency and its reasons (NOT-081); on record they are one line of text, "agency: reasons". */

export type Dissent = { readonly agency: string; readonly reasons: string };

const between = ': ';

/** The text for the record; '' when nobody dissents. */
export function dissentText({ agency, reasons }: Dissent): string {
  if (agency.trim() === '' && reasons.trim() === '') return '';
  return `${agency.trim()}${between}${reasons.trim()}`;
}

/** The agency and reasons of a recorded dissent; a text without an agency is all reasons. */
export function dissentOf(text: string): Dissent {
  const at = text.indexOf(between);
  return at === -1 ? { agency: '', reasons: text } : { agency: text.slice(0, at), reasons: text.slice(at + between.length) };
}

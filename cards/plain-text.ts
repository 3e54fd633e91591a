/**
 * Text as people may send and read it: no control characters, nothing that turns the direction of writing,
 * no code points that are never text. Everything else, in any language, stays as it was typed.
 */

/** Line feed and tab are text; every other control character is not. */
const CONTROLS = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F]/g;
const DIRECTION_CHANGES = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/g;
const NEVER_TEXT = /[\uFDD0-\uFDEF\uFFFE\uFFFF]/g;

/** The text over its lines, composed (NFC), with line feeds only. */
export function plainText(raw: string): string {
  return raw
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(CONTROLS, '')
    .replace(DIRECTION_CHANGES, '')
    .toWellFormed()
    .replace(NEVER_TEXT, '')
    .normalize('NFC');
}

/** The same on one line, with single spaces and none at either end. */
export function plainLine(raw: string): string {
  return plainText(raw).replace(/\s+/g, ' ').trim();
}

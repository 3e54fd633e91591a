/**
 * How people's text passes through a template without becoming part of it.
 *
 * A template binds the same value into a text that reads Markdown and into an input that does not, and once it is
 * expanded nobody can tell a person's asterisk from the template's own. So every character that could mean something
 * is swapped for a code point that is never text before the expansion, and afterwards comes back escaped where
 * Markdown is read, and as it was where it is not. Whatever `${` is left in between can only be the template's.
 */
import { plainText } from './plain-text.ts';

const DISGUISED = '\\`*_~[]<>&#+-.){\n';
const FIRST = 0xfdd0;
const MASKS = /[\uFDD0-\uFDEF]/;

/** Swaps every character that could mean something; one for one, so lengths stay. */
export function disguise(text: string): string {
  return plainText(text).replace(/[\\`*_~[\]<>&#+\-.){\n]/g, (character) => String.fromCharCode(FIRST + DISGUISED.indexOf(character)));
}

/** The text as it was typed: for values, ids and labels. */
export function revealed(text: string): string {
  return text.replace(/[\uFDD0-\uFDEF]/g, typed);
}

/** The text for a place that reads Markdown: what was typed shows as it was typed, each line its own paragraph. */
export function revealedForMarkdown(text: string): string {
  // Most texts hold nothing that could mean something.
  if (!MASKS.test(text)) return tidy(text);
  let line = '';
  let out = '';
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at);
    const shown = MASKS.test(character) ? escaped(typed(character), line, revealed(text.slice(at + 1, at + 40))) : character;
    line = shown.includes('\n') ? '' : line + shown;
    out += shown;
  }
  return tidy(out);
}

function tidy(text: string): string {
  return text.replace(/(^|\n)[ \t]+/g, '$1').replace(/\n{3,}/g, '\n\n').trim();
}

function typed(mask: string): string {
  return DISGUISED.charAt(mask.charCodeAt(0) - FIRST);
}

/** Escapes where the character is active: most always are, some only at the start of a line or beside another. */
function escaped(character: string, line: string, rest: string): string {
  switch (character) {
    case '\n': return '\n\n';
    case '#': case '+': case '-': return /^\s*$/.test(line) ? `\\${character}` : character;
    case '.': case ')': return /^\s*\d+$/.test(line) ? `\\${character}` : character;
    case '&': return /^#?\w+;/.test(rest) ? '\\&' : '&';
    case '{': return line.endsWith('$') || line.endsWith('{') || rest.startsWith('{') ? '\\{' : '{';
    default: return `\\${character}`;
  }
}

/**
 * A record too long for one card, laid out as pieces and dealt into parts that each fit. A piece is one text block;
 * a long text becomes several pieces, so nothing is ever cut away.
 */
import { z } from 'zod';
import { disguise, revealedForMarkdown } from './disguise.ts';
import { CARD_BYTES } from './render.ts';

/** How a piece looks: a child or section heading, a label, or running text. */
const PIECE_STYLES = {
  heading: { style: 'heading', size: 'Medium', weight: 'Bolder', spacing: 'Large' },
  label: { style: 'default', size: 'Default', weight: 'Bolder', spacing: 'Medium' },
  text: { style: 'default', size: 'Default', weight: 'Default', spacing: 'Small' },
} as const;

export type Piece = { readonly kind: keyof typeof PIECE_STYLES; readonly words: string };

/** One part of a record as its card takes it. */
export const partFields = {
  part: z.int().min(1),
  parts: z.int().min(1).max(99),
  pieces: z.array(z.strictObject({ kind: z.enum(['heading', 'label', 'text']), words: z.string().max(4000) })).readonly(),
};

/** What a template binds of a part: each piece with its look, where we are, and the ways on and back. */
export function partShown({ part, parts, pieces }: { readonly part: number; readonly parts: number; readonly pieces: readonly Piece[] }): object {
  return {
    pieces: pieces.map(({ kind, words }) => ({ words, ...PIECE_STYLES[kind] })),
    place: parts > 1 ? `Part ${part} of ${parts}` : '',
    hasPrevious: part > 1,
    hasNext: part < parts,
    previousPart: part - 1,
    nextPart: part + 1,
  };
}

/** Room for what stands around the pieces: heading, place, buttons. */
const FRAME_BYTES = 5 * 1024;
/** The JSON of a text block around its words. */
const BLOCK_BYTES = 160;
/** Even if every character were escaped or four bytes long, a piece of this length leaves room for others. */
const LONGEST_PIECE = 1000;

/** The pieces dealt into as few parts as fit, in order, at least one. A heading or label is never last in its part. */
export function inParts(pieces: readonly Piece[]): readonly (readonly Piece[])[] {
  const parts: Piece[][] = [[]];
  let used = 0;
  for (const together of keptTogether(pieces.flatMap(inShortPieces))) {
    const bytes = together.reduce((sum, piece) => sum + bytesOf(piece), 0);
    if (used > 0 && used + bytes > CARD_BYTES - FRAME_BYTES) {
      parts.push([]);
      used = 0;
    }
    parts.at(-1)?.push(...together);
    used += bytes;
  }
  return parts;
}

/** Runs of headings and labels with the text they stand over. */
function keptTogether(pieces: readonly Piece[]): readonly (readonly Piece[])[] {
  const runs: Piece[][] = [];
  let open = false;
  for (const piece of pieces) {
    if (open) runs.at(-1)?.push(piece);
    else runs.push([piece]);
    open = piece.kind !== 'text';
  }
  return runs;
}

function inShortPieces(piece: Piece): readonly Piece[] {
  const pieces: Piece[] = [];
  let rest = piece.words;
  while (rest.length > LONGEST_PIECE) {
    const cut = cutBefore(rest);
    pieces.push({ kind: piece.kind, words: rest.slice(0, cut) });
    rest = rest.slice(cut);
  }
  return [...pieces, { kind: piece.kind, words: rest }];
}

/** Where to cut: after the last space that fits, else between two characters. */
function cutBefore(text: string): number {
  const space = text.lastIndexOf(' ', LONGEST_PIECE - 1);
  if (space > LONGEST_PIECE / 2) return space + 1;
  return /[\uDC00-\uDFFF]/.test(text.charAt(LONGEST_PIECE)) ? LONGEST_PIECE - 1 : LONGEST_PIECE;
}

function bytesOf(piece: Piece): number {
  return BLOCK_BYTES + Buffer.byteLength(JSON.stringify(revealedForMarkdown(disguise(piece.words))));
}

// How Graph takes what it is sent: whole, in the right form, not too large.

import { Refusal } from '../http.ts';
import type { Asked } from '../http.ts';
import type { z } from 'zod';

const bodyLimitBytes = 4 * 1024 * 1024;

/** The body in the form a call needs; 413 above 4 MB, 400 for any other form. */
export async function bodyOf<T>(asked: Asked, shape: z.ZodType<T>): Promise<T> {
  const pieces: Buffer[] = [];
  let bytes = 0;
  for await (const piece of asked.request as AsyncIterable<Buffer>) {
    bytes += piece.length;
    if (bytes <= bodyLimitBytes) pieces.push(piece);
  }
  if (bytes > bodyLimitBytes) throw new Refusal(413, 'RequestEntityTooLarge', 'The request is larger than 4 MB.');
  const parsed = shape.safeParse(readJson(Buffer.concat(pieces).toString('utf8')));
  if (!parsed.success) throw new Refusal(400, 'RequestBodyRead', 'The body does not have the form this call needs.');
  return parsed.data;
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Refusal(400, 'BadRequest', 'The body is not JSON.');
  }
}

/**
 * Draws the app's two icons: a round table with its seats, one of them small. Run `node tools/draw-icons.ts` after
 * a change and commit the pictures; a test compares them with what is drawn here.
 *
 * Teams wants a full-bleed colour icon of 192 × 192 whose mark keeps to the middle 120, and a 32 × 32 outline that
 * is white on transparent and nothing else.
 */
import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';

/** Red, green, blue, opacity, each 0–255. */
type Colour = readonly [number, number, number, number];

const teal: Colour = [0x1d, 0x4e, 0x5c, 255];
const paper: Colour = [0xf4, 0xf1, 0xea, 255];
const mist: Colour = [0xa9, 0xc6, 0xc9, 255];
const amber: Colour = [0xf2, 0xb1, 0x4c, 255];
const white: Colour = [255, 255, 255, 255];
const clear: Colour = [255, 255, 255, 0];

/** A disc, or a ring when `hole` is given; lengths in pixels of the finished icon. */
type Disc = { readonly x: number; readonly y: number; readonly radius: number; readonly hole?: number; readonly colour: Colour };

type Icon = { readonly size: number; readonly ground: Colour; readonly discs: readonly Disc[] };

export const colourIcon: Icon = {
  size: 192,
  ground: teal,
  discs: [{ x: 96, y: 96, radius: 31, colour: paper }, ...seats({ size: 192, distance: 48.5, radius: 10.5, small: 7, colour: mist, smallColour: amber })],
};

export const outlineIcon: Icon = {
  size: 32,
  ground: clear,
  discs: [{ x: 16, y: 16, radius: 7.5, hole: 5.5, colour: white }, ...seats({ size: 32, distance: 12.6, radius: 2.6, small: 1.7, colour: white, smallColour: white })],
};

type Seats = {
  readonly size: number;
  readonly distance: number;
  readonly radius: number;
  readonly small: number;
  readonly colour: Colour;
  readonly smallColour: Colour;
};

/** Seven seats round the middle, the small one at the front. */
function seats({ size, distance, radius, small, colour, smallColour }: Seats): Disc[] {
  return Array.from({ length: 7 }, (_, place) => {
    const turn = Math.PI / 2 + (place * 2 * Math.PI) / 7;
    const at = { x: size / 2 + distance * Math.cos(turn), y: size / 2 + distance * Math.sin(turn) };
    return place === 0 ? { ...at, radius: small, colour: smallColour } : { ...at, radius, colour };
  });
}

/** The icon as a PNG file, eight bits a channel with opacity; edges smoothed by sampling each pixel 8 × 8 times. */
export function png(icon: Icon): Uint8Array {
  const { size } = icon;
  const rows = Buffer.alloc(size * (1 + size * 4));
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) rows.set(pixel(icon, x, y), y * (1 + size * 4) + 1 + x * 4);
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  header.set([8, 6, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', deflateSync(rows, { level: 9 })), chunk('IEND', Buffer.alloc(0))]);
}

function pixel(icon: Icon, x: number, y: number): number[] {
  const steps = 8;
  const sum = [0, 0, 0, 0];
  for (let step = 0; step < steps * steps; step += 1) {
    const [red, green, blue, opacity] = colourAt(icon, x + ((step % steps) + 0.5) / steps, y + (Math.floor(step / steps) + 0.5) / steps);
    [red, green, blue, opacity].forEach((value, channel) => (sum[channel] = (sum[channel] ?? 0) + value));
  }
  return sum.map((value) => Math.round(value / (steps * steps)));
}

function colourAt({ ground, discs }: Icon, x: number, y: number): Colour {
  const disc = discs.findLast((one) => {
    const distance = Math.hypot(x - one.x, y - one.y);
    return distance <= one.radius && distance >= (one.hole ?? 0);
  });
  return disc?.colour ?? ground;
}

function chunk(type: string, content: Uint8Array): Uint8Array {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), content]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(content.length, 0);
  framed.set(body, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}

if (import.meta.main) {
  const folder = resolve(import.meta.dirname, '../appPackage');
  await writeFile(resolve(folder, 'color.png'), png(colourIcon));
  await writeFile(resolve(folder, 'outline.png'), png(outlineIcon));
}

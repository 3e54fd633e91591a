/** The browser itself: the other browser tests stand on it, so what it lacks should fail here first. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Browser } from 'playwright-core';
import { britishReader, launchBrowser } from '../setup/chromium.ts';
import { picture } from '../setup/artefacts.ts';

describe('the browser of the browser tests', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());

  it('draws letters, Welsh ones too, with a font of its own', async () => {
    const page = await browser.newPage(britishReader);
    await page.setContent('<p style="font: 40px sans-serif; display: inline-block">Cynhadledd ŵŷâ</p><canvas></canvas>');
    // A letter without a glyph is drawn as the same empty box, or not at all; these must all differ.
    const inks = await page.evaluate(() => {
      const pen = document.querySelector('canvas')!.getContext('2d', { willReadFrequently: true })!;
      return Array.from('ŵŷâAg ', (letter) => {
        pen.clearRect(0, 0, 100, 100);
        pen.font = '40px sans-serif';
        pen.fillText(letter, 10, 60);
        return pen.getImageData(0, 0, 100, 100).data.reduce((sum, value, at) => sum + value * (at % 997), 0);
      });
    });
    expect(new Set(inks).size).toBe(6);
    expect(inks.at(-1)).toBe(0);
    await page.screenshot({ path: picture('browser-letters') });
  });

  it('reads dates and clocks as in London', async () => {
    const page = await browser.newPage(britishReader);
    const shown = await page.evaluate(() => new Date('2026-07-01T12:00:00Z').toLocaleString());
    expect(shown).toBe('01/07/2026, 13:00:00');
  });
});

// The Markdown of Teams, and that nobody's words become HTML of their own.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toHtml } from '../../local/browser/markdown.ts';

describe('Markdown in cards and messages', () => {
  it.each([
    ['plain', '<p>plain</p>'],
    ['**bold** and _slanted_', '<p><strong>bold</strong> and <em>slanted</em></p>'],
    ['one\ntwo', '<p>one</p><p>two</p>'],
    ['- a\n- b\nafter', '<ul><li>a</li><li>b</li></ul><p>after</p>'],
    ['3. third\n4. fourth', '<ol start="3"><li>third</li><li>fourth</li></ol>'],
    ['[a](https://example.org/b)', '<p><a href="https://example.org/b" target="_blank" rel="noopener noreferrer">a</a></p>'],
    ['[a](javascript:alert(1))', '<p>[a](javascript:alert(1))</p>'],
    ['<at>Conference Companion</at> hello', '<p><span class="mention">@Conference Companion</span> hello</p>'],
    ['\\*not bold\\* and \\[no link\\](https://example.org)', '<p>*not bold* and [no link](https://example.org)</p>'],
    ['snake_case_name and 2 * 3 * 4', '<p>snake_case_name and 2 * 3 * 4</p>'],
    ['# no heading', '<p># no heading</p>'],
    ['<b>&</b>', '<p>&lt;b&gt;&amp;&lt;/b&gt;</p>'],
  ])('%j', (text, html) => {
    expect(toHtml(text)).toBe(html);
  });
  it('makes no tag but its own and closes every one, whatever is typed', () => {
    const piece = fc.constantFrom('<', '>', '"', '&', '*', '**', '_', '[', ']', '(', ')', '\\', '- ', '1. ', '\n', 'https://a', '<script>', '<at>', '</at>', 'x', ' ');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const html = toHtml(pieces.join(''));
        const tags = [...html.matchAll(/<(\/?)([a-z]+)((?: [a-z]+="[^"<>]*")*)>/g)];
        const rest = tags.reduce((left, tag) => left.replace(tag[0], ''), html);
        expect(rest).not.toMatch(/[<>]/);
        for (const name of new Set(tags.map((tag) => tag[2] ?? ''))) {
          expect(['p', 'ul', 'ol', 'li', 'strong', 'em', 'a', 'span']).toContain(name);
          expect(tags.filter((tag) => tag[2] === name && tag[1] === '/')).toHaveLength(tags.filter((tag) => tag[2] === name && tag[1] === '').length);
        }
      }),
      { numRuns: 2000 },
    );
  });
});

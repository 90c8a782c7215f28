import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { root } from '../../scripts/entries.ts';
import { drawings, pages, regenerated } from '../../scripts/generated-docs.ts';

/** The formatter pads the columns of a table; that says nothing. */
const tight = (page: string): string => page.replaceAll(/ +/g, ' ').replaceAll(/-{3,}/g, '---');

describe('the parts of the documentation that are made from the code', () => {
  it.each(pages)('%s says what the code does today (else: npm run docs:update)', (page) => {
    const written = readFileSync(new URL(page, root), 'utf8');
    expect(written).toContain('<!-- generated: ');
    expect(tight(written)).toBe(tight(regenerated(written)));
  });

  it('refuses a marker that nothing is made for', () => {
    expect(() => regenerated('<!-- generated: nothing_such -->\n\n<!-- /generated -->')).toThrow(
      'nothing_such',
    );
  });

  it('shows the charts as the library answers today (else: npm run docs:update)', async () => {
    for (const [path, svg] of await drawings()) {
      expect(readFileSync(new URL(path, root), 'utf8'), path).toBe(svg);
    }
  });
});

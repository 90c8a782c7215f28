import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { root } from '../../../scripts/entries.ts';

const read = (file: string): string => readFileSync(new URL(`examples/${file}`, root), 'utf8');

describe('the examples of frameworks', () => {
  it.each(['hono', 'fastify', 'next'])('run the same shop in %s as in Express', (name) => {
    expect(read(`${name}/shop.ts`)).toBe(read('express/shop.ts'));
  });
});

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { compilerCost, compilers } from '../support/compiler-cost.ts';
import type { CompilerCost } from '../support/compiler-cost.ts';

/** The most that a compiler may have to do for a consumer, beyond what it does for an empty file. */
const most: Readonly<Record<string, Pick<CompilerCost, 'instantiations' | 'types'>>> = {
  'typical.ts': { instantiations: 4200, types: 2450 },
  'wrong-calls.ts': { instantiations: 4400, types: 2200 },
  'own-status.ts': { instantiations: 4650, types: 2050 },
};

describe.each(Object.keys(compilers) as (keyof typeof compilers)[])(
  'the price of the types under %s',
  (compiler) => {
    let empty: CompilerCost;

    beforeAll(async () => {
      writeFileSync(join(inject('consumer'), 'empty.ts'), 'export {};\n');
      empty = await compilerCost(compiler, inject('consumer'), 'empty.ts');
    });

    it.each(Object.entries(most))('of %s keeps to its counts', async (file, limit) => {
      const whole = await compilerCost(compiler, inject('consumer'), file);
      const instantiations = whole.instantiations - empty.instantiations;
      const types = whole.types - empty.types;
      console.info(`${compiler}, ${file}: ${instantiations} instantiations, ${types} types`);
      expect(instantiations).toBeGreaterThan(0);
      expect(instantiations).toBeLessThanOrEqual(limit.instantiations);
      expect(types).toBeLessThanOrEqual(limit.types);
    });
  },
);

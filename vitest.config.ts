import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { entries, root } from './scripts/entries.ts';
import { factor } from './test/properties/lifecycle/runs.ts';

/** `cod-lifecycle` and its subpaths, from source: a test never runs against a stale build. */
const alias = entries.map(({ specifier, source }) => ({
  find: new RegExp(`^${specifier}$`),
  replacement: fileURLToPath(new URL(source, root)),
}));

/** A test ends when it has done its work, on a slow machine as well: this only stops one that hangs. */
function withinMinutes(minutes: number) {
  const patience = minutes * 60_000 * Math.max(1, factor);
  return { testTimeout: patience, hookTimeout: patience };
}

const usual = 3;

const kind = (name: string, include: string, isolate = true) => ({
  extends: true as const,
  test: { name, include: [include], isolate },
});

/** Tests that need a PostgreSQL server. */
const withPostgres = (
  name: string,
  include: string,
  { minutes = usual, setups = [] }: { minutes?: number; setups?: readonly string[] } = {},
) => ({
  extends: true as const,
  test: {
    name,
    include: [include],
    globalSetup: [...setups, 'test/support/postgres.setup.ts'],
    ...withinMinutes(minutes),
  },
});

export default defineConfig({
  resolve: { alias },
  test: {
    // Many tests wait for a server more than they work.
    maxWorkers: 3,
    ...withinMinutes(usual),
    projects: [
      // Nothing that they import keeps anything: so their files share it.
      kind('unit', 'test/unit/**/*.test.ts', false),
      kind('properties', 'test/properties/**/*.prop.test.ts', false),
      withPostgres('contract', 'test/contract/**/*.contract.ts'),
      // A day of five thousand orders takes minutes.
      withPostgres('faults', 'test/faults/**/*.test.ts', { minutes: 15 }),
      withPostgres('docs', 'test/docs/**/*.test.ts'),
      // Needs a Redis server, which npm cannot bring: by `npm run test:redis`, apart from all others.
      withPostgres('redis', 'test/redis/**/*.contract.ts', {
        setups: ['test/redis/redis.setup.ts'],
      }),
      // Needs a Chromium, which npm cannot bring: by `npm run test:browser`.
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['test/browser/**/*.browser.ts'],
        },
      },
      kind('architecture', 'test/architecture/**/*.test.ts'),
      {
        extends: true,
        test: {
          name: 'types',
          include: [],
          typecheck: {
            enabled: true,
            only: true,
            include: ['test/types/**/*.test-d.ts'],
            tsconfig: './tsconfig.tools.json',
          },
        },
      },
      {
        test: {
          name: 'package',
          include: ['test/package/**/*.test.ts'],
          globalSetup: ['test/package/pack.setup.ts'],
          ...withinMinutes(usual),
        },
      },
    ],
  },
});

import type { KnipConfig } from 'knip';
import { entries } from './scripts/entries.ts';

const config: KnipConfig = {
  entry: [
    ...entries.map(({ source }) => `${source}!`),
    'examples/**/main.ts',
    'examples/{lambda,workers}/migrate.ts',
    'examples/next/{instrumentation,app/**/route}.ts',
    'bench/{growth,http}/main.ts',
    'scripts/{api,test}.ts',
    'test/**/*.{test,contract,browser,test-d}.ts',
    'test/package/{pack.setup,consumers/*}.ts',
  ],
  // What compares the kernel with its peers is a package of its own.
  project: [
    '{src,test,examples,bench,scripts}/**/*.ts',
    '*.config.ts',
    '!bench/{kernel,stores,types}/**',
  ],
  // What a room exports is for its reader and its tests, also where only its own file uses it so far.
  ignoreExportsUsedInFile: true,
  // Installed by whoever runs `test:redis`.
  ignoreBinaries: ['redis-server'],
  ignoreDependencies: [
    // Run by path, from the package tests.
    '@arethetypeswrong/cli',
    // Named in .changeset/config.json; the CLI brings them.
    '@changesets/changelog-git',
    '@changesets/config',
    // Imported by the pages about them, and nowhere else.
    '@restatedev/restate-sdk-clients',
    '@temporalio/activity',
    '@temporalio/workflow',
    'typescript-5.9',
  ],
};

export default config;

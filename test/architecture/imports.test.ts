import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from '../../scripts/entries.ts';
import { cruiseOptions, importRules } from '../../scripts/import-rules.ts';
import { frontDoors, rooms } from '../../scripts/rooms.ts';

async function look(baseDir: string): Promise<ICruiseResult> {
  const { output } = await cruise(['src'], { ...cruiseOptions, validate: true, baseDir });
  if (typeof output === 'string') throw new Error(output);
  return output;
}

const broken = ({ summary }: ICruiseResult) =>
  summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`);

describe('the source', () => {
  let seen: ICruiseResult;
  beforeAll(async () => {
    seen = await look(fileURLToPath(root));
  });
  const own = () => seen.modules.filter(({ source }) => source.startsWith('src/'));

  it('keeps every rule about who may import whom', () => {
    expect(broken(seen)).toEqual([]);
  });

  it('is seen whole', () => {
    expect(own().length).toBeGreaterThan(40);
    expect(own().flatMap(({ dependencies }) => dependencies).length).toBeGreaterThan(80);
  });

  it('has every file in a room of the table', () => {
    const places = [
      ...Object.keys(rooms).map((name) => `src/${name}/`),
      ...Object.keys(frontDoors).map((name) => `src/${name}.ts`),
    ];
    const homeless = own().filter(({ source }) => !places.some((at) => source.startsWith(at)));
    expect(homeless.map(({ source }) => source)).toEqual([]);
  });
});

/** A file that breaks exactly the rule it is listed under, in a tree with one blameless file a room. */
const planted: Readonly<Record<string, readonly [file: string, text: string]>> = {
  kernel: ['kernel/planted.ts', `import '../order/room.js';`],
  errors: ['errors/planted.ts', `import type {} from '../kernel/room.js';`],
  order: ['order/planted.ts', `import '../lifecycle/room.js';`],
  lifecycle: ['lifecycle/planted.ts', `import '../ports/room.js';`],
  verify: ['verify/planted.ts', `import '../lifecycle/room.js';`],
  diagrams: ['diagrams/planted.ts', `import '../verify/room.js';`],
  ports: ['ports/planted.ts', `import '../runtime/room.js';`],
  'ports-types': ['ports/planted-types.ts', `import { room } from '../errors/room.js'; room();`],
  runtime: ['runtime/planted.ts', `import '../lifecycle/room.js';`],
  schemas: ['schemas/planted.ts', `import type {} from '../ports/room.js';`],
  'schemas-types': [
    'schemas/planted-types.ts',
    `import { room } from '../kernel/room.js'; room();`,
  ],
  reports: ['reports/planted.ts', `import '../runtime/room.js';`],
  testing: ['testing/planted.ts', `import '../adapters/memory/room.js';`],
  'adapters/memory': ['adapters/memory/planted.ts', `import '../shopify/room.js';`],
  'adapters/csv': ['adapters/csv/planted.ts', `import '../calendar/room.js';`],
  'adapters/calendar': ['adapters/calendar/planted.ts', `import '../system/room.js';`],
  'adapters/system': ['adapters/system/planted.ts', `import '../sql/room.js';`],
  'adapters/sql': ['adapters/sql/planted.ts', `import '../sqlite/room.js';`],
  'adapters/sqlite': ['adapters/sqlite/planted.ts', `import '../postgres/room.js';`],
  'adapters/postgres': ['adapters/postgres/planted.ts', `import '../../kernel/room.js';`],
  'adapters/graphile-worker': [
    'adapters/graphile-worker/planted.ts',
    `import '../postgres/room.js';`,
  ],
  'adapters/engine': ['adapters/engine/planted.ts', `import '../sql/room.js';`],
  'adapters/pg-boss': ['adapters/pg-boss/planted.ts', `import '../graphile-worker/room.js';`],
  'adapters/bullmq': ['adapters/bullmq/planted.ts', `import '../pg-boss/room.js';`],
  'adapters/webhook': ['adapters/webhook/planted.ts', `import '../shopify/room.js';`],
  'adapters/shopify': ['adapters/shopify/planted.ts', `import '../../kernel/room.js';`],
  'adapters/woocommerce': ['adapters/woocommerce/planted.ts', `import '../../runtime/room.js';`],
  'adapters/messages': ['adapters/messages/planted.ts', `import '../sms/room.js';`],
  'adapters/email': ['adapters/email/planted.ts', `import '../sms/room.js';`],
  'adapters/sms': ['adapters/sms/planted.ts', `import '../../lifecycle/room.js';`],
  'adapters/carrier': ['adapters/carrier/planted.ts', `import '../webhook/room.js';`],
  'adapters/carrier-types': [
    'adapters/carrier/planted-types.ts',
    `import { room } from '../../runtime/room.js'; room();`,
  ],
  'adapters/http': ['adapters/http/planted.ts', `import '../webhook/room.js';`],
  'adapters/http-types': [
    'adapters/http/planted-types.ts',
    `import { room } from '../../runtime/room.js'; room();`,
  ],
  'adapters/express': ['adapters/express/planted.ts', `import '../http/room.js';`],
  'adapters/lambda': ['adapters/lambda/planted.ts', `import '../http/room.js';`],
  'adapters/opentelemetry': ['adapters/opentelemetry/planted.ts', `import '../../ports/room.js';`],
  'adapters/opentelemetry-types': [
    'adapters/opentelemetry/planted-types.ts',
    `import { room } from '../../runtime/room.js'; room();`,
  ],
  'index.ts': ['index.ts', `export * from './adapters/memory/room.js';`],
  'core.ts': ['core.ts', `export * from './schemas/room.js';`],
  'front-doors': ['reports/planted-door.ts', `import '../core.js';`],
  'zod-lives-in-schemas': ['runtime/planted-zod.ts', `import * as z from 'zod/mini'; z.string();`],
  'fast-check-lives-in-testing': ['verify/planted-fc.ts', `import type {} from 'fast-check';`],
  'luxon-lives-in-adapters/calendar': [
    'adapters/memory/planted-luxon.ts',
    `import { DateTime } from 'luxon'; DateTime.now();`,
  ],
  'csv-stringify-lives-in-adapters/csv': [
    'reports/planted-csv.ts',
    `import { stringify } from 'csv-stringify/sync'; stringify([]);`,
  ],
  'node-lives-in-adapters': ['kernel/planted-node.ts', `import 'node:fs';`],
  'no-other-packages': ['adapters/memory/planted-package.ts', `import 'typescript';`],
  'no-package-types-in-the-core': ['order/planted-types.ts', `import type {} from 'typescript';`],
  'no-cycles': ['kernel/planted-cycle.ts', `import './planted-turn.js';`],
};

const blameless: Readonly<Record<string, string>> = {
  'kernel/planted-turn.ts': `import type {} from './planted-cycle.js';`,
  'ports/fine.ts': `import type {} from '../errors/room.js';`,
  'schemas/fine.ts': `import * as z from 'zod/mini'; import type {} from '../kernel/room.js'; z.string();`,
  'testing/fine.ts': `import * as fc from 'fast-check'; fc.nat();`,
  'adapters/memory/fine.ts': `import 'node:fs'; import type {} from 'typescript';`,
};

describe('a planted violation', () => {
  const tree = mkdtempSync(join(tmpdir(), 'rooms-'));
  let seen: ICruiseResult;
  beforeAll(async () => {
    const write = (file: string, text: string) => {
      mkdirSync(dirname(join(tree, 'src', file)), { recursive: true });
      writeFileSync(join(tree, 'src', file), `${text}\nexport {};\n`);
    };
    for (const name of Object.keys(rooms)) write(`${name}/room.ts`, 'export const room = () => 1;');
    for (const [file, text] of [...Object.entries(blameless), ...Object.values(planted)])
      write(file, text);
    symlinkSync(
      fileURLToPath(new URL('node_modules', root)),
      join(tree, 'node_modules'),
      'junction',
    );
    seen = await look(tree);
  });
  afterAll(() => rmSync(tree, { recursive: true }));

  it.each(importRules.map(({ name }) => name ?? ''))('breaks %s and no other rule', (name) => {
    const [file] = planted[name] ?? [];
    const fired = seen.summary.violations.filter(({ from }) => from === `src/${file}`);
    expect(fired.map(({ rule }) => rule.name)).toEqual([name]);
  });

  it('leaves the blameless files alone', () => {
    const fired = seen.summary.violations.filter(
      ({ from, rule }) => from.slice('src/'.length) in blameless && rule.name !== 'no-cycles',
    );
    expect(fired).toEqual([]);
  });
});

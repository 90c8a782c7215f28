import { randomUUID } from 'node:crypto';
import * as fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import type { Change, OrderStore } from 'cod-lifecycle';
import { memoryStore } from 'cod-lifecycle/memory';
import { sqliteStore } from 'cod-lifecycle/sqlite';
import { arbitraryLife } from 'cod-lifecycle/testing';
import { runs } from '../../properties/lifecycle/runs.ts';
import { pgPools } from '../postgres/libraries/pg.ts';
import { openShop } from '../postgres/shop.ts';
import { drivers, folder } from '../sqlite/drivers.ts';
import { questionsAbout } from './random-questions.ts';
import { changesOf } from './told-lives.ts';

const closes: (() => Promise<void> | void)[] = [];
afterAll(async () => {
  for (const close of closes) await close();
});

/** A store of each kind. */
async function everyStore(): Promise<readonly (readonly [name: string, store: OrderStore])[]> {
  const { store } = await openShop(pgPools, { until: (close) => void closes.push(close) });
  const sqlite = drivers.map((driver) => {
    const { connect, remove } = folder(driver);
    closes.push(remove);
    return [driver.name, sqliteStore(connect())] as const;
  });
  return [...sqlite, ['PostgreSQL', store]];
}

/** Writes changes that come in the order of their versions, one version of every order at a time. */
async function write(store: OrderStore, lives: readonly (readonly Change[])[]): Promise<void> {
  const versions = Math.max(...lives.map(({ length }) => length));
  for (let index = 0; index < versions; index += 1) {
    const together = lives.flatMap((changes) => changes.slice(index, index + 1));
    const verdicts = await store.commit(together);
    expect(new Set(verdicts)).toEqual(new Set(['applied']));
  }
}

const kinds = ['cash', 'cohorts', 'counts', 'list', 'moves', 'stays', 'waits'];
const nothing = new Set(['[]', '{}', '[{"rows":[],"next":null,"prev":null}]']);

const lives = fc.array(arbitraryLife(), { minLength: 1, maxLength: 8 });

describe('memory, SQLite and PostgreSQL', () => {
  it('answer every question alike, whatever has happened', async () => {
    const stores = await everyStore();
    const memory = memoryStore();
    const asked = new Set<string>();
    await fc.assert(
      fc.asyncProperty(lives, fc.gen(), async (told, gen) => {
        // Shops that share the tables, and what happens in one is told of the other under other names.
        const [tenant, other] = [randomUUID(), randomUUID()];
        const changes = told.map((life, index) => changesOf(life, tenant, `o${index}`));
        const others = told.slice(1).map((life, index) => changesOf(life, other, `o${index}`));
        for (const store of [memory, ...stores.map(([, store]) => store)]) {
          await write(store, [...changes, ...others]);
        }
        for (const { name, ask } of gen(questionsAbout, tenant, changes.flat())) {
          const expected = await ask(memory);
          for (const [kind, store] of stores) {
            expect([kind, name, await ask(store)]).toEqual([kind, name, expected]);
          }
          if (!nothing.has(JSON.stringify(expected))) asked.add(name.split(' ')[0] ?? '');
        }
      }),
      // A fault is told as it was found: to make it smaller on three databases takes minutes.
      { ...runs(60), endOnFailure: true },
    );
    // Each kind of question had something to answer.
    expect([...asked].toSorted()).toEqual(kinds);
  });
});

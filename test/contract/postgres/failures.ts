import { describe, expect, it, vi } from 'vitest';
import { cod, createOrders } from 'cod-lifecycle';
import { postgresStore } from 'cod-lifecycle/postgres';
import type { PostgresStoreOptions } from 'cod-lifecycle/postgres';
import { changeOf, stored } from '../../support/changes.ts';
import { actor, address, customer, lifeTo, usual } from '../../support/life.ts';
import { draft } from '../../support/shop.ts';
import { soon } from '../../support/soon.ts';
import type { Library, Opened } from './libraries/library.ts';
import { openFor, openShop } from './shop.ts';
import { freshSchema } from './swept-schemas.ts';
import { answerOf, leaksIn, secrets, thrown } from './told.ts';
import { tapped } from './wire-tap.ts';
import { serverUrl } from './server-url.ts';

const agent = { actor: actor('agent') };
const tenant = 'default';
const secret = {
  customer: { ...customer, name: secrets.name, phone: secrets.phone },
  address: { ...address, line1: secrets.line1 },
};
const change = changeOf(stored('a', secret));

/** What a read, a commit and a migration come to, on whatever this is. */
async function answersOf({ client }: Pick<Opened, 'client'>): Promise<readonly string[]> {
  const store = postgresStore(client, { schema: freshSchema() });
  return [
    await answerOf(() => store.load([{ tenant, id: 'a' }])),
    await answerOf(() => store.commit([change])),
    await answerOf(() => store.migrate()),
  ];
}

/** The server, reached otherwise. */
function urlWith(how: { readonly [Part in 'password' | 'pathname']?: string }): string {
  return Object.assign(new URL(serverUrl()), how).href;
}

/** What becomes of what is asked where a library cannot ask, or gets no answer. */
export function failuresOf(library: Library, says: NonNullable<Library['says']>): void {
  describe('in trouble', () => {
    const opened = async (url: string): Promise<Opened> => openFor(library, url, 2);

    it('a wrong password is answered with not_applied', async () => {
      const wrong = await opened(urlWith({ password: secrets.password }));
      expect(new Set(await answersOf(wrong))).toEqual(new Set(['not_applied 28P01']));
    });

    it('a database that is not there is answered with not_applied', async () => {
      const wrong = await opened(urlWith({ pathname: '/nowhere' }));
      expect(new Set(await answersOf(wrong))).toEqual(new Set(['not_applied 3D000']));
    });

    /** A store that has been at work, so that what is asked next is asked at once. */
    async function used(url = serverUrl(), options: PostgresStoreOptions = {}) {
      const { schema } = await openShop(library);
      const { client, close } = await library.open(url, 2);
      const store = postgresStore(client, { schema, ...options });
      const first = async () => {
        await store.load([{ tenant, id: 'a' }]);
        await store.commit([changeOf(stored(freshSchema()))]);
        return true;
      };
      // A machine that is busy may not make it in the time of a test that is about too little of it.
      await vi.waitUntil(async () => first().catch(() => false), soon);
      return {
        close,
        load: async () => answerOf(() => store.load([{ tenant, id: 'a' }])),
        commit: async () => answerOf(() => store.commit([changeOf(stored(freshSchema(), secret))])),
      };
    }

    it('a server that is not there any more is answered with not_applied', async () => {
      const tap = await tapped();
      const { load, commit, close } = await used(tap.url);
      await tap.cut();
      // The first to ask may be the one who finds out.
      await load();
      expect([await load(), await commit()]).toEqual([says.unreachable, says.unreachable]);
      await close();
    });

    it('what was closed is answered with not_applied, or connects again', async () => {
      const { load, commit, close } = await used();
      await close();
      expect([await load(), await commit()]).toEqual([says.closed, says.closed]);
    });

    it.each(['close', 'cut'] as const)(
      'an answer that was lost on its way is answered with unknown, a question with not_applied: %s',
      async (end) => {
        for (const [ask, verdict] of [
          ['load', 'not_applied'],
          ['commit', 'unknown'],
        ] as const) {
          const tap = await tapped();
          const { [ask]: asked, close } = await used(tap.url);
          tap.clear();
          tap.hush();
          const answer = asked();
          await vi.waitUntil(() => tap.executed.length + tap.parsed.length > 0, soon);
          await tap[end]();
          expect(await answer).toMatch(new RegExp(`^${verdict} `));
          await close();
        }
      },
    );

    it('an answer that does not come in time is answered with unknown, a question with not_applied', async () => {
      const tap = await tapped();
      const { load, commit, close } = await used(tap.url, { timeoutMs: 150 });
      tap.hush();
      expect(await load()).toBe('not_applied timeout');
      expect(await commit()).toBe('unknown timeout');
      await tap.close();
      await close();
    });

    it('a statement that the server has ended is answered with not_applied', async () => {
      const { schema, live, transaction, orders } = await openShop(library);
      await live('o1', lifeTo.new);
      const { client } = await opened(serverUrl('-c statement_timeout=300'));
      const hurried = createOrders({ lifecycle: cod(), store: postgresStore(client, { schema }) });
      await transaction(async (tx) => {
        await orders.within(tx).send('o1', usual.confirm, agent);
        const answer = await answerOf(() => hurried.send('o1', usual.cancel, agent));
        expect(answer).toBe('not_applied 57014');
      });
      expect((await orders.send('o1', usual.cancel, agent)).kind).toBe('applied');
    });

    it('a row that the server refuses is not passed on with its answer', async () => {
      const { schema, run } = await openShop(library, { schema: freshSchema() });
      await run(`alter table ${schema}.cod_orders add check (body ->> 'id' <> 'a')`);
      const { client } = await opened(serverUrl());
      const store = postgresStore(client, { schema });
      const orders = createOrders({ lifecycle: cod(), store });
      const refused = 'not_applied 23514';
      expect(await answerOf(() => store.commit([change]))).toBe(refused);
      expect(await answerOf(() => store.commit([changeOf(stored('b')), change]))).toBe(refused);
      expect(await answerOf(() => orders.place(draft({ id: 'a', ...secret }), agent))).toBe(
        refused,
      );
      const odd = changeOf(stored('b', { ...secret, metadata: { text: 'a\0b' } }));
      expect(await answerOf(() => store.commit([odd]))).toBe('not_applied 22P05');
      expect(await store.counts({ tenant })).toEqual({});
    });

    it('no error of all these tells a name, a number, an address or a password', () => {
      expect(thrown.length).toBeGreaterThan(15);
      expect(thrown.flatMap(leaksIn)).toEqual([]);
    });
  });
}

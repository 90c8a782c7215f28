import { watched } from '../answered-meanwhile.js';
import { contentsOf, effectsIn, historyOf, orderIn } from '../contents-of.js';
import { put } from '../put.js';
import { changeOf, effectOf, owing } from '../sample-change.js';
import { nextOf, orderOf } from '../sample-order.js';
import { fail, same } from '../same.js';
import { checksIn } from '../store-check.js';
import { verdictsOf } from '../verdicts-of.js';

/** More looks than any commit needs; then it is waited for. */
const mostLooks = 200;

export const writing = checksIn('atomicity', [
  {
    id: 'conflict-writes-nothing',
    rules: ['OS-3', 'OS-4'],
    title: 'writes nothing of a change that is in conflict: no order, no entry, no effect',
    run: async ({ store }) => {
      const a = orderOf('a');
      await put(store, owing(a, 1));
      const before = await contentsOf(store, 'a');
      const other = nextOf(a, { status: 'confirmed' });
      await verdictsOf(store.commit([owing(other, 2, { expectedVersion: 7 })]));
      same('the store', await contentsOf(store, 'a'), before);
    },
  },
  {
    id: 'taken-source-writes-nothing',
    rules: ['OS-3', 'OS-6'],
    title: 'writes nothing of a second order of one source: no order, no entry, no effect',
    run: async ({ store }) => {
      const a = orderOf('a');
      await put(store, owing(a, 1));
      const before = await contentsOf(store, 'a', 'b');
      await verdictsOf(store.commit([owing(orderOf('b', { source: a.source }), 2)]));
      same('the store', await contentsOf(store, 'a', 'b'), before);
    },
  },
  {
    id: 'one-entry-a-version',
    rules: ['OS-3'],
    title: 'has one entry and the owed effects of each version, in the order of the versions',
    run: async ({ store }) => {
      let order = orderOf('a');
      const written = [owing(order, 2)];
      while (written.length < 12) {
        order = nextOf(order);
        written.push(owing(order, order.version % 3));
      }
      await put(store, ...written);
      const entries = written.map(({ entry }) => entry);
      same('the history', await historyOf(store, order), entries);
      const owed = written.flatMap(({ effects }) => effects.map(({ effectId }) => effectId));
      const found = (await effectsIn(store)).map(({ effectId }) => effectId);
      same('the effects', found, owed.toSorted());
    },
  },
  {
    id: 'seen-together',
    rules: ['OS-3'],
    title: 'never shows an order without its entry, nor an entry without its effects',
    run: async ({ store }) => {
      const a = orderOf('a');
      await put(store, changeOf(a));
      const moved = nextOf(a);
      const effects = Array.from({ length: 20 }, (_, index) => effectOf(moved, index));
      const writing = verdictsOf(store.commit([changeOf(moved, { effects })]));
      const isWritten = watched(writing);
      const lookFrom = async (moment: number): Promise<void> => {
        for (let wait = 0; wait < moment; wait += 1) await Promise.resolve();
        for (let look = 0; look < mostLooks && !isWritten(); look += 1) {
          const version = (await orderIn(store, a))?.version;
          const entries = (await historyOf(store, a)).length;
          const owed = (await effectsIn(store)).length;
          // Each question is asked after the one before was answered, so what is seen can only grow.
          if (version === 2 && entries < 2) fail('An order was seen before its entry', '+ none');
          if (entries === 2 && owed < 20) fail('An entry was seen before its effects', `+ ${owed}`);
        }
      };
      // Readers that begin a moment apart, so that one of them comes between two steps.
      await Promise.all(Array.from({ length: 10 }, (_, moment) => lookFrom(moment)));
      same('the commit', await writing, ['applied']);
    },
  },
]);

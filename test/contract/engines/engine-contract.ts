import { describe, expect, it, vi } from 'vitest';
import { assertApplied, UndeliverableError } from 'cod-lifecycle';
import { changeOf, next } from '../../support/changes.ts';
import { actor, lifeTo, usual } from '../../support/life.ts';
import { draft, known } from '../../support/shop.ts';
import { soon } from '../../support/soon.ts';
import { carriedShop } from './carried-shop.ts';
import type { Engine } from './engine.ts';

const agent = { actor: actor('agent') };
const note = { type: 'add_note', text: 'Call after six' } as const;
const noted = (id: string) => ({ orderId: id, at: null });

/** When a job is there. */
export function jobsOfTransitions(engine: Engine): void {
  describe('a job is there exactly when the transition is', () => {
    const on = { event: { add_note: () => undefined } };

    it('when it is committed, alone and among others', async () => {
      const { orders, live, waiting, working } = await carriedShop(engine, { on });
      for (const id of ['o1', 'o2', 'o3']) await live(id, lifeTo.new);
      await working(async () => vi.waitFor(async () => expect(await waiting()).toEqual([]), soon));
      assertApplied(await orders.send('o1', note, agent));
      expect(await waiting()).toEqual([noted('o1')]);
      await orders.sendMany(['o2', 'o3'], note, agent);
      expect((await waiting()).map(({ orderId }) => orderId).toSorted()).toEqual([
        'o1',
        'o2',
        'o3',
      ]);
    });

    it('and not when it is a refusal, a duplicate or a conflict', async () => {
      const { orders, store, live, waiting, working } = await carriedShop(engine, { on });
      await live('o1', lifeTo.confirmed);
      const command = { ...agent, commandId: 'c1' };
      assertApplied(await orders.send('o1', note, command));
      await working(async () => vi.waitFor(async () => expect(await waiting()).toEqual([]), soon));
      expect((await orders.send('o1', usual.deliver, agent)).kind).toBe('refused');
      expect((await orders.send('o1', note, command)).kind).toBe('duplicate');
      const order = known(await orders.get('o1'));
      const effects = [{ type: 'call_hook' }] as const;
      const late = changeOf(next(order), { expectedVersion: 1, effects } as never);
      expect(await store.commit([late])).toEqual(['conflict']);
      const { commandId } = known((await orders.history('o1')).rows[0]);
      expect(await store.commit([changeOf(next(order), { commandId, effects } as never)])).toEqual([
        'duplicate',
      ]);
      expect(await waiting()).toEqual([]);
    });

    it('and goes and comes with the transaction of the host', async () => {
      const { orders, live, waiting, working, transaction } = await carriedShop(engine, { on });
      await live('o1', lifeTo.new);
      await working(async () => vi.waitFor(async () => expect(await waiting()).toEqual([]), soon));
      const rolledBack = transaction(async (tx) => {
        assertApplied(await orders.within(tx as never).send('o1', note, agent));
        throw new Error('The host changed its mind');
      });
      await expect(rolledBack).rejects.toThrow('The host changed its mind');
      expect(await waiting()).toEqual([]);
      await transaction(async (tx) => {
        assertApplied(await orders.within(tx as never).send('o1', note, agent));
        expect(await waiting()).toEqual([]);
      });
      expect(await waiting()).toEqual([noted('o1')]);
    });

    it('and when a dead effect is sent again, or solved', async () => {
      const add_note = () => {
        throw new UndeliverableError('no_such_number');
      };
      const { orders, live, waiting, working } = await carriedShop(engine, {
        on: { event: { add_note } },
      });
      await live('o1', lifeTo.new);
      assertApplied(await orders.send('o1', note, agent));
      const isQuiet = async () =>
        vi.waitFor(async () => {
          expect(await orders.effects.list({ state: 'dead' })).toHaveLength(1);
          expect(await waiting()).toEqual([]);
        }, soon);
      await working(isQuiet);
      const [dead] = await orders.effects.list({ state: 'dead' });
      const { effectId } = known(dead);
      expect(await orders.effects.sendAgain('default/o2/1/0')).toBe(false);
      expect(await waiting()).toEqual([]);
      expect(await orders.effects.sendAgain(effectId)).toBe(true);
      expect(await waiting()).toEqual([noted('o1')]);
      await working(isQuiet);
      assertApplied(await orders.effects.answer(effectId, usual.cancel, agent));
      expect((await waiting()).map(({ orderId }) => orderId)).toContain('o1');
      expect(await orders.effects.list({ state: 'dead' })).toEqual([]);
    });

    it('for three quick transitions: one for them all where the engine can, or one for each', async () => {
      const { orders, live, waiting, working } = await carriedShop(engine, { on });
      await live('o1', lifeTo.new);
      await working(async () => vi.waitFor(async () => expect(await waiting()).toEqual([]), soon));
      for (let count = 0; count < 3; count += 1) {
        assertApplied(await orders.send('o1', note, agent));
      }
      expect(await waiting()).toHaveLength(engine.shares ? 1 : 3);
    });
  });
}

/** What a worker makes of it. */
export function handingOver(engine: Engine): void {
  describe('a worker', () => {
    it('hands over in the order’s order, with another one at work as well', async () => {
      const seen: string[] = [];
      const on = {
        event: { add_note: ({ effectId }: { effectId: string }) => void seen.push(effectId) },
      };
      const { orders, live, waiting, working } = await carriedShop(engine, { on });
      const ids = ['o1', 'o2', 'o3'];
      for (const id of ids) await live(id, lifeTo.new);
      await working(async () => {
        for (let count = 0; count < 8; count += 1) {
          for (const id of ids) assertApplied(await orders.send(id, note, agent));
        }
        await vi.waitFor(async () => {
          expect(seen).toHaveLength(24);
          expect(await waiting()).toEqual([]);
        }, soon);
      }, 2);
      for (const id of ids) {
        const versions = seen
          .filter((name) => name.includes(`/${id}/`))
          .map((name) => Number(name.split('/')[2]));
        expect(versions).toEqual([2, 3, 4, 5, 6, 7, 8, 9]);
      }
      expect(await orders.effects.list({ state: 'pending' })).toEqual([]);
    });

    it('comes back to what failed, until it was handed over', async () => {
      const tries: string[] = [];
      const add_note = ({ effectId }: { effectId: string }) => {
        tries.push(effectId);
        if (tries.length === 1) throw new Error('The other side is away');
      };
      const { orders, live, clock, waiting, hurry, working } = await carriedShop(engine, {
        on: { event: { add_note } },
      });
      await live('o1', lifeTo.new);
      assertApplied(await orders.send('o1', note, agent));
      await working(async () => {
        await vi.waitFor(() => expect(tries).toHaveLength(1), soon);
        await vi.waitFor(async () => expect(await waiting()).not.toEqual([]), soon);
        clock.pass({ minutes: 1 });
        await vi.waitFor(async () => {
          await hurry();
          expect(tries).toHaveLength(2);
          expect(await waiting()).toEqual([]);
        }, soon);
      });
      expect(new Set(tries).size).toBe(1);
      expect(await orders.effects.list({ state: 'pending' })).toEqual([]);
    });

    it('comes back to what failed even where it comes too early at first', async () => {
      let away = true;
      const seen: string[] = [];
      const add_note = ({ effectId }: { effectId: string }) => {
        if (away) throw new Error('The other side is away');
        seen.push(effectId);
      };
      const { orders, live, clock, drains, waiting, hurry, working } = await carriedShop(engine, {
        on: { event: { add_note } },
        retry: { firstPauseMs: 60_000 },
      });
      await live('o1', lifeTo.new);
      assertApplied(await orders.send('o1', note, agent));
      const failed = async () =>
        (await orders.effects.list({ state: 'pending' })).map(({ failures }) => failures);
      await working(async () => {
        await vi.waitFor(async () => expect(await failed()).toEqual([1]), soon);
        await vi.waitFor(async () => expect(await waiting()).not.toEqual([]), soon);
        const looked = drains();
        await hurry();
        await vi.waitFor(() => expect(drains()).toBeGreaterThan(looked), soon);
        expect(await failed()).toEqual([1]);
        away = false;
        clock.pass({ minutes: 5 });
        await vi.waitFor(async () => {
          await hurry();
          expect(seen).toHaveLength(1);
          expect(await waiting()).toEqual([]);
        }, soon);
      });
    });

    it('is done with what is dead', async () => {
      const add_note = () => {
        throw new UndeliverableError('no_such_number');
      };
      const { orders, live, waiting, working } = await carriedShop(engine, {
        on: { event: { add_note } },
      });
      await live('o1', lifeTo.new);
      assertApplied(await orders.send('o1', note, agent));
      await working(async () =>
        vi.waitFor(async () => {
          expect(await orders.effects.list({ state: 'dead' })).toHaveLength(1);
          expect(await waiting()).toEqual([]);
        }, soon),
      );
      expect(await orders.effects.list({ state: 'pending' })).toEqual([]);
    });

    it('finds what nobody has a job for when it is told to look at everything', async () => {
      const { site, orders, live, waiting, working } = await carriedShop(engine, {
        on: { event: { place: () => undefined } },
      });
      await live('o1', lifeTo.new);
      expect(await waiting()).toHaveLength(1);
      await engine.forget(site);
      await engine.sweep(site);
      await working(async () => vi.waitFor(async () => expect(await waiting()).toEqual([]), soon));
      expect(await orders.effects.list({ state: 'pending' })).toEqual([]);
    });

    it('is not asked for a timer before its time', async () => {
      const calls: string[] = [];
      const on = {
        attention: {
          call_due: ({ order }: { order: { id: string } }) => void calls.push(order.id),
        },
      };
      const { orders, live, clock, waiting, hurry, working } = await carriedShop(engine, { on });
      await live('o1', lifeTo.new);
      // As far ahead of the server's clock as of the shop's.
      clock.pass({ minutes: Math.ceil((Date.now() - Date.parse(clock.now())) / 60_000) });
      assertApplied(await orders.send('o1', usual.failedCall, agent));
      const [timer] = (await orders.effects.list({ state: 'pending' })).filter(
        ({ dueAt }) => dueAt !== null,
      );
      const dueAt = Date.parse(known(known(timer).dueAt));
      await working(async () => {
        const later = { orderId: 'o1', at: new Date(dueAt + engine.timersLateMs).toISOString() };
        await vi.waitFor(async () => expect(await waiting()).toEqual([later]), soon);
        expect(calls).toEqual([]);
        clock.pass({ minutes: Math.ceil((dueAt - Date.parse(clock.now())) / 60_000) });
        await hurry();
        await vi.waitFor(async () => {
          expect(calls).toEqual(['o1']);
          expect(await waiting()).toEqual([]);
        }, soon);
      });
    });

    it('has nothing to do where an order owes nothing', async () => {
      const { orders, waiting, working, live } = await carriedShop(engine);
      await live('o1', lifeTo.new);
      await working(async () => vi.waitFor(async () => expect(await waiting()).toEqual([]), soon));
      assertApplied(await orders.send('o1', note, agent));
      assertApplied(await orders.place(draft({ id: 'o2' }), agent));
      expect((await waiting()).filter(({ orderId }) => orderId === 'o1')).toEqual([]);
    });
  });
}

import { describe, expect, it } from 'vitest';
import { createOrders } from 'cod-lifecycle';
import { actor, lifeTo } from '../support/life.ts';
import { draft } from '../support/shop.ts';
import { audit } from './audit.ts';
import type { Acknowledged } from './command.ts';
import { damages } from './damages.ts';
import { freshPlace } from './fresh-place.ts';
import { openPlace } from './place.ts';
import type { Place } from './place.ts';
import { lifecycle } from './shop-under-fault.ts';
import { sqlOn, tablesIn } from './tables.ts';

/** An order that was delivered and one that was only placed, and who was told of them. */
async function twoOrders(place: Place): Promise<readonly Acknowledged[]> {
  const { store, close } = await openPlace(place);
  const orders = createOrders({ lifecycle, store });
  const acknowledged: Acknowledged[] = [];
  for (const [id, life] of [
    ['o1', lifeTo.delivered],
    ['o2', lifeTo.new],
  ] as const) {
    for (const [index, [event, by]] of life.entries()) {
      const options = { actor: actor(by), commandId: `${id}-c${index + 1}` };
      const outcome = await (event.type === 'place'
        ? orders.place(draft({ id }), options)
        : orders.send(id, event, options));
      expect(outcome.kind).toBe('applied');
      acknowledged.push({ order: id, commandId: options.commandId, version: index + 1 });
    }
  }
  await close();
  return acknowledged;
}

describe.each(['postgres', 'sqlite'] as const)('the audit of tables in %s', (kind) => {
  it('finds nothing to say against what nobody has damaged', async () => {
    const place = freshPlace(kind);
    const acknowledged = await twoOrders(place);
    expect(audit(await tablesIn(place), acknowledged)).toEqual([]);
  });

  it.each(damages)('names %s', async (_, statements, problem) => {
    const place = freshPlace(kind);
    const acknowledged = await twoOrders(place);
    const sql = await sqlOn(place);
    for (const statement of statements) {
      await sql.run(typeof statement === 'string' ? statement : statement[kind]);
    }
    await sql.close();
    expect(audit(await tablesIn(place), acknowledged)).toContain(problem);
  });
});

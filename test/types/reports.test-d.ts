import { describe, expectTypeOf, test } from 'vitest';
import { createOrders, cod, queues } from 'cod-lifecycle';
import { timeZone } from 'cod-lifecycle/calendar';
import { memoryStore } from 'cod-lifecycle/memory';
import { createReports, reconciliationOf, settlementOf } from 'cod-lifecycle/reports';
import type { ReturnsRow } from 'cod-lifecycle/reports';

const store = memoryStore();
const reports = createReports({ store });
const orders = createOrders({ lifecycle: cod(), store });
const periods = [timeZone('Asia/Riyadh').day('2026-03-20')];

describe('a row of a report', () => {
  test('has what it was told apart by, and nothing else', async () => {
    const plain = await reports.returns({ periods });
    expectTypeOf(plain).toEqualTypeOf<readonly ReturnsRow[]>();
    const [row] = await reports.returns({ periods, by: ['reason', 'city', 'attempts'] });
    expectTypeOf(row?.reason).toEqualTypeOf<string | null | undefined>();
    expectTypeOf(row?.city).toEqualTypeOf<string | undefined>();
    expectTypeOf(row?.attempts).toEqualTypeOf<number | undefined>();
    // @ts-expect-error -- it was not asked for
    expectTypeOf(row?.shop).toBeAny();
    // @ts-expect-error -- there is no such dimension
    await reports.returns({ periods, by: ['weather'] });
    // @ts-expect-error -- an order is not placed for a reason
    await reports.funnel({ periods, by: ['reason'] });
    // @ts-expect-error -- a report is about some time
    await reports.cash({});
  });
});

describe('the questions of a day', () => {
  test('fit where they go', async () => {
    for (const queue of Object.values(queues)) {
      expectTypeOf(await orders.list(queue)).toHaveProperty('rows');
      expectTypeOf(await orders.counts(queue)).toHaveProperty('new');
    }
    const settlement = await settlementOf(orders.each({ collected: periods[0] ?? {} }));
    const actor = { kind: 'finance', id: 'ilham' } as const;
    const receipts = await orders.sendEach(reconciliationOf(settlement), { actor });
    expectTypeOf(receipts[0]?.id).toEqualTypeOf<string | undefined>();
    // @ts-expect-error -- a count is no list of statuses
    await orders.counts({ status: 'new' });
  });
});

import { describe, expect, it } from 'vitest';
import { timeZone } from 'cod-lifecycle/calendar';
import { ordersApi } from 'cod-lifecycle/http';
import { createReports } from 'cod-lifecycle/reports';
import { asking, byToken } from '../../support/api.ts';
import { lifeTo, mad } from '../../support/life.ts';
import { openShop } from '../../support/shop.ts';

const onThe = (path: string) => ({ code: 'invalid', issues: [{ path: [path] }] });

describe('reports over HTTP', () => {
  /** A shop with a delivered order, and its reports. */
  async function reporting() {
    const shop = openShop();
    await shop.place('o1');
    await shop.live('o1', lifeTo.delivered);
    const { store, orders } = shop;
    const from = createReports({ store });
    const api = ordersApi({
      orders,
      authenticate: byToken,
      reports: { from, calendar: timeZone('Africa/Casablanca') },
    });
    return { ask: asking(api), reports: from };
  }
  const day = timeZone('Africa/Casablanca').days('2026-01-15', '2026-01-15');

  it('are what the library reports', async () => {
    const { ask, reports } = await reporting();
    for (const [path, rows] of [
      ['cash?from=2026-01-15', await reports.cash({ periods: day })],
      [
        'visits?from=2026-01-15&by=assignee',
        await reports.visits({ periods: day, by: ['assignee'] }),
      ],
      ['drivers?from=2026-01-15&to=2026-01-15', await reports.drivers({ periods: day })],
      ['funnel?unit=day&from=2026-01-15', await reports.funnel({ periods: day })],
      ['waits', await reports.waits({})],
    ] as const) {
      const { status, body } = await ask(`/reports/${path}`);
      expect([path, status, body.rows]).toEqual([path, 200, JSON.parse(JSON.stringify(rows))]);
    }
    expect((await ask('/reports/cash?from=2026-01-15')).body.rows).toMatchObject([
      { expected: mad(24_000).amount },
    ]);
  });

  it('are by the calendar of each tenant', async () => {
    const { orders, store } = openShop();
    const zones: string[] = [];
    const api = ordersApi({
      orders,
      authenticate: byToken,
      reports: {
        from: createReports({ store }),
        calendar: (tenant) => {
          zones.push(tenant);
          return timeZone('Asia/Riyadh');
        },
      },
    });
    await asking(api)('/reports/cash?from=2026-01-15', { as: 'finance@riyadh' });
    expect(zones).toEqual(['riyadh']);
  });

  it.each([
    ['/reports/cash', 400, onThe('from')],
    ['/reports/cash?from=2026-01-15&unit=year', 400, onThe('unit')],
    ['/reports/cash?from=yesterday', 400, onThe('from')],
    ['/reports/cash?from=2026-01-15&to=2026-01-14', 400, onThe('to')],
    ['/reports/cash?from=2020-01-15&to=2026-01-14', 400, onThe('to')],
    ['/reports/returns?from=2026-01-15&by=weather', 400, { code: 'invalid' }],
    ['/reports/waits?from=2026-01-15', 400, onThe('from')],
    ['/reports/beauty', 404, { code: 'not_found' }],
  ] as const)('are refused: %s', async (path, status, problem) => {
    const { ask } = await reporting();
    expect(await ask(path)).toMatchObject({ status, body: problem });
  });
});

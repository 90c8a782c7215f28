import { randomUUID } from 'node:crypto';
import type { CashRow } from 'cod-lifecycle/reports';
import { exponentOf } from 'cod-lifecycle';
import { html } from '../html.ts';
import type { Html, Part } from '../html.ts';
import type { Viewer } from '../viewer.ts';
import { chartTag, palette, sides } from './chart.ts';
import { personName } from './names.ts';

const stages = ['expected', 'collected', 'remitted'] as const;

function cashChart(rows: readonly CashRow[], viewer: Viewer): Promise<Html> {
  const { words } = viewer;
  const { reverse, orient } = sides(viewer);
  const labels = stages.map((stage) => words.cash[stage]);
  const values = rows.flatMap((row) =>
    stages.map((stage) => ({
      collector: personName(row.assignee, viewer),
      stage: words.cash[stage],
      amount: row[stage] / 10 ** exponentOf(row.currency),
    })),
  );
  const currencies = [...new Set(rows.map(({ currency }) => currency))].join(', ');
  return chartTag(
    {
      data: { values },
      mark: { type: 'bar', cornerRadiusEnd: 2 },
      width: 270,
      height: { step: 15 },
      encoding: {
        y: {
          field: 'collector',
          title: null,
          sort: null,
          scale: { paddingInner: 0.3 },
          axis: { orient, domain: false, ticks: false, labelPadding: 8 },
        },
        yOffset: { field: 'stage', sort: labels },
        x: {
          field: 'amount',
          type: 'quantitative',
          title: currencies,
          scale: { reverse },
          axis: { tickCount: 4 },
        },
        color: {
          field: 'stage',
          sort: labels,
          scale: { domain: labels, range: palette(labels.length) },
          legend: { title: null, orient: 'top', direction: 'horizontal', symbolType: 'square' },
        },
      },
    },
    words.cash.chart,
  );
}

/** Counts all of somebody's cash as they have collected it. */
const settleForm = (who: string, day: string, { words }: Viewer, name: string): Html => html`
  <form method="post" action="/cash/settle">
    <input type="hidden" name="assignee" value="${who}" />
    <input type="hidden" name="day" value="${day}" />
    <input type="hidden" name="command" value="${randomUUID()}" />
    <button>${words.cash.settleFor(name)}</button>
  </form>
`;

function settleForms(rows: readonly CashRow[], day: string, viewer: Viewer): Part {
  const { kind } = viewer.session.person;
  if (kind !== 'finance' && kind !== 'admin') return null;
  const open = rows.flatMap(({ assignee, states }) =>
    assignee !== null && states.collected + states.remitted + states.discrepancy > 0
      ? [settleForm(assignee, day, viewer, personName(assignee, viewer))]
      : [],
  );
  return open.length > 0 && html`<div class="settle">${open}</div>`;
}

function cashTable(rows: readonly CashRow[], viewer: Viewer): Html {
  const { show } = viewer;
  const { cash } = viewer.words;
  const body = rows.map(({ assignee, currency, ...row }) => {
    const money = (amount: number): Html =>
      html`<td class="money">${show.money({ amount, currency })}</td>`;
    return html`<tr>
      <th scope="row"><bdi>${personName(assignee, viewer)}</bdi></th>
      <td>${show.count(row.orders)}</td>
      ${money(row.expected)} ${money(row.collected)} ${money(row.difference)} ${money(row.remitted)}
      ${money(row.counted)}
    </tr>`;
  });
  const heads = [
    cash.collector,
    cash.orders,
    cash.expected,
    cash.collected,
    cash.difference,
    cash.remitted,
    cash.counted,
  ];
  return html`<div class="scroll" role="group" tabindex="0" aria-label="${cash.chart}">
    <table>
      <thead>
        <tr>
          ${heads.map((head) => html`<th scope="col">${head}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${body}
      </tbody>
    </table>
  </div>`;
}

/** The cash of a day, by who had the parcels: as a chart, and as the table that says the same. */
export async function cashReport(
  rows: readonly CashRow[],
  day: string,
  viewer: Viewer,
): Promise<Part> {
  const { cash } = viewer.words;
  const choice = html`<form class="period" method="get">
    <label>${cash.day} <input type="date" name="day" value="${day}" dir="ltr" /></label>
    <button>${cash.show}</button>
  </form>`;
  if (rows.length === 0) return [choice, html`<p class="empty">${cash.nothing}</p>`];
  return html`<section class="card report" aria-labelledby="cash-report">
    <h2 id="cash-report">${cash.chart}</h2>
    ${choice} ${await cashChart(rows, viewer)}
    <div>${cashTable(rows, viewer)} ${settleForms(rows, day, viewer)}</div>
  </section>`;
}

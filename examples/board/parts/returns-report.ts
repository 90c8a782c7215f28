import type { FailureReason } from 'cod-lifecycle';
import type { Period } from 'cod-lifecycle';
import { html } from '../html.ts';
import type { Html, Part } from '../html.ts';
import type { Viewer } from '../viewer.ts';
import { chartTag, palette, sides } from './chart.ts';

/** How often parcels came back for a reason, as `reports.returns` tells it by `reason`. */
interface ReasonRow {
  readonly reason: string | null;
  readonly returns: number;
  readonly units: number;
}

const reasonLabel = ({ reason }: ReasonRow, { texts }: Viewer): string =>
  texts.failureReasons[(reason ?? 'other') as FailureReason];

function returnsChart(rows: readonly ReasonRow[], viewer: Viewer): Promise<Html> {
  const { words } = viewer;
  const { reverse, orient } = sides(viewer);
  const values = rows.map((row) => ({
    reason: reasonLabel(row, viewer),
    returns: row.returns,
  }));
  return chartTag(
    {
      data: { values },
      mark: { type: 'bar', cornerRadiusEnd: 2, color: palette(1)[0] ?? 'gray' },
      width: 230,
      height: { step: 32 },
      encoding: {
        y: {
          field: 'reason',
          type: 'nominal',
          title: null,
          sort: null,
          axis: { orient, domain: false, ticks: false, labelPadding: 8 },
        },
        x: {
          field: 'returns',
          type: 'quantitative',
          title: words.returns.count,
          scale: { reverse },
          axis: { tickMinStep: 1, format: 'd' },
        },
      },
    },
    words.returns.chart,
  );
}

/** Why parcels came back in a week: as a chart, and as the table that says the same. */
export async function returnsReport(
  given: readonly ReasonRow[],
  week: Period,
  weeks: readonly Period[],
  viewer: Viewer,
): Promise<Part> {
  const { words, show } = viewer;
  const { returns, cash } = words;
  const rows = given.toSorted((a, b) => b.returns - a.returns);
  const dated = ({ name }: Period): string => show.day(`${name}T12:00:00Z`);
  const choice = html`<form class="period" method="get">
    <label
      >${returns.week}
      <select name="week">
        ${weeks.map(
          (each) =>
            html`<option value="${each.name}" ${each.name === week.name && html`selected`}>
              ${dated(each)}
            </option>`,
        )}
      </select></label
    >
    <button>${cash.show}</button>
  </form>`;
  const table = html`<table>
    <thead>
      <tr>
        <th scope="col">${returns.reason}</th>
        <th scope="col">${returns.count}</th>
        <th scope="col">${returns.units}</th>
      </tr>
    </thead>
    <tbody>
      ${rows.map(
        (row) =>
          html`<tr>
            <th scope="row">${reasonLabel(row, viewer)}</th>
            <td>${show.count(row.returns)}</td>
            <td>${show.count(row.units)}</td>
          </tr>`,
      )}
    </tbody>
  </table>`;
  return html`<section class="card report" aria-labelledby="returns-report">
    <h2 id="returns-report">${returns.chart}</h2>
    ${choice}
    ${
      rows.length === 0
        ? html`<p class="empty">${returns.nothing}</p>`
        : [await returnsChart(rows, viewer), table]
    }
  </section>`;
}

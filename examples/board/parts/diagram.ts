import type { Cod, Entry, Order } from 'cod-lifecycle';
import { arrowsOf } from 'cod-lifecycle/diagrams';
import { html } from '../html.ts';
import type { Html } from '../html.ts';
import type { ShopOrders } from '../shop.ts';
import type { Viewer } from '../viewer.ts';
import { height, lineOf, linesOf, placesOf, width } from './diagram-layout.ts';
import type { Place } from './diagram-layout.ts';

/** The lifecycle as it is defined, with where this order is, and which way it came. */
export function diagram(
  { lifecycle }: ShopOrders,
  order: Order,
  history: readonly Entry<Cod>[],
  viewer: Viewer,
): Html {
  const { texts, words, show } = viewer;
  const arrows = arrowsOf(lifecycle).filter(({ from }) => from !== 'nothing');
  const places = placesOf(lifecycle.statuses, arrows);
  const moves = new Set(history.map(({ from, to }) => `${from} ${to}`));
  const been = new Set(history.map(({ to }) => to).filter((status) => status !== order.status));
  const mirrored = ({ x, ...place }: Place): Place => ({
    ...place,
    x: texts.direction === 'rtl' ? width - x : x,
  });

  const lines = arrows.map(({ from, to }) => {
    const [start, end] = [places.get(from), places.get(to)];
    if (!start || !end) return null;
    const taken = moves.has(`${from} ${to}`);
    return { taken, line: lineOf(start, end) };
  });
  // What was taken is drawn last, on top of the rest.
  const sorted = lines
    .filter((each) => each !== null)
    .toSorted((a, b) => Number(a.taken) - Number(b.taken));
  const flip = texts.direction === 'rtl' && html`transform="translate(${width} 0) scale(-1 1)"`;

  const boxes = lifecycle.statuses.map((status) => {
    const place = places.get(status);
    if (!place) return null;
    const { x, y, halfWidth, halfHeight } = mirrored(place);
    const lines = linesOf(texts.statuses[status].label, place);
    const spans = lines.map(
      (line, index) =>
        html`<tspan x="${x}" dy="${index === 0 ? '0.35em' : '14px'}">${line} </tspan>`,
    );
    const state = status === order.status ? 'current' : been.has(status) ? 'past' : 'other';
    return html`<g class="node ${state}">
      <rect
        x="${x - halfWidth}"
        y="${y - halfHeight}"
        width="${halfWidth * 2}"
        height="${halfHeight * 2}"
        rx="8"
      />
      <text x="${x}" y="${y - (lines.length - 1) * 7}">${spans}</text>
    </g>`;
  });

  const labels = (statuses: Iterable<Order['status']>): string[] =>
    [...new Set(statuses)].map((status) => texts.statuses[status].label);
  const next = lifecycle.statuses.filter((status) =>
    arrows.some(({ from, to }) => from === order.status && to === status),
  );
  const description = [
    words.order.diagram(texts.statuses[order.status].label),
    ...(been.size > 0 ? [words.order.been(show.and(labels(been)))] : []),
    ...(next.length > 0 ? [words.order.leads(show.or(labels(next)))] : []),
  ];
  return html`<svg
    class="diagram"
    viewBox="0 0 ${width} ${height}"
    role="img"
    aria-label="${description.join(' ')}"
  >
    <defs>
      <marker
        id="arrow"
        viewBox="0 0 8 8"
        refX="7"
        refY="4"
        markerWidth="7"
        markerHeight="7"
        orient="auto"
      >
        <path class="head" d="M0 0 L8 4 L0 8 z" />
      </marker>
      <marker
        id="taken"
        viewBox="0 0 8 8"
        refX="7"
        refY="4"
        markerWidth="5"
        markerHeight="5"
        orient="auto"
      >
        <path class="head taken" d="M0 0 L8 4 L0 8 z" />
      </marker>
    </defs>
    <g ${flip}>
      ${sorted.map(
        ({ taken, line }) =>
          html`<path
            class="edge${taken && ' taken'}"
            d="${line}"
            marker-end="url(#${taken ? 'taken' : 'arrow'})"
          />`,
      )}
    </g>
    ${boxes}
  </svg>`;
}

import * as vega from 'vega';
import { compile } from 'vega-lite';
import type { TopLevelSpec } from 'vega-lite';
import { html, trusted } from '../html.ts';
import type { Html } from '../html.ts';
import type { Reader } from '../viewer.ts';

const ink = 'var(--ink)';
const faint = 'var(--line)';

const config: NonNullable<TopLevelSpec['config']> = {
  // What a stylesheet decides: it knows of the dark.
  background: 'transparent',
  padding: 4,
  font: 'inherit',
  view: { stroke: 'transparent' },
  axis: {
    labelColor: ink,
    titleColor: ink,
    gridColor: faint,
    domainColor: faint,
    tickColor: faint,
    labelFontSize: 12,
    labelLimit: 0,
  },
  legend: { labelColor: ink, labelFontSize: 12, labelLimit: 0 },
  text: { color: ink },
};

/** So many colours of the stylesheet, in the order of the stages. */
export const palette = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => `var(--chart-${index + 1})`);

/** In Arabic bars begin at the right as well. */
export const sides = ({ texts }: Reader) =>
  texts.direction === 'rtl'
    ? ({ reverse: true, orient: 'right' } as const)
    : ({ reverse: false, orient: 'left' } as const);

/** A chart as a piece of the page, drawn on the server. The table beside it says the same. */
export async function chartTag(chart: TopLevelSpec, label: string): Promise<Html> {
  vega.resetSVGDefIds();
  const { spec } = compile({ config, ...chart });
  const view = new vega.View(vega.parse(spec), { renderer: 'none' });
  const svg = await view.toSVG();
  view.finalize();
  return html`<div class="chart" role="img" aria-label="${label}">${trusted(svg)}</div>`;
}

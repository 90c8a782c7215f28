import * as vega from 'vega';
import { compile } from 'vega-lite';
import type { TopLevelSpec } from 'vega-lite';

export type Chart = TopLevelSpec;

const config: NonNullable<Chart['config']> = {
  background: 'white',
  padding: 12,
  title: { anchor: 'start' },
  legend: { labelLimit: 0 },
};

/** A chart as SVG: no browser, and the same text each time. */
export async function svgOf(chart: Chart): Promise<string> {
  vega.resetSVGDefIds();
  const { spec } = compile({ config, ...chart });
  const svg = await new vega.View(vega.parse(spec), { renderer: 'none' }).toSVG();
  return `${svg}\n`;
}

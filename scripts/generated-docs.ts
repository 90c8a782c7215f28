import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cod, defaultPolicy, english, progressOf } from 'cod-lifecycle';
import type { OrderStatus } from 'cod-lifecycle';
import { markdownTable, mermaid } from 'cod-lifecycle/diagrams';
import { charts } from '../examples/week/charts.ts';
import { openShop } from '../examples/week/shop.ts';
import { svgOf } from '../examples/week/svg.ts';
import { growthPlot, growthRatios, growthSizes, growthTable } from './growth.ts';
import { loadMachine, loadTable } from './http-load.ts';
import * as budgets from './speed-budgets.ts';
import * as kernel from './speed-kernel.ts';
import * as stores from './speed-stores.ts';
import { tableOf } from './tables.ts';

const lifecycle = cod();
const labelOf = (status: string): string => english.statuses[status as OrderStatus].label;

function statusTable(): string {
  const rows = lifecycle.statuses.map((status) => {
    const { label, meaning, trigger, action } = english.statuses[status];
    const step = progressOf(status)?.step ?? '–';
    return `| ${step} | **${label}** \`${status}\` | ${meaning} | ${trigger} | ${action} |`;
  });
  return [
    '| step | status | what it means | what leads to it | what to do |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
  ].join('\n');
}

/** What is old news: by the status alone, or by a look at the order as well. */
function oldNewsTable(): string {
  const rows = Object.entries(lifecycle.definition.late ?? {}).map(([type, news]) => {
    const found = Object.entries(news?.in ?? {});
    const where = (is: (old: unknown) => boolean) =>
      found.filter(([, old]) => is(old)).map(([status]) => status);
    const looks = where((old) => typeof old === 'function');
    const lists = [
      where((old) => old === 'duplicate'),
      where((old) => old === 'stale'),
      news?.otherwise ? [...looks, looks.length === 0 ? 'elsewhere' : 'and elsewhere'] : looks,
    ];
    return [`\`${type}\``, ...lists.map((list) => list.join(', ') || '–')];
  });
  return tableOf(['event', 'duplicate', 'stale', 'a look at the order tells'], rows, 4);
}

function policyTable(): string {
  const rows = Object.entries(defaultPolicy)
    .filter(([section]) => section !== 'actors')
    .flatMap(([section, options]) =>
      Object.entries(options as object).map(
        ([name, value]) => `| \`${section}.${name}\` | \`${JSON.stringify(value)}\` |`,
      ),
    );
  return ['| option | default |', '| --- | --- |', ...rows].join('\n');
}

/** The parts of the documentation that are made from the code, by the name of their marker. */
const parts: Readonly<Record<string, () => string>> = {
  diagram: () => `\`\`\`mermaid\n${mermaid(lifecycle, { label: labelOf })}\n\`\`\``,
  statuses: statusTable,
  transitions: () => markdownTable(lifecycle),
  old_news: oldNewsTable,
  policy: policyTable,
  growth: growthTable,
  growth_ratios: growthRatios,
  growth_sizes: growthSizes,
  http_load: loadTable,
  http_machine: loadMachine,
  speed_machine: budgets.speedMachine,
  speed_summary: budgets.budgetSummary,
  speed_budgets: budgets.budgetTable,
  speed_contestants: kernel.contestantTable,
  speed_imports: kernel.importTable,
  speed_first: kernel.firstTable,
  speed_sizes: kernel.sizeTable,
  speed_types: kernel.typeTable,
  speed_postgres: stores.postgresTable,
  speed_bulk: stores.bulkTable,
  speed_sqlite: stores.sqliteTable,
  speed_pglite: stores.pgliteTable,
  speed_engines: stores.engineTable,
  speed_grown: stores.grownTable,
  speed_definitions: kernel.definitionTable,
  speed_lines: kernel.lineTable,
};

/** The pages that hold such parts. */
export const pages = [
  'README.md',
  'docs/reference/transitions.md',
  'docs/reference/policy.md',
  'docs/explanation/growth.md',
  'docs/explanation/speed.md',
  'bench/README.md',
] as const;

/** A page with its generated parts as the code has them now. */
export function regenerated(page: string): string {
  return page.replaceAll(
    /(<!-- generated: (\w+) -->\n)[^]*?(\n<!-- \/generated -->)/g,
    (_, begin: string, name: string, end: string) => {
      const part = parts[name];
      if (!part)
        throw new Error(`There is no generated part "${name}": ${Object.keys(parts).join(', ')}`);
      return `${begin}\n${part()}\n${end}`;
    },
  );
}

/** The charts that the pages show, by their files. */
export async function drawings(): Promise<ReadonlyMap<string, string>> {
  const shop = await openShop();
  const drawn = new Map([
    ['docs/charts/growth.svg', await svgOf(growthPlot())],
    ['docs/charts/speed-contestants.svg', await svgOf(kernel.contestantPlot())],
    ['docs/charts/speed-postgres.svg', await svgOf(stores.postgresPlot())],
  ]);
  for (const [name, chart] of Object.entries(charts)) {
    drawn.set(`docs/charts/${name}.svg`, await svgOf(await chart(shop)));
  }
  shop.close();
  return drawn;
}

if (import.meta.main) {
  for (const page of pages) writeFileSync(page, regenerated(readFileSync(page, 'utf8')));
  mkdirSync('docs/charts', { recursive: true });
  for (const [path, svg] of await drawings()) writeFileSync(path, svg);
}

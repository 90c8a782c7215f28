/** Writes the charts of a shop's week as SVG into a folder: `npm run week -- charts`. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { charts } from './charts.ts';
import { openShop } from './shop.ts';
import { svgOf } from './svg.ts';

const [folder = 'charts'] = process.argv.slice(2);
const shop = await openShop();
mkdirSync(folder, { recursive: true });
for (const [name, chart] of Object.entries(charts)) {
  const path = join(folder, `${name}.svg`);
  writeFileSync(path, await svgOf(await chart(shop)));
  console.log(path);
}
shop.close();

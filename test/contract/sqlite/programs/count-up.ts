/** Opens a file as soon as it is told which, and moves one order on, whoever else does so at the same time. */
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { sqliteStore } from 'cod-lifecycle/sqlite';
import { changeOf, next, stored } from '../../../support/changes.ts';
import { known } from '../../../support/shop.ts';
import { drivers } from '../drivers.ts';

const lines = createInterface({ input: process.stdin });
const told = once(lines, 'line');
process.stdout.write('{"say":"ready"}\n');
const [line] = (await told) as [string];
const { driver, file, name, times } = JSON.parse(line) as {
  driver: string;
  file: string;
  name: string;
  times: number;
};

const store = sqliteStore(known(drivers.find((one) => one.name === driver)).open(file));
await store.commit([changeOf(stored('o1'), { commandId: `${name} places` })]);
for (let done = 0; done < times;) {
  const [loaded] = await store.load([{ tenant: 'default', id: 'o1' }]);
  const change = changeOf(next(known(loaded?.order)), { commandId: `${name} ${done}` });
  const [verdict] = await store.commit([change]);
  if (verdict === 'applied') done += 1;
}
lines.close();
process.exit();

import { expect, it, onTestFinished } from 'vitest';
import { sqliteStore } from 'cod-lifecycle/sqlite';
import { startProgram } from '../../faults/program.ts';
import { known } from '../../support/shop.ts';
import { drivers, folder } from './drivers.ts';

const count = 8;
const times = 10;

it('eight processes, of either driver, make a new file at once and move one order on: each version is there once', async () => {
  const { file, connect, remove } = folder(known(drivers[0]));
  onTestFinished(remove);
  const path = new URL('programs/count-up.ts', import.meta.url);
  const programs = Array.from({ length: count }, (_, index) => {
    let hear: () => void = () => undefined;
    const ready = new Promise<void>((said) => (hear = said));
    return { ...startProgram(path, () => hear()), ready, name: `process ${index}` };
  });
  await Promise.all(programs.map(async ({ ready }) => ready));
  for (const [index, { tell, name }] of programs.entries()) {
    tell({ driver: known(drivers[index % drivers.length]).name, file, name, times });
  }
  await Promise.all(programs.map(async ({ ended }) => ended()));

  const store = sqliteStore(connect());
  const { rows } = await store.history({ tenant: 'default', id: 'o1', limit: 1000 });
  expect(rows.map(({ version }) => version)).toEqual(
    Array.from({ length: count * times + 1 }, (_, index) => index + 1),
  );
  const commands = rows.slice(1).map(({ commandId }) => commandId);
  const asked = programs.flatMap(({ name }) =>
    Array.from({ length: times }, (_, index) => `${name} ${index}`),
  );
  expect(commands.toSorted()).toEqual(asked.toSorted());
  const [loaded] = await store.load([{ tenant: 'default', id: 'o1' }]);
  expect(loaded?.order?.version).toBe(count * times + 1);
});

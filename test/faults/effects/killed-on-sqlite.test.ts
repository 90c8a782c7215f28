import { expect, it } from 'vitest';
import { freshPlace } from '../fresh-place.ts';
import { record } from '../tally.ts';
import { effectProblems } from './effects-audit.ts';
import { roughDay, tallyOf } from './rough-day.ts';

const orders = 400;
const kills = 12;

it('a process that is killed and started again hands over what 400 orders in a SQLite file owe', async () => {
  const day = await roughDay({
    place: freshPlace('sqlite'),
    orders,
    workers: ['after_commit'],
    seed: 11,
    kills,
  });
  expect(day.orders).toHaveLength(orders);
  expect(effectProblems(day)).toEqual([]);
  record('effectsOnSqlite', tallyOf(day, kills));
});

import { expect, it } from 'vitest';
import { freshPlace } from '../fresh-place.ts';
import { record } from '../tally.ts';
import { effectProblems } from './effects-audit.ts';
import { dayOfEngine, tallyOf } from './rough-day.ts';

const kills = 8;

it.each([
  ['graphile-worker', 'effectsByGraphileWorker'],
  ['pg-boss', 'effectsByPgBoss'],
  ['bullmq', 'effectsByBullMq'],
] as const)(
  'workers of %s, killed again and again, hand over what 120 orders owe',
  async (by, fault) => {
    const place = freshPlace('postgres');
    const day = await dayOfEngine(place, { by, kills });
    expect(day.orders).toHaveLength(120);
    expect(effectProblems(day)).toEqual([]);
    record(fault, tallyOf(day, kills));
  },
);

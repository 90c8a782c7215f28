import { expect, inject, it } from 'vitest';
import { effectProblems } from '../faults/effects/effects-audit.ts';
import { dayOfEngine } from '../faults/effects/rough-day.ts';
import { freshPlace } from '../faults/fresh-place.ts';

it('workers and relays of BullMQ on Redis, killed again and again, hand over what 120 orders owe', async () => {
  const day = await dayOfEngine(freshPlace('postgres'), {
    by: 'bullmq',
    redis: inject('redis'),
    kills: 8,
  });
  expect(day.orders).toHaveLength(120);
  expect(effectProblems(day)).toEqual([]);
});

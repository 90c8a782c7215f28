import { expect, it } from 'vitest';
import { faults, promisedTimes } from './tally.ts';

it('the page on reliability says of every fault how often it is made, and of no other', () => {
  expect([...promisedTimes().keys()].toSorted()).toEqual(Object.values(faults).toSorted());
});

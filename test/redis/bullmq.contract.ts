import { describe, inject } from 'vitest';
import { bullEngine, bullOnRedis } from '../contract/engines/bull.ts';
import { handingOver, jobsOfTransitions } from '../contract/engines/engine-contract.ts';
import { relaying } from '../contract/engines/relay-contract.ts';

describe('BullMQ on Redis', () => {
  const bull = bullOnRedis(inject('redis'));
  const engine = bullEngine(bull);
  jobsOfTransitions(engine);
  handingOver(engine);
  relaying(bull);
});

import { describe, inject } from 'vitest';
import { bullEngine, bullOnRedis } from '../contract/engines/bull.ts';
import { handingOver, jobsOfTransitions } from '../contract/engines/engine-contract.ts';
import { killedWorkers } from '../contract/engines/killed-workers.ts';
import { relaying } from '../contract/engines/relay-contract.ts';

describe('BullMQ on Redis', () => {
  const redis = inject('redis');
  const bull = bullOnRedis(redis);
  const engine = bullEngine(bull);
  jobsOfTransitions(engine);
  handingOver(engine);
  relaying(bull);
  killedWorkers(engine, redis);
});

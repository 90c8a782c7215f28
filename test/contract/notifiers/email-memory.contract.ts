import { describe } from 'vitest';
import { inMemory } from '../hooks/each-store.ts';
import { mailOutages } from './mail-outages.ts';

describe('a mail server of a shop on memory', () => {
  mailOutages(inMemory);
});

import { describe } from 'vitest';
import { inPostgres } from '../hooks/each-store.ts';
import { mailOutages } from './mail-outages.ts';

describe('a mail server of a shop on PostgreSQL', () => {
  mailOutages(inPostgres);
});

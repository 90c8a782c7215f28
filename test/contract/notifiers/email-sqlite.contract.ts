import { describe } from 'vitest';
import { inSqlite } from '../hooks/each-store.ts';
import { mailOutages } from './mail-outages.ts';

describe('a mail server of a shop on a SQLite file', () => {
  mailOutages(inSqlite);
});

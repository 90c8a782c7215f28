import { randomUUID } from 'node:crypto';

/** The name of a schema that no other test has. */
export const freshSchema = (): string => `stock_${randomUUID().replaceAll('-', '').slice(0, 12)}`;

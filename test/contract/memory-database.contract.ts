import { describe, it } from 'vitest';
import { storeContract } from 'cod-lifecycle/testing';
import { memoryDatabase } from './broken/memory-database.ts';

// The broken stores are made of it, so it has to be whole.
storeContract({ describe, it }, { name: 'memory database', open: async () => memoryDatabase() });

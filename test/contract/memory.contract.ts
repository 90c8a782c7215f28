import { describe, it } from 'vitest';
import { storeContract } from 'cod-lifecycle/testing';
import { memoryUnderTest } from './memory-under-test.ts';

storeContract({ describe, it }, memoryUnderTest);

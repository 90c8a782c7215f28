import { describe, it } from 'node:test';
import { storeContract } from 'cod-lifecycle/testing';
import { memoryUnderTest } from '../memory-under-test.ts';

storeContract({ describe, it }, memoryUnderTest);

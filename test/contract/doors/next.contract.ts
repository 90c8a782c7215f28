import { describe } from 'vitest';
import { startProgram } from './examples-program.ts';
import { runsAsServer } from './examples-server.ts';
import { buildNextApp } from './next-app.ts';

describe('the example in Next.js', () => {
  runsAsServer(async () => startProgram(await buildNextApp()));
});

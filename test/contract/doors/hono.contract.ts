import { describe, expect, it } from 'vitest';
import { startExample } from './examples-program.ts';
import { runsAsServer } from './examples-server.ts';

describe('the example in Hono', () => {
  const program = runsAsServer(async () => startExample('examples/hono/main.ts'));

  it('ends when it is told to, in good order', async () => {
    expect(await program().end()).toBe(0);
  });
});

import { afterAll, describe, expect, it, vi } from 'vitest';
import { migrated } from './examples-database.ts';
import { functionUrl } from './examples-function-url.ts';
import { settings, tellTheStory } from './examples-story.ts';

describe('the example on Lambda', () => {
  const said: string[] = [];
  let handOver: () => Promise<unknown>;

  tellTheStory(async () => {
    const environment = {
      ...settings,
      DATABASE_URL: await migrated('examples/lambda/migrate.ts'),
    };
    for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
    const example = await import('../../../examples/lambda/main.ts');
    ({ handOver } = example);
    return functionUrl(example.handler);
  });
  afterAll(() => {
    vi.unstubAllEnvs();
    vi.restoreAllMocks();
  });

  it('hands over by its second function, and there alone', async () => {
    vi.spyOn(console, 'log').mockImplementation((text: string) => void said.push(text));
    expect(await handOver()).toMatchObject({ retried: 0, dead: 0 });
    expect(await handOver()).toMatchObject({ done: 0 });
    expect(said).toEqual(['To be packed: o1']);
  });
});

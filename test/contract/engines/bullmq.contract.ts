import { describe, expect, it, vi } from 'vitest';
import { cod, createOrders, OptionsError } from 'cod-lifecycle';
import { bullMqRelay } from 'cod-lifecycle/bullmq';
import type { BullMqNewJob, BullMqQueue, BullMqRelayOptions } from 'cod-lifecycle/bullmq';
import { memoryStore } from 'cod-lifecycle/memory';
import { actor } from '../../support/life.ts';
import { draft } from '../../support/shop.ts';
import { soon } from '../../support/soon.ts';
import { bullEngine, bullOnPostgres } from './bull.ts';
import { handingOver, jobsOfTransitions } from './engine-contract.ts';
import { relaying } from './relay-contract.ts';

describe('BullMQ on PostgreSQL', () => {
  const engine = bullEngine(bullOnPostgres);
  jobsOfTransitions(engine);
  handingOver(engine);
  relaying(bullOnPostgres);
});

describe('a relay that runs', () => {
  const store = memoryStore();
  const orders = createOrders({
    lifecycle: cod(),
    store,
    on: { event: { place: () => undefined } },
    handOver: 'by_drain',
  });

  it('goes on after a look that failed, and says why', async () => {
    await orders.place(draft({ id: 'o1' }), { actor: actor('agent') });
    const stop = new AbortController();
    const added: string[] = [];
    const away = new Error('Redis is away');
    const addBulk = vi
      .fn<(jobs: BullMqNewJob[]) => Promise<void>>()
      .mockRejectedValueOnce(away)
      .mockImplementation(async (jobs) => {
        added.push(...jobs.map(({ data }) => data.orderId));
        stop.abort();
      });
    const onError = vi.fn<(error: unknown) => void>();
    await bullMqRelay({ addBulk }, store).run({ signal: stop.signal, idleMs: 1, onError });
    expect(added).toEqual(['o1']);
    expect(onError.mock.calls).toEqual([[away]]);
  });

  it.each<[string, Pick<BullMqRelayOptions, 'onError'>]>([
    ['nobody wants to know why', {}],
    [
      'whoever wants to know fails',
      {
        onError: () => {
          throw new Error('The log is full');
        },
      },
    ],
  ])('goes on also where %s', async (_, options) => {
    const stop = new AbortController();
    let looks = 0;
    const addBulk = async () => {
      looks += 1;
      if (looks === 2) stop.abort();
      throw new Error('Redis is away');
    };
    await bullMqRelay({ addBulk }, store).run({ signal: stop.signal, idleMs: 1, ...options });
    expect(looks).toBe(2);
  });

  it('rests until it is told to stop, and not a moment longer', async () => {
    const stop = new AbortController();
    const addBulk = vi.fn<BullMqQueue['addBulk']>(async () => []);
    const running = bullMqRelay({ addBulk }, store).run({ signal: stop.signal, idleMs: 3_600_000 });
    await vi.waitFor(() => expect(addBulk).toHaveBeenCalledOnce(), soon);
    stop.abort();
    await running;
    expect(addBulk).toHaveBeenCalledOnce();
  });

  it('waits for no answer when it is told to stop', async () => {
    const stop = new AbortController();
    const addBulk = vi.fn<BullMqQueue['addBulk']>(async () => new Promise(() => undefined));
    const running = bullMqRelay({ addBulk }, store).run({ signal: stop.signal });
    await vi.waitFor(() => expect(addBulk).toHaveBeenCalledOnce(), soon);
    stop.abort();
    await running;
  });

  it.each([0, -1, 1.5, Number.NaN, 86_400_001])('does not rest for %s ms', async (idleMs) => {
    const addBulk = vi.fn<BullMqQueue['addBulk']>(async () => []);
    const running = bullMqRelay({ addBulk }, store).run({ signal: AbortSignal.abort(), idleMs });
    await expect(running).rejects.toThrow(OptionsError);
    expect(addBulk).not.toHaveBeenCalled();
  });

  it('looks at nothing where it was stopped before', async () => {
    const addBulk = vi.fn<BullMqQueue['addBulk']>(async () => []);
    await bullMqRelay({ addBulk }, store).run({ signal: AbortSignal.abort() });
    expect(addBulk).not.toHaveBeenCalled();
  });
});

it('brings what a look has no room for with a later one', async () => {
  const store = memoryStore();
  const orders = createOrders({
    lifecycle: cod(),
    store,
    on: { event: { place: () => undefined } },
    handOver: 'by_drain',
  });
  const ids = Array.from({ length: 1001 }, (_, count) => `o${count}`);
  for (const id of ids) await orders.place(draft({ id }), { actor: actor('agent') });
  const jobs: BullMqNewJob[] = [];
  const relay = bullMqRelay({ addBulk: async (more) => jobs.push(...more) }, store);
  expect(await relay.look()).toBe(1000);
  for (const { data } of jobs) await orders.effects.drain(data);
  expect(await relay.look()).toBe(1);
  expect(new Set(jobs.map(({ data }) => data.orderId))).toEqual(new Set(ids));
});

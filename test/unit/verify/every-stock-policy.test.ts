import { cod, codSamples } from 'cod-lifecycle';
import { verify } from 'cod-lifecycle/verify';
import { describe, expect, it } from 'vitest';
import { asked, combinations, faultsAmong } from './proof.ts';

const policies = [
  ...combinations({
    reserveAt: ['placed', 'confirmed', 'never'],
    restockAt: ['returned', 'received'],
    requirePackaging: [true, false],
    requireOutForDelivery: [true, false],
    onMismatch: ['flag', 'reject'],
    calls: [
      { enterAfter: 1, limit: 1 },
      { enterAfter: 1, limit: 3 },
      { enterAfter: 3, limit: 3 },
    ],
  } as const),
];

describe('under every policy that decides about stock, cash and calls, the shipped lifecycle', () => {
  it('has 144 of them', () => {
    expect(policies).toHaveLength(144);
  });

  it.each(['placed', 'confirmed', 'never'] as const)(
    'is proved sound in the whole world of its samples with stock reserved at %s',
    (reservedAt) => {
      const { faults, states } = faultsAmong(
        policies.filter(({ reserveAt }) => reserveAt === reservedAt),
        ({ reserveAt, restockAt, requirePackaging, requireOutForDelivery, onMismatch, calls }) => {
          const lifecycle = cod({
            noAnswer: calls,
            stock: { reserveAt, restockAt },
            preparation: { requirePackaging },
            delivery: { requireOutForDelivery },
            cash: { onMismatch },
          });
          return verify(lifecycle, codSamples, asked);
        },
      );
      expect(faults).toEqual({});
      expect(states).toBeGreaterThan(500 * 48);
    },
    120_000,
  );
});

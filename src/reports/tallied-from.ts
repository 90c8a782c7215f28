import type { Money } from '../order/money.js';
import { productsOf } from '../ports/move.js';
import type { Move } from '../ports/move.js';
import type { StoredOrder } from '../ports/order-store.js';
import type { Period } from '../ports/period.js';
import type {
  CashTally,
  CohortTally,
  Group,
  MoveDimension,
  MovesQuery,
  OrderDimension,
  Tallies,
} from '../ports/tallies.js';
import { groupsOf } from './groups.js';
import type { KeptOrder } from './kept-order.js';
import { nearestRank } from './nearest-rank.js';
import { sumOf } from './sum-of.js';

/** All that a store keeps, as often as somebody looks through it. */
export interface Everything {
  orders(): Iterable<KeptOrder>;
  moves(): Iterable<Move>;
}

type Value = string | number | null;

const isIn = (at: string, { from, to }: Period): boolean => at >= from && at < to;

const unitsIn = (products: Move['products']): number =>
  sumOf(Object.values(products), (units) => units);

/** How often each word comes. */
function countsOf<Word extends string>(words: readonly Word[]): { readonly [W in Word]?: number } {
  const counts = new Map<Word, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return Object.fromEntries(counts) as { readonly [W in Word]?: number };
}

/** What a move or an order is in each dimension: once, or once for each of its products. */
function* groupsBy<Dimension extends string>(
  by: readonly Dimension[],
  valueOf: (dimension: Dimension) => Value,
  products: Move['products'],
): Generator<{ readonly by: Group<Dimension>; readonly units: number }> {
  const rest = by.filter((dimension) => dimension !== 'product');
  const plain = Object.fromEntries(rest.map((one) => [one, valueOf(one)])) as Group<Dimension>;
  if (rest.length === by.length) yield { by: plain, units: unitsIn(products) };
  else {
    for (const [product, units] of Object.entries(products)) {
      yield { by: { ...plain, product }, units };
    }
  }
}

const ofMove =
  (move: Move) =>
  (dimension: MoveDimension): Value => {
    switch (dimension) {
      case 'source':
        return move.source.kind;
      case 'shop':
        return move.source.shop;
      case 'actor':
        return move.actor.id;
      case 'product':
        return null;
      default:
        return move[dimension];
    }
  };

const ofOrder =
  ({ source, address, assignee }: StoredOrder) =>
  (dimension: OrderDimension): Value => {
    switch (dimension) {
      case 'source':
        return source.kind;
      case 'shop':
        return source.shop;
      case 'assignee':
        return assignee?.id ?? null;
      case 'product':
        return null;
      default:
        return address[dimension];
    }
  };

function* movesIn(moves: Iterable<Move>, { tenant, to, periods, by }: MovesQuery) {
  for (const move of moves) {
    if (move.tenant !== tenant || (to && !to.includes(move.to))) continue;
    for (const period of periods) {
      if (!isIn(move.at, period)) continue;
      for (const group of groupsBy(by, ofMove(move), move.products)) {
        yield { ...group, period: period.name, move };
      }
    }
  }
}

interface Paid {
  readonly period: string;
  readonly order: StoredOrder;
  readonly amount: Money;
  readonly expected: Money;
}

function cashTally(paid: readonly Paid[]): Omit<CashTally, 'period' | 'assignee' | 'currency'> {
  const sum = (amountOf: (one: Paid) => number): number => sumOf(paid, amountOf);
  return {
    orders: paid.length,
    expected: sum(({ expected }) => expected.amount),
    collected: sum(({ amount }) => amount.amount),
    remitted: sum(({ order }) => order.cash.remitted?.amount.amount ?? 0),
    counted: sum(({ order }) => order.cash.reconciled?.amount.amount ?? 0),
    mismatched: sum(({ amount, expected }) => (amount.amount === expected.amount ? 0 : 1)),
    states: countsOf(paid.map(({ order }) => order.cash.state)),
  };
}

function cohortTally(group: readonly KeptOrder[]): Pick<CohortTally, 'orders' | 'reached'> {
  const reached = countsOf(group.flatMap(({ facets }) => facets.reached));
  return { orders: group.length, reached: reached as Readonly<Record<string, number>> };
}

/**
 * Figures, for a store that looks through all that it keeps.
 *
 * @category Reports
 * @since 0.1.0
 */
export function talliedFrom({ orders, moves }: Everything): Tallies {
  return {
    async moves(query) {
      const found = groupsOf(movesIn(moves(), query), ({ period, by, move: { to } }) => ({
        period,
        to,
        by,
      }));
      return found.map(([group, all]) => ({
        ...group,
        moves: all.length,
        units: sumOf(all, ({ units }) => units),
      }));
    },

    async stays(query) {
      const left = [...movesIn(moves(), query)].filter(({ move }) => move.stayMs !== null);
      const found = groupsOf(left, ({ period, by, move: { from } }) => ({ period, from, by }));
      return found.map(([group, all]) => {
        const sorted = all.map(({ move }) => move.stayMs ?? 0).toSorted((a, b) => a - b);
        const [median, p90] = [nearestRank(sorted, 5), nearestRank(sorted, 9)];
        return { ...group, moves: all.length, median, p90 };
      });
    },

    async waits({ tenant, by }) {
      const waiting = [...orders()]
        .filter(({ order, facets }) => order.tenant === tenant && facets.open)
        .flatMap(({ order }) =>
          [...groupsBy(by, ofOrder(order), {})].map((group) => ({ ...group, order })),
        );
      const found = groupsOf(waiting, ({ by: group, order: { status } }) => ({
        status,
        by: group,
      }));
      return found.map(([group, all]) => {
        // The shortest stay first, as its beginnings go: the latest.
        const since = all
          .map(({ order }) => order.enteredAt)
          .toSorted()
          .toReversed();
        return {
          ...group,
          orders: all.length,
          median: nearestRank(since, 5),
          p90: nearestRank(since, 9),
          oldest: nearestRank(since, 10),
        };
      });
    },

    async cohorts({ tenant, periods, by }) {
      const placed = [...orders()]
        .filter(({ order }) => order.tenant === tenant)
        .flatMap((kept) =>
          periods
            .filter((period) => isIn(kept.order.placedAt, period))
            .flatMap(({ name }) =>
              [...groupsBy(by, ofOrder(kept.order), productsOf(kept.order.lines))].map((group) => ({
                period: name,
                by: group.by,
                kept,
              })),
            ),
        );
      const found = groupsOf(placed, ({ period, by: group }) => ({ period, by: group }));
      return found.map(([group, all]) => ({
        ...group,
        ...cohortTally(all.map((one) => one.kept)),
      }));
    },

    async cash({ tenant, periods }) {
      const paid = [...orders()].flatMap(({ order }) => {
        const { collection } = order;
        if (order.tenant !== tenant || !collection) return [];
        const { amount, expected, at } = collection;
        const within = periods.filter((period) => isIn(at, period));
        return within.map(({ name }): Paid => ({ period: name, order, amount, expected }));
      });
      const found = groupsOf(paid, ({ period, order, amount: { currency } }) => ({
        period,
        assignee: order.assignee?.id ?? null,
        currency,
      }));
      return found.map(([group, all]) => ({ ...group, ...cashTally(all) }));
    },
  };
}

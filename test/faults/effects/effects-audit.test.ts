import { expect, it } from 'vitest';
import { known } from '../../support/shop.ts';
import { freshPlace } from '../fresh-place.ts';
import { grouped } from '../grouped.ts';
import type { Logged } from './effect-log.ts';
import { effectProblems } from './effects-audit.ts';
import { roughDay } from './rough-day.ts';
import type { DayAfter } from './rough-day.ts';

interface Sample {
  readonly day: DayAfter;
  /** Two effects that one order owes to the outside, in their order. */
  readonly first: string;
  readonly second: string;
}

async function calmDay(): Promise<Sample> {
  const place = freshPlace('sqlite');
  const day = await roughDay({ place, orders: 50, workers: ['after_commit'], seed: 3, kills: 0 });
  const told = [...new Set(day.notes.map(({ heard }) => heard))];
  const byOrder = grouped(told, (name) => name.split('/')[1]);
  const [first = '', second = ''] = known([...byOrder.values()].find(({ length }) => length > 1));
  return { day, first, second };
}

let made: Promise<Sample> | undefined;
const sample = async (): Promise<Sample> => (made ??= calmDay());

type Change = (sample: Sample) => Partial<DayAfter>;

/** Every line that the database wrote about the first effect, written anew. */
const relogged =
  (rewrite: (row: Logged) => readonly Logged[]): Change =>
  ({ day, first }) => ({
    log: day.log.flatMap((row) => (row.effect_id === first ? rewrite(row) : [row])),
  });

/** Either effect under the name of the other. */
const swapped =
  ({ first, second }: Sample) =>
  (name: string): string =>
    name === first ? second : name === second ? first : name;

const thief = { worker: 'somebody else' } as const;

const damages: readonly (readonly [what: string, damage: Change, problem: RegExp])[] = [
  [
    'an effect that is still owed',
    ({ day, first }) => ({
      effects: day.effects.map((row) =>
        row.effect_id === first ? { ...row, state: 'pending' } : row,
      ),
    }),
    / is pending$/,
  ],
  [
    'a second owner beside the first',
    relogged((row) =>
      row.what === 'claimed'
        ? [row, { ...row, ...thief, token: row.token + 1, early: true }]
        : [row],
    ),
    / is taken from .* by somebody else$/,
  ],
  [
    'a settlement by somebody who is not the owner',
    relogged((row) => [row.what === 'settled' ? { ...row, ...thief } : row]),
    / is settled by somebody else, and belongs to /,
  ],
  [
    'a claim that nobody has seen',
    relogged((row) => [{ ...row, token: row.token + 1 }]),
    / has the token 2 after 0$/,
  ],
  ['a second settlement', relogged((row) => [row, row]), / is done 2 times$/],
  [
    'a claim of what was done',
    relogged((row) => (row.what === 'settled' ? [row, { ...row, what: 'claimed' }] : [row])),
    / is claimed by .* after it was done$/,
  ],
  ['an effect that was never claimed', relogged(() => []), / is done 0 times$/],
  [
    'a receiver who was passed by',
    ({ day, first }) => ({ notes: day.notes.filter(({ heard }) => heard !== first) }),
    /^nobody has heard of /,
  ],
  [
    'a receiver who was told what nobody owes',
    ({ day }) => ({
      notes: [...day.notes, { heard: 'default/o-0/99/0', as: 'hook', by: 'ghost' }],
    }),
    /^nobody owes default\/o-0\/99\/0$/,
  ],
  [
    'receivers who were told in another order',
    (of) => ({ notes: of.day.notes.map((note) => ({ ...note, heard: swapped(of)(note.heard) })) }),
    / is told too late$/,
  ],
  [
    'settlements in another order',
    (of) => ({
      log: of.day.log.map((row) => ({ ...row, effect_id: swapped(of)(row.effect_id) })),
    }),
    / is done too late$/,
  ],
  ...(['reserved', 'out', 'written_off', 'available'] as const).map(
    (what): readonly [string, Change, RegExp] => [
      `one unit too many ${what}`,
      ({ day }) => ({
        shelves: day.shelves.map((shelf) => ({ ...shelf, [what]: shelf[what] + 1 })),
      }),
      new RegExp(`^OIL-0 has \\d+ ${what.replace('_', ' ')}, the ledger says \\d+$`),
    ],
  ),
];

it('the audit of effects finds nothing to say against a calm day', async () => {
  const { day } = await sample();
  expect(effectProblems(day)).toEqual([]);
});

it.each(damages)('the audit of effects names %s', async (_, damage, problem) => {
  const of = await sample();
  const problems = effectProblems({ ...of.day, ...damage(of) });
  expect(problems).toEqual(expect.arrayContaining([expect.stringMatching(problem)]));
});

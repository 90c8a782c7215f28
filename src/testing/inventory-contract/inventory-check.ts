import type { Inventory } from '../../ports/index.js';
import { ExpectationError } from '../expectation-error.js';
import type { InventoryCapability } from './capability.js';
import type { InventoryUnderTest, OpenInventory } from './inventory-under-test.js';
import { missing } from './missing.js';

/**
 * One thing that an inventory promises, and how to find out.
 *
 * @category Testing
 * @since 0.1.0
 */
export interface InventoryCheck {
  /** Stays the same from release to release. */
  readonly id: string;
  readonly group: string;
  /** The numbers of the port's rules that it holds the inventory to. */
  readonly rules: readonly string[];
  /** A sentence that begins with the rules, where there are some. */
  readonly title: string;
  /** What the inventory must be able to do for the check to say anything. */
  readonly needs: readonly InventoryCapability[];
  /**
   * Opens an inventory of its own, and closes it whatever comes.
   *
   * @throws ExpectationError with each difference, when the inventory does not keep its promise
   */
  readonly run: (underTest: Pick<InventoryUnderTest, 'open' | 'lacks'>) => Promise<void>;
}

/** A check, as its file writes it down. */
interface Spec extends Omit<InventoryCheck, 'group' | 'needs' | 'run'> {
  readonly needs?: readonly InventoryCapability[];
  readonly run: (open: OpenInventory) => Promise<void>;
}

/** The checks of one group: each title gets its rules, and each run its inventory. */
export function checksIn(group: string, specs: readonly Spec[]): readonly InventoryCheck[] {
  return specs.map(({ needs = [], title, run, ...spec }) => ({
    ...spec,
    group,
    needs,
    title: [...spec.rules, title].join(' '),
    run: (underTest) => withInventory(underTest, needs, run),
  }));
}

/** A check through one connection, and the same through two. */
export function throughBoth(
  spec: Omit<Spec, 'needs' | 'run'>,
  run: (open: OpenInventory, ...inventories: readonly Inventory[]) => Promise<void>,
): readonly Spec[] {
  return [
    { ...spec, run: (open) => run(open, open.inventory) },
    {
      ...spec,
      id: `${spec.id}-through-two-connections`,
      title: `${spec.title}, through two connections`,
      needs: ['connections'],
      run: async (open) => {
        const other = await open.another?.();
        await run(open, open.inventory, other ?? open.inventory);
      },
    },
  ];
}

async function withInventory(
  underTest: Pick<InventoryUnderTest, 'open'>,
  needs: readonly InventoryCapability[],
  run: (open: OpenInventory) => Promise<void>,
): Promise<void> {
  const open = await underTest.open();
  try {
    const lines = await Promise.all(needs.map((need) => missing(need, open)));
    const gaps = lines.filter((line) => line !== null);
    if (gaps.length > 0) throw new ExpectationError('The check cannot be run:', gaps);
    await run(open);
  } catch (error) {
    // What went wrong first is what is to be told.
    await open.close().catch(() => undefined);
    throw error;
  }
  await open.close();
}

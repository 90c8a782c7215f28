import type { OrderStore } from '../../ports/index.js';
import { ExpectationError } from '../expectation-error.js';
import type { Capability } from './capability.js';
import { missing } from './missing.js';
import type { OpenStore, StoreUnderTest } from './store-under-test.js';

/**
 * One thing that a store promises, and how to find out.
 *
 * @category Testing
 * @since 0.1.0
 */
export interface StoreCheck {
  /** Stays the same from release to release. */
  readonly id: string;
  readonly group: string;
  /** The numbers of the port's rules that it holds the store to. */
  readonly rules: readonly string[];
  /** A sentence that begins with the rules, where there are some. */
  readonly title: string;
  /** What the store must be able to do for the check to say anything. */
  readonly needs: readonly Capability[];
  /**
   * Opens a store of its own, and closes it whatever comes.
   *
   * @throws ExpectationError with each difference, when the store does not keep its promise
   */
  readonly run: <Tx>(underTest: Pick<StoreUnderTest<Tx>, 'open' | 'lacks'>) => Promise<void>;
}

/** An open store of which all is there that the check needs. */
export type Able<Tx> = Required<Omit<OpenStore<Tx>, 'close'>>;

/** Opens a second store, which has nothing to do with the first. */
export type Elsewhere = () => Promise<OrderStore>;

/** A check, as its file writes it down. */
interface Spec extends Omit<StoreCheck, 'group' | 'needs' | 'run'> {
  readonly needs?: readonly Capability[];
  readonly run: <Tx>(open: Able<Tx>, elsewhere: Elsewhere) => Promise<void>;
}

/** The checks of one group: each title gets its rules, and each run its store. */
export function checksIn(group: string, specs: readonly Spec[]): readonly StoreCheck[] {
  return specs.map(({ needs = [], title, run, ...spec }) => ({
    ...spec,
    group,
    needs,
    title: [...spec.rules, title].join(' '),
    run: (underTest) => withStores(underTest, needs, run),
  }));
}

async function withStores<Tx>(
  underTest: Pick<StoreUnderTest<Tx>, 'open'>,
  needs: readonly Capability[],
  run: (open: Able<Tx>, elsewhere: Elsewhere) => Promise<void>,
): Promise<void> {
  const opened: OpenStore<Tx>[] = [];
  const one = async (): Promise<OpenStore<Tx>> => {
    const store = await underTest.open();
    opened.push(store);
    return store;
  };
  const closeAll = async (): Promise<void> => {
    for (const store of opened.splice(0)) await store.close();
  };

  try {
    const first = await one();
    const lines = needs.map((need) => missing(need, first)).filter((line) => line !== null);
    if (lines.length > 0) throw new ExpectationError('The check cannot be run:', lines);
    await run(first as Able<Tx>, async () => (await one()).store);
  } catch (error) {
    // What went wrong first is what is to be told.
    await closeAll().catch(() => undefined);
    throw error;
  }
  await closeAll();
}

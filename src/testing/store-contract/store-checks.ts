import { beside } from './checks/beside.js';
import { claimingAtOnce } from './checks/claiming-at-once.js';
import { claiming } from './checks/claiming.js';
import { coming } from './checks/coming.js';
import { contradicting } from './checks/contradicting.js';
import { counting } from './checks/counting.js';
import { crashing } from './checks/crashing.js';
import { crossing } from './checks/crossing.js';
import { filtering } from './checks/filtering.js';
import { joining } from './checks/joining.js';
import { judgingWithin } from './checks/judging-within.js';
import { judging } from './checks/judging.js';
import { keepingTenantsApart } from './checks/keeping-tenants-apart.js';
import { keeping } from './checks/keeping.js';
import { leasing } from './checks/leasing.js';
import { lending } from './checks/lending.js';
import { listing } from './checks/listing.js';
import { loading } from './checks/loading.js';
import { lookingAtTheRelease } from './checks/looking-at-the-release.js';
import { oddData } from './checks/odd-data.js';
import { oddJson } from './checks/odd-json.js';
import { queueing } from './checks/queueing.js';
import { racing } from './checks/racing.js';
import { refusing } from './checks/refusing.js';
import { repeating } from './checks/repeating.js';
import { resolving } from './checks/resolving.js';
import { sayingWhatItLacks } from './checks/saying-what-it-lacks.js';
import { searching } from './checks/searching.js';
import { sorting } from './checks/sorting.js';
import { tallying } from './checks/tallying.js';
import { turningPages } from './checks/turning-pages.js';
import { writing } from './checks/writing.js';
import type { StoreCheck } from './store-check.js';

/**
 * Everything that the port promises of a store, as data: each check opens a store of its own, and throws when the store
 * does not keep the promise.
 *
 * @example
 * ```ts
 * import { memoryStore } from 'cod-lifecycle/memory';
 * import { storeChecks } from 'cod-lifecycle/testing';
 *
 * const memory = { open: async () => ({ store: memoryStore(), close: async () => {} }) };
 * const check = storeChecks.find(({ id }) => id === 'taken-source');
 * check?.rules; //=> ['OS-6']
 * await check?.run(memory);
 * ```
 * @category Testing
 * @since 0.1.0
 */
export const storeChecks: readonly StoreCheck[] = [
  ...sayingWhatItLacks,
  ...loading,
  ...keeping,
  ...oddData,
  ...oddJson,
  ...lending,
  ...repeating,
  ...judging,
  ...refusing,
  ...writing,
  ...racing,
  ...crossing,
  ...joining,
  ...judgingWithin,
  ...beside,
  ...listing,
  ...turningPages,
  ...sorting,
  ...filtering,
  ...searching,
  ...counting,
  ...tallying,
  ...keepingTenantsApart,
  ...claiming,
  ...queueing,
  ...leasing,
  ...resolving,
  ...coming,
  ...claimingAtOnce,
  ...contradicting,
  ...crashing,
  ...lookingAtTheRelease,
];

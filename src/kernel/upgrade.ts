import type { Lifecycle } from './lifecycle.js';
import type { Model, Stamped } from './model.js';

/** The version in a stamp: `cod@2#…` → 2; 0 when there is none. */
function versionIn(stamp: string): number {
  return Number(/@(\d+)#/.exec(stamp)?.[1] ?? 0);
}

/**
 * Carries an order that an older definition wrote forward to this one, by the definition's `upgrades` in turn. An order
 * of this version, or of a newer one, comes back as it is.
 *
 * @throws TypeError when its status is none of this lifecycle's even so: it names the status
 * @category Kernel
 * @since 0.1.0
 */
export function upgrade<M extends Model, T>(
  lifecycle: Lifecycle<M, T>,
  order: Stamped,
): M['order'] {
  const { upgrades = {} } = lifecycle.definition;
  let current = order;
  for (let version = versionIn(order.definition) + 1; version <= lifecycle.version; version += 1) {
    const step = upgrades[version];
    if (step === undefined) continue;
    const { statuses = {} } = step;
    const newName = Object.hasOwn(statuses, current.status) ? statuses[current.status] : undefined;
    const status = newName ?? current.status;
    const renamed = { ...current, status };
    current = {
      ...renamed,
      ...step.order?.(renamed),
      version: order.version,
      definition: lifecycle.stamp,
    };
  }
  if (!(lifecycle.statuses as readonly string[]).includes(current.status)) {
    throw new TypeError(
      `"${current.status}" is no status of ${lifecycle.stamp}; add it to the definition's upgrades`,
    );
  }
  return current;
}

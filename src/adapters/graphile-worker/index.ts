export { graphileCarrier } from './graphile-carrier.js';
export type { GraphileCarrierOptions } from './graphile-carrier.js';
export { graphileTasks } from './graphile-tasks.js';
export type { GraphileHelpers, GraphileTask } from './graphile-tasks.js';

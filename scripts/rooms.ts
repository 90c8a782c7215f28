/** What a room of `src/` may import besides itself. */
export interface Room {
  readonly rooms: readonly string[];
  /** Rooms that it may name in types, but not run. */
  readonly types?: readonly string[];
  readonly packages?: readonly string[];
}

const inner = ['kernel', 'errors', 'order', 'lifecycle', 'verify', 'diagrams', 'ports'] as const;
const all = [...inner, 'runtime', 'schemas', 'reports'] as const;
const shared = ['ports', 'order', 'schemas', 'errors'];
// Time and ids come from the machine, whatever remembers the orders.
const store: Room = { rooms: [...shared, 'reports', 'adapters/system'] };
// Names of tables, cursors and pages are the same for every database that speaks SQL.
const sqlStore: Room = { rooms: [...store.rooms, 'adapters/sql'] };
// What a job does is the same, whichever engine runs it.
const engine: Room = { rooms: [...sqlStore.rooms, 'adapters/engine'] };
// Signatures, headers and bodies are the same for every shop.
const shop: Room = { rooms: [...shared, 'adapters/webhook'] };
// What a customer is told is the same, whatever carries it.
const carrier: Room = { rooms: [...shared, 'adapters/messages'] };

/** Who may import whom. A folder of `src/` that is not listed here is a mistake. */
export const rooms: Readonly<Record<string, Room>> = {
  kernel: { rooms: ['errors'] },
  errors: { rooms: [] },
  order: { rooms: ['errors'] },
  lifecycle: { rooms: ['kernel', 'order', 'errors'] },
  verify: { rooms: ['kernel'] },
  diagrams: { rooms: ['kernel'] },
  ports: { rooms: ['order'], types: ['errors'] },
  runtime: { rooms: ['kernel', 'order', 'ports', 'schemas', 'errors'] },
  schemas: { rooms: ['order', 'errors'], types: ['kernel'], packages: ['zod'] },
  reports: { rooms: ['order', 'ports', 'schemas', 'errors'] },
  testing: { rooms: all, packages: ['fast-check'] },
  'adapters/system': { rooms: shared },
  'adapters/csv': { rooms: shared, packages: ['csv-stringify'] },
  'adapters/calendar': { rooms: shared, packages: ['luxon'] },
  'adapters/memory': store,
  'adapters/sql': { rooms: [...shared, 'reports'] },
  'adapters/sqlite': sqlStore,
  'adapters/postgres': sqlStore,
  'adapters/engine': { rooms: shared },
  'adapters/graphile-worker': engine,
  'adapters/pg-boss': engine,
  'adapters/bullmq': { rooms: shared },
  'adapters/webhook': { rooms: shared },
  'adapters/shopify': shop,
  'adapters/woocommerce': shop,
  'adapters/messages': { rooms: shared },
  'adapters/email': carrier,
  'adapters/sms': carrier,
  // A carrier's reports are commands like everybody's.
  'adapters/carrier': { rooms: shared, types: ['runtime'] },
  // A door sees orders of any lifecycle, and asks them; it runs no rule.
  'adapters/http': { rooms: shared, types: ['runtime'] },
  'adapters/express': { rooms: shared },
  'adapters/lambda': { rooms: shared },
  'adapters/opentelemetry': { rooms: ['errors'], types: ['runtime'] },
};

/** The files at the top of `src/`: they re-export rooms, and no room imports them. */
export const frontDoors: Readonly<Record<string, Room>> = {
  index: { rooms: all },
  core: { rooms: ['kernel', 'order', 'lifecycle', 'errors'] },
};

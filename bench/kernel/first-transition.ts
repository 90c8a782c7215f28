/**
 * `node first-transition.ts <address>`: milliseconds in a process that has loaded nothing else, from the import of a
 * bundle to the first order that is placed and confirmed in a store in memory.
 */
import { argv } from 'node:process';

const [, , address = ''] = argv;
const begin = performance.now();
const { cod, createOrders, memoryStore } = (await import(
  address
)) as typeof import('../../dist/index.js') & typeof import('../../dist/adapters/memory/index.js');
const imported = performance.now();
const orders = createOrders({ lifecycle: cod(), store: memoryStore(), handOver: 'by_drain' });
const actor = { kind: 'agent', id: 'salma' } as const;
const placed = await orders.place(
  {
    customer: { name: 'Amina', phone: '+212600000001' },
    address: { line1: '4 Rue Atlas', city: 'Casablanca', country: 'MA' },
    lines: [{ sku: 'ARGAN-50', title: 'Argan oil', quantity: 2 }],
    amountDue: { amount: 24_000, currency: 'MAD' },
  },
  { actor },
);
if (placed.kind !== 'applied') throw new Error(placed.kind);
const acknowledged = { products: true, total: true, address: true };
const confirmed = await orders.send(placed.order.id, { type: 'confirm', acknowledged }, { actor });
if (confirmed.kind !== 'applied') throw new Error(confirmed.kind);
const end = performance.now();
console.log(
  JSON.stringify({ importMs: imported - begin, firstMs: end - imported, wholeMs: end - begin }),
);

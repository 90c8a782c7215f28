export type { MemoryStoreOptions } from './memory-store.js';
export { memoryStore } from './memory-store.js';
export type { InventoryCall, MemoryInventory, Shelf, SkuStock } from './memory-inventory.js';
export { memoryInventory } from './memory-inventory.js';
export type { MemoryNotifier } from './memory-notifier.js';
export { memoryNotifier } from './memory-notifier.js';

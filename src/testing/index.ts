export { arbitraryActor } from './arbitrary-actor.js';
export { arbitraryDraft } from './arbitrary-draft.js';
export { arbitraryEvent } from './arbitrary-event.js';
export type { LifeOptions } from './arbitrary-life.js';
export { arbitraryLife } from './arbitrary-life.js';
export { arbitraryMoney } from './arbitrary-money.js';
export { arbitraryPolicy } from './arbitrary-policy.js';
export type { RegisteredContract, TestRunner } from './contract/register-checks.js';
export type { ContractReport, NotRun } from './contract/run-checks.js';
export type { Ending, PartOf } from './ending.js';
export { ExpectationError } from './expectation-error.js';
export type { Story } from './given.js';
export { given } from './given.js';
export type { ShopHistoriesOptions } from './histories/shop-histories.js';
export { shopHistories } from './histories/shop-histories.js';
export { illegalEvents, illegalPairs } from './illegal-pairs.js';
export type { InventoryCapability } from './inventory-contract/capability.js';
export type { InventoryCheck } from './inventory-contract/inventory-check.js';
export { inventoryChecks } from './inventory-contract/inventory-checks.js';
export type { InventoryContract } from './inventory-contract/inventory-contract.js';
export { inventoryContract } from './inventory-contract/inventory-contract.js';
export type {
  InventoryUnderTest,
  OpenInventory,
  StockSeen,
} from './inventory-contract/inventory-under-test.js';
export type {
  InventoryCheckNotRun,
  InventoryReport,
} from './inventory-contract/run-inventory-checks.js';
export { runInventoryChecks } from './inventory-contract/run-inventory-checks.js';
export type { Ledger } from './ledger-after.js';
export { ledgerAfter } from './ledger-after.js';
export type { Life, LifeStep } from './life.js';
export { samplePlace } from './sample-place.js';
export type { Capability } from './store-contract/capability.js';
export type { CheckNotRun, StoreReport } from './store-contract/run-store-checks.js';
export { runStoreChecks } from './store-contract/run-store-checks.js';
export type { StoreCheck } from './store-contract/store-check.js';
export { storeChecks } from './store-contract/store-checks.js';
export type { StoreContract } from './store-contract/store-contract.js';
export { storeContract } from './store-contract/store-contract.js';
export type { OpenStore, StoreUnderTest } from './store-contract/store-under-test.js';

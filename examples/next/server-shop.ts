import { openShop } from './shop.ts';

// Each route is bundled by itself, and built again when it changes: what they share is kept outside of them.
const kept = globalThis as { shop?: ReturnType<typeof openShop> };

/** The shop of this process: opened when it is first asked for, and so not while Next builds. */
export const shop = (): ReturnType<typeof openShop> => (kept.shop ??= openShop('/cod'));

import type { KernelResults, StoreResults, TypeResults } from '../bench/measured.ts';
import { readResults } from '../bench/results.ts';

export const kernel = () => readResults<KernelResults>('kernel');
export const stores = () => readResults<StoreResults>('stores');
export const types = () => readResults<TypeResults>('types');

/** A page never shows a figure that nobody has measured. */
export const missing = (what: string): never => {
  throw new Error(`Nothing is measured of ${what}`);
};

import { CodError } from '../../errors/index.js';

/** An error in a few words: its code, and what a store's says has become of the commit. */
export function told(error: unknown): string {
  if (!CodError.is(error)) return error instanceof Error ? error.name : typeof error;
  const { code, verdict } = error as CodError & { readonly verdict?: string };
  return verdict === undefined ? code : `${code} ${verdict}`;
}

/** The error that something is refused with, in a few words; `nothing` where it was not refused. */
export async function refusalOf(work: () => Promise<unknown>): Promise<string> {
  try {
    await work();
    return 'nothing';
  } catch (error) {
    return told(error);
  }
}

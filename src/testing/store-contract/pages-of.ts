import type { Page } from '../../ports/index.js';
import { fail } from './same.js';

/** Where the page before ended, as a query says it. */
type After = { readonly after?: string };

const mostPages = 500;

/** Every page of a question, from the given cursor on. */
export async function pagesOf<Row>(
  ask: (after: After) => Promise<Page<Row>>,
  from: string | null = null,
): Promise<readonly (readonly Row[])[]> {
  const pages: (readonly Row[])[] = [];
  let after = from;
  do {
    const { rows, next } = await ask(after === null ? {} : { after });
    pages.push(rows);
    after = next;
    if (pages.length > mostPages) fail('The pages never end:', `+ more than ${mostPages} of them`);
  } while (after !== null);
  return pages;
}

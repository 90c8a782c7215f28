import { OptionsError } from 'cod-lifecycle';

/** There is no such page, or it is not this reader's to see: nobody is told which of the two. */
export class NotFound extends Error {}

/** A cursor of another list, a day that is none: an address that somebody has made up leads nowhere. */
export async function asked<Answer>(question: () => Promise<Answer>): Promise<Answer> {
  try {
    return await question();
  } catch (error) {
    throw error instanceof OptionsError ? new NotFound() : error;
  }
}

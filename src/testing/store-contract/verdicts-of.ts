import type { CommitVerdict } from '../../ports/index.js';
import { told } from './refusal-of.js';

/** What a commit came to, a word for each change; one that threw has a single answer. */
export async function verdictsOf(
  commit: Promise<readonly CommitVerdict[]>,
): Promise<readonly string[]> {
  try {
    return await commit;
  } catch (error) {
    return [`threw ${told(error)}`];
  }
}

/** What commits come to that are made at once. One that throws ends none of the others. */
export function atOnce(
  commits: readonly (() => Promise<readonly CommitVerdict[]>)[],
): Promise<readonly (readonly string[])[]> {
  return Promise.all(commits.map((commit) => verdictsOf(commit())));
}

/** How often each word was said. */
export function tally(words: readonly string[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
}

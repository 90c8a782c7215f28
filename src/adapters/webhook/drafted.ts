import type { Draft } from '../../order/draft.js';
import type { Source } from '../../order/party.js';
import type { NewsIgnored, NewsRefused } from '../../ports/news.js';
import { readShopDraft } from '../../schemas/shop-field.js';
import type { Needs } from './needs.js';
import { ignore, refuse } from './verdict.js';

export interface Drafted {
  readonly kind: 'draft';
  readonly draft: Draft & { readonly source: Source };
}

/** The draft, when it lacks nothing and can be placed: what only the whole draft shows is named by its place in it. */
export function drafted(
  draft: Drafted['draft'],
  { issues }: Needs,
): Drafted | NewsIgnored | NewsRefused {
  if (issues.length > 0) return refuse(400, 'body_invalid', issues);
  if (draft.lines.length === 0) return ignore('no_lines');
  const read = readShopDraft(draft);
  if (read.ok) return { kind: 'draft', draft };
  const inDraft = read.issues.map(({ path, message }) => ({ path: ['draft', ...path], message }));
  return refuse(400, 'body_invalid', inDraft);
}

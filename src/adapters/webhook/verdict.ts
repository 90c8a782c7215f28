import type { NewsIgnored, NewsRefused } from '../../ports/news.js';

export type Issue = NewsRefused['issues'][number];

export const ignore = (reason: NewsIgnored['reason']): NewsIgnored => ({
  kind: 'ignore',
  status: 200,
  reason,
});

export const refuse = (
  status: NewsRefused['status'],
  reason: NewsRefused['reason'],
  issues: readonly Issue[] = [],
): NewsRefused => ({ kind: 'refuse', status, reason, issues });

import type { Period } from '../../ports/period.js';
import { askedFor } from './failure.js';
import { seesAll } from './identity.js';
import { malformed, noSuch } from './problem.js';
import { readQuery } from './read-query.js';
import type { Parameters } from './read-query.js';
import { json } from './respond.js';
import type { Route } from './router.js';

/** Days, weeks and months as a shop has them: what `timeZone` of `cod-lifecycle/calendar` makes. */
export interface ReportCalendar {
  days(first: string, last: string): readonly Period[];
  weeks(first: string, last: string): readonly Period[];
  months(first: string, last: string): readonly Period[];
}

export const reportNames = [
  'cash',
  'returns',
  'cancellations',
  'funnel',
  'stays',
  'waits',
  'calls',
  'visits',
  'drivers',
] as const;

/** What a door asks of reports: what `createReports` of `cod-lifecycle/reports` makes. */
export type ReportSource = {
  readonly [Name in (typeof reportNames)[number]]: (options: never) => Promise<readonly object[]>;
};

/** Where reports come from, and by whose calendar. */
export interface ReportsOption {
  readonly from: ReportSource;
  /** The shop's calendar; each tenant's own, where they live in several time zones. */
  readonly calendar: ReportCalendar | ((tenant: string) => ReportCalendar);
}

export const reportParameters: Parameters = {
  unit: ['day', 'week', 'month'],
  from: 'day',
  to: 'day',
  by: 'list',
};

const units = { day: 'days', week: 'weeks', month: 'months' } as const;

function periodsOf(calendar: ReportCalendar, asked: Readonly<Record<string, unknown>>) {
  const { unit = 'day', from, to = from } = asked;
  const issues = [
    ...(unit === 'day' || unit === 'week' || unit === 'month'
      ? []
      : [{ path: ['unit'], message: 'must be one of day, week, month' }]),
    ...(typeof from === 'string'
      ? []
      : [{ path: ['from'], message: 'must be a day, such as "2026-03-20"' }]),
  ];
  if (issues.length > 0) throw malformed(issues);
  return calendar[units[unit as keyof typeof units]](String(from), String(to));
}

export function reportRoutes({ from: reports, calendar }: ReportsOption): readonly Route[] {
  return [
    {
      method: 'GET',
      path: '/reports/{name}',
      operation: {
        id: 'report',
        summary: 'The rows of a report',
        query: reportParameters,
        names: reportNames,
        answers: { 200: 'Report' },
        problems: [400, 403, 404],
      },
      async handle({ url, params, identity }) {
        seesAll(identity);
        const name = reportNames.find((one) => one === params['name']);
        if (!name) throw noSuch('report');
        const { tenant } = identity;
        const asked = readQuery(
          url.searchParams,
          name === 'waits' ? { by: 'list' } : reportParameters,
        );
        const own = typeof calendar === 'function' ? calendar(tenant) : calendar;
        const { by } = asked;
        const rows = await askedFor(async () =>
          (reports[name] as (options: object) => Promise<readonly object[]>)({
            tenant,
            ...(by !== undefined && { by }),
            ...(name !== 'waits' && { periods: periodsOf(own, asked) }),
          }),
        );
        return json({ rows });
      },
    },
  ];
}

const iso = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:(\.\d{1,3})\d*)?(Z|[+-]\d\d:\d\d)?$/;

/** A shop's time as ISO 8601 in UTC, to the millisecond; without a zone it is UTC already. `null` when it is no time. */
export function inUtc(text: string | null | undefined): string | null {
  const [, moment = '', fraction = '', zone = 'Z'] = iso.exec(text ?? '') ?? [];
  const time = Date.parse(moment + fraction + zone);
  return Number.isNaN(time) ? null : new Date(time).toISOString();
}

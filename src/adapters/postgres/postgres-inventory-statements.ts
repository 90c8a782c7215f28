import type { StockNames } from './postgres-inventory-names.js';
import { statement } from './statement-runner.js';

/** What calls a function is no question: who lost its answer does not know what was written. */
const calling = (name: string): string =>
  `with asked as (select $1::text::json as request)
select to_json(${name}(request))::text as output from asked`;

const level = `json_build_object('available', s.available, 'reserved', s.reserved, 'out', s.out,
  'writtenOff', s.written_off, 'missing', s.missing`;

const look = ({ stock }: StockNames): string => `
select ${level})::text as output
from json_to_record($1::text::json) as q(tenant text, sku text)
join ${stock} as s on s.tenant = q.tenant and s.sku = q.sku`;

const list = ({ stock }: StockNames): string => `
select ${level}, 'sku', s.sku)::text as output
from json_to_record($1::text::json) as q(tenant text, after text, most integer)
cross join lateral (
  select * from ${stock} where tenant = q.tenant and sku > q.after order by sku limit q.most
) as s
order by s.sku`;

const forget = ({ calls }: StockNames): string => `
delete from ${calls} as c
using (
  select old.tenant, old.effect_hash
  from json_to_record($1::text::json) as q(before timestamptz, most bigint)
  cross join lateral (
    select * from ${calls} where called_at < q.before order by called_at limit q.most
  ) as old
) as o
where c.tenant = o.tenant and c.effect_hash = o.effect_hash
returning 'true' as output`;

/** Every statement of the inventory, named once for all its calls. */
export function stockStatements(names: StockNames) {
  return {
    call: statement(calling(names.call)),
    receive: statement(calling(names.receive)),
    look: statement(look(names)),
    list: statement(list(names)),
    forget: statement(forget(names)),
  };
}

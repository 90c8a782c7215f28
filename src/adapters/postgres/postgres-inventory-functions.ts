import type { StockNames } from './postgres-inventory-names.js';

/** Units onto the shelf: they make up for what is missing first. */
const putOn = (units: string): string =>
  `available = available + ${units} - least(missing, ${units}),
        missing = missing - least(missing, ${units})`;

/** Units off the shelf, whatever the books say: what they had none of is missing. */
const takeOff = (units: string): string =>
  `available = available - least(available, ${units}),
        missing = missing + ${units} - least(available, ${units})`;

/** What the books never saw leave, of units that are back from outside. */
const unseen = (units: string): string => `${units} - least(out, ${units})`;

/**
 * One call of the port. Its effect's own row comes first: whoever brings the same effect a second time waits there until
 * the first one is through, and finds its answer. Then the SKUs, in the order of their names, so that two calls never
 * wait for each other in a circle; what lines hold of a SKU is held with it. Each statement in here sees what others have
 * committed until then, and so what is locked stays as it is found.
 */
export const callFunction = ({ call, calls, stock, held }: StockNames): string => `
create function ${call}(request json) returns jsonb language plpgsql as $call$
declare
  shop constant text := request ->> 'tenant';
  buyer constant text := request ->> 'order_id';
  asked constant text := request ->> 'call';
  effect constant text := encode(sha256(convert_to(request ->> 'effect_id', 'UTF8')), 'hex');
  given jsonb := '[]';
  locked text[];
  move record;
  had bigint;
  moved bigint;
begin
  insert into ${calls} (tenant, effect_hash, effect_id, answer)
  values (shop, effect, request ->> 'effect_id', given) on conflict do nothing;
  if not found then
    select c.answer into given from ${calls} as c
    where c.tenant = shop and c.effect_hash = effect;
    return given;
  end if;

  if asked in ('commit', 'restock', 'writeOff') then
    insert into ${stock} (tenant, sku)
    select distinct shop, line.sku collate "C"
    from json_to_recordset(request -> 'lines') as line(sku text)
    order by 2 on conflict do nothing;
  end if;
  locked := array(
    select s.sku from ${stock} as s
    where s.tenant = shop and s.sku in (
      select line.sku from json_to_recordset(request -> 'lines') as line(sku text))
    order by s.sku for no key update
  );

  for move in
    select * from json_to_recordset(request -> 'lines') as line(
      position integer, line_id text, sku text, quantity bigint, account text)
    order by line.position
  loop
    moved := 0;
    if asked = 'reserve' and move.sku = any (locked) then
      select least(s.available, move.quantity) into moved
      from ${stock} as s where s.tenant = shop and s.sku = move.sku;
    elsif asked = 'release' or (asked = 'commit' and move.account = 'reserved') then
      select least(h.units, move.quantity) into had
      from ${held} as h
      where h.tenant = shop and h.order_id = buyer
        and h.line_id = move.line_id and h.sku = move.sku;
      moved := coalesce(had, 0);
    end if;
    if moved > 0 then
      insert into ${held} as h (tenant, order_id, line_id, sku, units)
      values (shop, buyer, move.line_id, move.sku, moved)
      on conflict (tenant, order_id, line_id, sku) do update
      set units = h.units + case when asked = 'reserve' then moved else -moved end;
    end if;

    if asked = 'reserve' then
      given := given || jsonb_build_object('lineId', move.line_id, 'held', moved);
      update ${stock} set available = available - moved, reserved = reserved + moved
      where tenant = shop and sku = move.sku and moved > 0;
    elsif asked = 'release' then
      update ${stock} set reserved = reserved - moved,
        ${putOn('moved')}
      where tenant = shop and sku = move.sku and moved > 0;
    elsif asked = 'commit' then
      update ${stock} set reserved = reserved - moved, out = out + move.quantity,
        ${takeOff('(move.quantity - moved)')}
      where tenant = shop and sku = move.sku;
    elsif asked = 'restock' then
      update ${stock} set out = out - least(out, move.quantity),
        available = available + move.quantity - least(missing, move.quantity),
        missing = missing - least(missing, move.quantity) + ${unseen('move.quantity')}
      where tenant = shop and sku = move.sku;
    elsif move.account = 'out' then
      update ${stock} set written_off = written_off + move.quantity,
        out = out - least(out, move.quantity), missing = missing + ${unseen('move.quantity')}
      where tenant = shop and sku = move.sku;
    else
      update ${stock} set written_off = written_off + move.quantity,
        ${takeOff('move.quantity')}
      where tenant = shop and sku = move.sku;
    end if;
  end loop;

  if asked = 'reserve' then
    update ${calls} as c set answer = given where c.tenant = shop and c.effect_hash = effect;
  end if;
  return given;
end
$call$;`;

/** Counts a receipt: gives 0, or how many units it counted before. */
export const receiveFunction = ({ receive, receipts, stock }: StockNames): string => `
create function ${receive}(request json) returns bigint language plpgsql as $receive$
declare
  shop constant text := request ->> 'tenant';
  item constant text := request ->> 'sku';
  arrived constant bigint := request ->> 'units';
  known bigint;
begin
  insert into ${receipts} (tenant, receipt_id, sku, units)
  values (shop, request ->> 'receipt_id', item, arrived) on conflict do nothing;
  if not found then
    select r.units into known from ${receipts} as r
    where r.tenant = shop and r.receipt_id = request ->> 'receipt_id' and r.sku = item;
    return known;
  end if;
  insert into ${stock} (tenant, sku) values (shop, item) on conflict do nothing;
  update ${stock} set
        ${putOn('arrived')}
  where tenant = shop and sku = item;
  return 0;
end
$receive$;`;

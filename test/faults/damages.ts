import type { Place } from './place.ts';

const of1 = `order_id = 'o1'`;
const copyOf = (table: string, columns: readonly string[], changed: string, where: string) =>
  `insert into ${table} (${columns.join(', ')}) select ${changed} from ${table} where ${where}`;
const effectColumns = [
  'tenant, order_id, version, position, effect_id, effect, blocking, created_at',
  'state, failures, crashes, claimed, token, not_before, reason',
];
const historyColumns = [
  'tenant, order_id, version, command_id, event_type, from_status, to_status',
  'actor_kind, actor_id, occurred_at, recorded_at, event',
];
const orderColumns = [
  'tenant, id, version, status, placed_at, source_kind, source_shop, source_external_id, body',
  'open, entered_at, entered_by_kind, entered_by_id, reached, needs_reconfirmation, number, phone',
  'assignee, next_call_at, collected_at',
];

/** What somebody did to the tables of a delivered order, `o1`, and a new one, and what the audit has to say to it. */
export type Damage = readonly [
  what: string,
  statements: readonly (string | Readonly<Record<Place['kind'], string>>)[],
  problem: string,
];

/** The first row of the order's ledger, with another number of units in one place. */
const units = (place: string, count: number) => ({
  postgres: `update cod_orders set body = jsonb_set(body::jsonb, '{stock,0,${place}}', '${count}')::json
    where id = 'o1'`,
  sqlite: `update cod_orders set body = json_set(body, '$.stock[0].${place}', ${count})
    where id = 'o1'`,
});

export const damages: readonly Damage[] = [
  [
    'a line of history that is missing',
    [`delete from cod_history where ${of1} and version = 3`],
    'o1: history misses version 3',
  ],
  [
    'a last line of history that is missing',
    [`delete from cod_history where ${of1} and version = 7`],
    'o1: history ends at version 6, the order is at 7',
  ],
  [
    'an order that is behind its history',
    [`update cod_orders set version = 6 where id = 'o1'`],
    'o1: history ends at version 7, the order is at 6',
  ],
  [
    'a status that is another',
    [`update cod_orders set status = 'returned' where id = 'o1'`],
    'o1: history ends in delivered, the order is in returned',
  ],
  [
    'a column that is not what the body says',
    [`update cod_orders set source_external_id = 'else' where id = 'o1'`],
    'o1: column source_external_id is not what the body says',
  ],
  [
    'a step that begins elsewhere',
    [`update cod_history set from_status = 'new' where ${of1} and version = 4`],
    'o1: version 4 comes from new, where it was not',
  ],
  [
    'a line of history under another name',
    [`update cod_history set event_type = 'cancel' where ${of1} and version = 2`],
    'o1: version 2 is named cancel, and is another event',
  ],
  [
    'a command that is applied twice',
    [
      'drop index cod_history_by_command',
      `update cod_history set command_id = 'o1-c2' where ${of1} and version = 3`,
    ],
    'o1: command o1-c2 is in history twice',
  ],
  [
    'an event that the lifecycle would have refused',
    [
      `update cod_history set event = '{"type":"deliver"}', event_type = 'deliver'
        where ${of1} and version = 2`,
    ],
    'o1: version 2 is not legal: deliver in new',
  ],
  [
    'an event that leads elsewhere',
    [`update cod_history set actor_id = 'somebody else' where ${of1} and version = 2`],
    'o1: its confirmation is not what its history leads to',
  ],
  [
    'an effect that is missing',
    [`delete from cod_effects where ${of1} and version = 1`],
    'o1: version 1 owes 1 effects, and others are written',
  ],
  [
    'an effect that is written twice',
    [
      copyOf(
        'cod_effects',
        effectColumns,
        effectColumns.join(', ').replace('position', 'position + 1'),
        `${of1} and version = 1`,
      ),
    ],
    'effect default/o1/1/0 is owed twice',
  ],
  [
    'an effect that says something else',
    [
      `update cod_effects set effect = '{"type":"call_due","at":"never"}'
        where ${of1} and version = 1`,
    ],
    'o1: version 1 owes 1 effects, and others are written',
  ],
  [
    'an effect under another id',
    [`update cod_effects set effect_id = 'mine' where ${of1} and version = 1`],
    'o1: version 1 owes 1 effects, and others are written',
  ],
  [
    'stock that moved without an effect',
    [`delete from cod_effects where ${of1} and version = 5`],
    'o1: the effects of row ["1","OIL"] do not add up to its ledger',
  ],
  [
    'a ledger that holds more than was ordered',
    [units('out', 3)],
    'o1: row ["1","OIL"] holds more than was ordered',
  ],
  [
    'a ledger that holds less than nothing',
    [units('reserved', -1)],
    'o1: row ["1","OIL"] counts units that cannot be',
  ],
  [
    'a ledger that history does not lead to',
    [units('out', 1)],
    'o1: the stock ledger is not what replaying the history gives',
  ],
  [
    'two orders of one source',
    [
      'drop index cod_orders_by_source',
      copyOf(
        'cod_orders',
        orderColumns,
        orderColumns.join(', ').replace('id,', `'o3',`),
        `id = 'o1'`,
      ),
    ],
    'two orders come from default manual default o1-c1',
  ],
  [
    'history of an order that is not there',
    [
      copyOf(
        'cod_history',
        historyColumns,
        historyColumns.join(', ').replace('order_id', `'o9'`),
        `${of1} and version = 1`,
      ),
    ],
    'no order for ["default","o9"]',
  ],
  [
    'an effect of an order that is not there',
    [`update cod_effects set order_id = 'o9' where ${of1} and version = 1`],
    'an effect of no order ["default","o9"]',
  ],
  [
    'an order that was acknowledged and is gone',
    [
      `delete from cod_orders where id = 'o1'`,
      `delete from cod_history where ${of1}`,
      `delete from cod_effects where ${of1}`,
    ],
    'o1: command o1-c7 was acknowledged, and is lost',
  ],
];

import type { TableNames } from '../sql/table-names.js';

/** What brings a file up to this release, in order; each is applied once. */
export const sqliteSteps = ({
  orders,
  history,
  effects,
  contradictions,
}: TableNames): readonly (readonly string[])[] => [
  [
    `create table ${orders} (
      tenant text not null,
      id text not null,
      version integer not null,
      status text not null,
      placed_at text not null,
      source_kind text not null,
      source_shop text not null,
      source_external_id text not null,
      open integer not null,
      entered_at text not null,
      entered_by_kind text not null,
      entered_by_id text not null,
      reached text not null,
      needs_reconfirmation integer not null,
      number text not null,
      phone text not null,
      assignee text,
      next_call_at text,
      collected_at text,
      body text not null,
      primary key (tenant, id)
    ) strict`,
    `create unique index ${orders}_by_source
      on ${orders} (tenant, source_kind, source_shop, source_external_id)`,
    `create index ${orders}_by_placed on ${orders} (tenant, status, open, placed_at, id)`,
    `create index ${orders}_by_entered on ${orders} (tenant, status, open, entered_at, id)`,
    `create index ${orders}_by_assignee on ${orders} (tenant, assignee, status, open, placed_at, id)
      where assignee is not null`,
    `create index ${orders}_by_call on ${orders} (tenant, next_call_at, id)
      where next_call_at is not null`,
    `create index ${orders}_by_collection on ${orders} (tenant, collected_at, id)
      where collected_at is not null`,
    `create index ${orders}_by_number on ${orders} (tenant, number)`,
    `create index ${orders}_by_phone on ${orders} (tenant, phone)`,
    `create table ${history} (
      tenant text not null,
      order_id text not null,
      version integer not null,
      command_id text not null,
      event_type text not null,
      from_status text not null,
      to_status text not null,
      actor_kind text not null,
      actor_id text not null,
      occurred_at text not null,
      recorded_at text not null,
      event text not null,
      stay_ms integer,
      source_kind text,
      source_shop text,
      country text,
      region text,
      city text,
      assignee text,
      reason text,
      calls integer,
      attempts integer,
      products text,
      primary key (tenant, order_id, version)
    ) strict, without rowid`,
    `create index ${history}_moves on ${history} (tenant, to_status, occurred_at)
      where from_status <> to_status`,
    `create unique index ${history}_by_command on ${history} (tenant, order_id, command_id)`,
    `create table ${effects} (
      tenant text not null,
      order_id text not null,
      version integer not null,
      position integer not null,
      effect_id text not null,
      effect text not null,
      blocking integer not null,
      created_at text not null,
      due_at text,
      state text not null,
      failures integer not null,
      crashes integer not null,
      claimed integer not null,
      token integer not null,
      not_before text not null,
      reason text,
      primary key (tenant, order_id, version, position)
    ) strict, without rowid`,
    `create index ${effects}_due on ${effects} (not_before, created_at, tenant, order_id)
      where state = 'pending'`,
    `create index ${effects}_lanes on ${effects} (tenant, order_id, version, position)
      where state <> 'done'`,
    `create index ${effects}_by_state on ${effects} (tenant, state, created_at)`,
    `create table ${contradictions} (
      tenant text not null,
      contradiction_id text not null,
      order_id text not null,
      kept_at text not null,
      settled integer not null,
      body text not null,
      primary key (tenant, contradiction_id)
    ) strict, without rowid`,
    `create index ${contradictions}_open on ${contradictions} (tenant, kept_at)
      where settled = 0`,
  ],
];

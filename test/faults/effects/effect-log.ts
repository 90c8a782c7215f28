import type { Place } from '../place.ts';
import { plain, sqlOn } from '../tables.ts';

/** What happened to an effect, as the database itself wrote it down in the transaction in which it happened. */
export interface Logged {
  readonly effect_id: string;
  readonly what: 'claimed' | 'settled';
  /** The token that the effect has since. */
  readonly token: number;
  readonly state: string;
  /** Whose connection it was. */
  readonly worker: string;
  /** Whether it was still held, or was to be left alone for longer, as the database tells the time. */
  readonly early: boolean;
  /** ISO 8601 in UTC. */
  readonly at: string;
}

const columns = 'effect_id, what, token, state, worker, early, at';

const postgres = (schema: string): string => `
create table effect_log (place bigserial primary key, effect_id text not null, what text not null,
  token integer not null, state text not null, worker text not null, early boolean not null,
  at timestamptz not null);
create function log_effect() returns trigger language plpgsql set search_path = ${schema} as $log$
begin
  if new.token <> old.token or new.state <> old.state or new.claimed <> old.claimed then
    insert into effect_log (${columns}) values (new.effect_id,
      case when new.token <> old.token then 'claimed' else 'settled' end, new.token, new.state,
      current_setting('application_name'), old.not_before > clock_timestamp(), clock_timestamp());
  end if;
  return null;
end
$log$;
create trigger logged after update on cod_effects for each row execute function log_effect()`;

const now = `strftime('%Y-%m-%dT%H:%M:%fZ', 'now')`;
const sqlite = [
  `create table effect_log (place integer primary key autoincrement, effect_id text not null,
    what text not null, token integer not null, state text not null, worker text not null,
    early integer not null, at text not null)`,
  `create trigger logged after update on cod_effects
  when new.token <> old.token or new.state <> old.state or new.claimed <> old.claimed begin
    insert into effect_log (${columns}) values (new.effect_id,
      case when new.token <> old.token then 'claimed' else 'settled' end, new.token, new.state,
      worker_name(), old.not_before > ${now}, ${now});
  end`,
];

/** Has the database write down every claim and every settlement from now on. */
export async function logEffects(place: Place): Promise<void> {
  const sql = await sqlOn(place);
  const statements = place.kind === 'sqlite' ? sqlite : [postgres(place.schema)];
  for (const statement of statements) await sql.run(statement);
  await sql.close();
}

export async function readLog(place: Place): Promise<readonly Logged[]> {
  const sql = await sqlOn(place);
  const rows = await sql.run(`select ${columns} from effect_log order by place`);
  await sql.close();
  return rows.map((row) => {
    const logged = plain(row) as Omit<Logged, 'early'> & { readonly early: boolean | number };
    // SQLite says it by a number.
    return { ...logged, early: Number(logged.early) === 1 };
  });
}

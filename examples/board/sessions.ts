import { randomUUID } from 'node:crypto';
import type { Person } from './people.ts';
import type { Said } from './said.ts';

/** What the server knows of a browser that somebody has signed in with. */
export interface Session {
  readonly id: string;
  readonly person: Person;
  /** What the next page has to tell, by the key in its address. */
  readonly said: Map<string, Said>;
}

const mostSessions = 1000;
const mostSaid = 50;

/** Keeps a map from growing for ever: the oldest goes first. */
function put<Value>(map: Map<string, Value>, key: string, value: Value, most: number): void {
  map.set(key, value);
  const [oldest] = map.keys();
  if (map.size > most && oldest !== undefined) map.delete(oldest);
}

/** The sessions of one server; a real one keeps them in its database, and lets them end. */
export function sessionsInMemory() {
  const sessions = new Map<string, Session>();
  return {
    find: (id: string | undefined): Session | null => (id && sessions.get(id)) || null,
    begin(person: Person): Session {
      const session = { id: randomUUID(), person, said: new Map<string, Said>() };
      put(sessions, session.id, session, mostSessions);
      return session;
    },
    end: (id: string): void => void sessions.delete(id),
  };
}

export type Sessions = ReturnType<typeof sessionsInMemory>;

/** Keeps what is to be told for the page that is shown next, and gives the key for its address. */
export function tellNext({ said }: Session, what: Said): string {
  const key = randomUUID();
  put(said, key, what, mostSaid);
  return key;
}

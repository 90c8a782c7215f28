import type { Actor, ActorKind } from 'cod-lifecycle';
import type { Language } from './words/language.ts';
import type { QueueName } from './queue-name.ts';

/** Somebody who works with the board. */
export interface Person {
  readonly id: string;
  readonly kind: ActorKind;
  readonly name: Readonly<Record<Language, string>>;
  /** The queue that they begin with. */
  readonly home: QueueName;
}

const person = (
  kind: ActorKind,
  home: QueueName,
  latin: string,
  arabic: string,
): readonly [string, Person] => {
  const id = latin.toLowerCase();
  return [id, { id, kind, home, name: { en: latin, fr: latin, ar: arabic } }];
};

/** Who can sign in. A real shop has accounts, with passwords or better. */
export const people: ReadonlyMap<string, Person> = new Map([
  person('agent', 'calls', 'Salma', 'سلمى'),
  person('warehouse', 'packages', 'Hamid', 'حميد'),
  person('dispatcher', 'runs', 'Nadia', 'نادية'),
  person('driver', 'runs', 'Samir', 'سمير'),
  person('driver', 'runs', 'Omar', 'عمر'),
  person('finance', 'cash', 'Leila', 'ليلى'),
  person('admin', 'calls', 'Amine', 'أمين'),
]);

/** Those to whom a parcel can be given. */
export const drivers: readonly Person[] = [...people.values()].filter(
  ({ kind }) => kind === 'driver',
);

export const actorOf = ({ kind, id }: Person): Actor => ({ kind, id });

/** A driver sees the orders that are assigned to them, and no others. */
export const ownOf = ({ kind, id }: Person): { readonly assignee?: string } =>
  kind === 'driver' ? { assignee: id } : {};

import { DatabaseSync } from 'node:sqlite';
import { expect, it, vi } from 'vitest';
import { assertApplied, cod, createOrders } from 'cod-lifecycle';
import { sqliteStore } from 'cod-lifecycle/sqlite';
import { address, customer, line, mad, usual } from '../../support/life.ts';
import { soon } from '../../support/soon.ts';
import type { Program } from './examples-program.ts';
import { leavesConnections, tellTheStory } from './examples-story.ts';

const salma = { tenant: 'zahra', actor: { kind: 'agent', id: 'salma' } } as const;

/** Moves an order in the file of a program, and ends before anything is handed over. */
async function confirmElsewhere(database: string, id: string): Promise<void> {
  const db = new DatabaseSync(database);
  const orders = createOrders({
    lifecycle: cod(),
    store: sqliteStore(db),
    on: { entered: { confirmed: () => undefined } },
    handOver: 'by_drain',
  });
  const lines = [line('1', 'OIL', 1)];
  await orders.place({ id, customer, address, lines, amountDue: mad(12_000) }, salma);
  assertApplied(await orders.send(id, usual.confirm, salma));
  db.close();
}

/** What a program that listens and hands over by itself does besides what all do. */
export function runsAsServer(start: () => Promise<Program>): () => Program {
  let program: Program;
  tellTheStory(async () => (program = await start()));
  leavesConnections(() => program);

  it('hands over what was confirmed, and what another process has left', async () => {
    expect(program.said).toContain('To be packed: o1');
    await confirmElsewhere(program.database, 'o7');
    await vi.waitFor(() => expect(program.said).toContain('To be packed: o7'), soon);
  });

  return () => program;
}

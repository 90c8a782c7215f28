import { fromPrisma } from 'cod-lifecycle/postgres';
import { generatedPrisma } from './generated-prisma.ts';
import type { GeneratedPrisma, Prisma } from './generated-prisma.ts';
import type { Library, Opened, Rows } from './library.ts';

let generated: Promise<GeneratedPrisma> | undefined;

/** Its own limits are for a server that is never busy. */
const patience = { maxWait: 60_000, timeout: 60_000 };

async function rowsOf(text: string, client: Prisma): Promise<Rows> {
  if (/^\s*select/i.test(text)) return (await client.$queryRawUnsafe(text)) as Rows;
  await client.$executeRawUnsafe(text);
  return [];
}

function onPrisma(prisma: Prisma): Opened {
  return {
    client: fromPrisma(prisma),
    transaction: async (work) => prisma.$transaction(work, patience),
    run: async (text, tx = prisma) => rowsOf(text, tx as Prisma),
    close: async () => prisma.$disconnect(),
  };
}

export const prisma: Library = {
  name: 'Prisma',
  connects: true,
  prepares: false,
  async open(url, most = 4) {
    generated ??= generatedPrisma();
    return onPrisma((await generated).connect(url, most));
  },
  end: async () => (await generated)?.remove(),
  // It connects again.
  says: { closed: 'done', unreachable: 'not_applied DatabaseNotReachable' },
};

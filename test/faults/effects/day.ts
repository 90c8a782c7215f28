import type { Command } from '../command.ts';
import { grouped } from '../grouped.ts';
import { outOfStock } from './lives.ts';
import type { Lived } from './lives.ts';

type Ask = (command: Command) => Promise<readonly string[]>;

/** Leads orders through their lives side by side: everybody's next wish, then the one after it. */
export async function liveTogether(name: string, lives: readonly Lived[], ask: Ask): Promise<void> {
  await Promise.all(
    lives.map(async ({ id, lines }) => ask({ commandId: `${id}-0`, kind: 'place', id, lines })),
  );
  const left = lives.map((life) => ({ ...life }));
  for (let round = 1; left.some(({ wishes }) => wishes.length > 0); round += 1) {
    const waiting = left.filter(({ wishes }) => wishes.length > 0);
    const groups = grouped(waiting, ({ id, wishes: [wish] }) => (wish?.together ? wish.event : id));
    await Promise.all(
      [...groups.values()].map(async (group, index) => {
        const [first] = group;
        const [wish] = first?.wishes ?? [];
        if (!first || !wish) return;
        const { event } = wish;
        const commandId = `${name}-${round}-${index}`;
        const refusals = wish.together
          ? await ask({ commandId, kind: 'send_many', ids: group.map(({ id }) => id), event })
          : await ask({ commandId, kind: 'send', id: first.id, event });
        for (const one of group) one.wishes = one.wishes.slice(1);
        if (refusals.length === 0) return;
        if (wish.together || event.type !== 'confirm')
          throw new Error(`${event.type}: ${refusals.join()}`);
        first.wishes = outOfStock;
      }),
    );
  }
}

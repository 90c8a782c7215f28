import { queues } from 'cod-lifecycle';
import { html } from '../html.ts';
import type { Html } from '../html.ts';
import { ownOf } from '../people.ts';
import { queuesFor } from '../queue-name.ts';
import type { ShopOrders } from '../shop.ts';
import type { Viewer } from '../viewer.ts';

/** Beyond this a tab says `100+`, and nobody counts any further. */
const upTo = 100;

const sumOf = (counts: Readonly<Record<string, number>>): number =>
  Object.values(counts).reduce((sum, count) => sum + count, 0);

/** Tabs with counts: the queues of this person, and the statuses. */
export async function navOf(orders: ShopOrders, viewer: Viewer, here: string): Promise<Html> {
  const { words, texts, show, session } = viewer;
  const { person } = session;
  const own = ownOf(person);
  const work = await Promise.all(
    queuesFor(person.kind).map(async (name) => {
      const count = sumOf(await orders.counts({ ...queues[name], ...own, upTo }));
      return { href: `/queue/${name}`, label: words.queues[name].label, count };
    }),
  );
  const counts = await orders.counts({ ...own, upTo });
  // A driver's orders are in a few statuses only.
  const shown = orders.lifecycle.statuses.filter(
    (status) => person.kind !== 'driver' || counts[status] > 0,
  );
  const statuses = shown.map((status) => ({
    href: `/orders?status=${status}`,
    label: texts.statuses[status].label,
    count: counts[status],
  }));
  const every = { href: '/orders', label: words.all, count: sumOf(counts) };

  const tab = ({ href, label, count }: typeof every): Html => {
    const shown = count > upTo ? `${show.count(upTo)}+` : show.count(count);
    const current = href === here && html`aria-current="page"`;
    return html`<li>
      <a href="${href}" ${current}>${label} <span class="count">${shown}</span></a>
    </li>`;
  };
  return html`
    <nav class="tabs work" aria-label="${words.work}">
      <ul>
        ${work.map(tab)}
      </ul>
    </nav>
    <nav class="tabs statuses" aria-label="${words.statuses}">
      <ul>
        ${[every, ...statuses].map(tab)}
      </ul>
    </nav>
  `;
}

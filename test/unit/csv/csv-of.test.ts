import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvOf } from 'cod-lifecycle/csv';
import type { Cell, CsvOptions } from 'cod-lifecycle/csv';
import { runs } from '../../properties/lifecycle/runs.ts';
import { draft, openShop } from '../../support/shop.ts';

async function whole(pieces: AsyncIterable<string>): Promise<string> {
  let text = '';
  for await (const piece of pieces) text += piece;
  return text;
}

const table = async (rows: readonly (readonly Cell[])[], options?: CsvOptions): Promise<string> =>
  whole(csvOf(rows, { a: ([a]) => a, b: ([, b]) => b }, options));

/** Reads CSV as RFC 4180 has it, so that nobody has to believe the writer. */
function read(text: string, delimiter: string): readonly (readonly string[])[] {
  const records: string[][] = [[]];
  let cell = '';
  let quoted = false;
  const end = (): void => {
    records.at(-1)?.push(cell);
    cell = '';
  };
  for (let at = 0; at < text.length; at += 1) {
    const [one = '', two = ''] = [text[at], text[at + 1]];
    if (quoted && one === '"' && two === '"') {
      cell += '"';
      at += 1;
    } else if (one === '"') quoted = !quoted;
    else if (!quoted && one === delimiter) end();
    else if (!quoted && one === '\r' && two === '\n') {
      end();
      records.push([]);
      at += 1;
    } else cell += one;
  }
  return records.slice(0, -1);
}

describe('a table as CSV', () => {
  it('has its headings first, whatever there is of rows', async () => {
    expect(await table([])).toBe('a,b\r\n');
    expect(await table([['x', 1]])).toBe('a,b\r\nx,1\r\n');
  });

  it('writes money with all its decimals, and leaves empty what is not there', async () => {
    const rows: readonly (readonly Cell[])[] = [
      [{ amount: 12_500, currency: 'TND' }, null],
      [{ amount: -500, currency: 'MAD' }, undefined],
      [{ amount: 1000, currency: 'JPY' }, false],
      [0, -1.5],
    ];
    expect(await table(rows)).toBe('a,b\r\n12.500,\r\n-5,\r\n1000,false\r\n0,-1.5\r\n');
  });

  it.each(['=1+1', '-1', '@x', '\t=1', '\r=1', '\n=1', '＝1', '＋1', '－1', '＠1'])(
    'says %j as a text, and never as a formula',
    async (text) => {
      const [, record] = read(await table([[text, 'b']]), ',');
      expect(record).toEqual([`'${text}`, 'b']);
    },
  );

  it('leaves a phone as couriers read it, and nothing that only begins like one', async () => {
    const [, record] = read(await table([['+212600000001', '+212600000001+1']]), ',');
    expect(record).toEqual(['+212600000001', "'+212600000001+1"]);
  });

  it('comes back as it was written, whatever is in it', async () => {
    const cell = fc.string({ unit: fc.constantFrom(...Array.from('aé注🛵"\',;\t\r\n =')) });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(cell, cell), { maxLength: 20 }),
        fc.constantFrom(',' as const, ';' as const, '\t' as const),
        async (rows, delimiter) => {
          const [, ...records] = read(await table(rows, { delimiter }), delimiter);
          const plain = (text: string): string => (/^[=\t\r\n]/.test(text) ? `'${text}` : text);
          expect(records).toEqual(rows.map((row) => row.map(plain)));
        },
      ),
      runs(200),
    );
  });

  it('is for Excel where it is asked to be', async () => {
    const text = await table([['Ville', 'أمينة']], { delimiter: ';', bom: true });
    expect(text).toBe('\uFEFFa;b\r\nVille;أمينة\r\n');
  });

  it('comes piece by piece, and asks for rows only as they are wanted', async () => {
    let asked = 0;
    function* endless() {
      for (;;) {
        asked += 1;
        yield [String(asked)];
      }
    }
    const pieces = csvOf(endless(), { n: ([n]) => n });
    expect((await pieces.next()).value).toBe('n\r\n');
    expect(asked).toBe(0);
    await pieces.next();
    expect(asked).toBe(500);
    await pieces.return();
    expect(asked).toBe(500);
  });

  it('takes the orders of a shop as they come', async () => {
    const shop = openShop();
    const customer = { name: '=HYPERLINK("http://x")', phone: '+212600000001' };
    await shop.place('o1', draft({ id: 'o1', customer }));
    const text = await whole(
      csvOf(shop.orders.each({ status: ['new'] }), {
        Order: ({ order }) => order.id,
        Customer: ({ order }) => order.customer.name,
        Phone: ({ order }) => order.customer.phone,
        Due: ({ order }) => order.amountDue,
        'To do': ({ actions }) => actions.join(' '),
      }),
    );
    expect(text).toBe(
      'Order,Customer,Phone,Due,To do\r\n' +
        'o1,"\'=HYPERLINK(""http://x"")",+212600000001,240.00,contact_customer\r\n',
    );
  });

  it.each([
    ['delimiter', csvOf([], { a: () => 1 }, { delimiter: '|' as never })],
    ['columns', csvOf([], {})],
  ])('refuses a wrong %s by its name', async (field, pieces) => {
    await expect(pieces.next()).rejects.toThrow(new RegExp(`^${field} must`));
  });
});

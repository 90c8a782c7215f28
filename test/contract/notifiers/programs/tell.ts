/**
 * Tells a customer through each of the servers that it is told of, says what is listed then, and ends when nothing is left
 * to wait for.
 */
import { createTransport } from 'nodemailer';
import { cod, createOrders } from 'cod-lifecycle';
import { emailNotifier } from 'cod-lifecycle/email';
import { memoryStore } from 'cod-lifecycle/memory';
import { smsNotifier } from 'cod-lifecycle/sms';
import { lifeTo } from '../../../support/life.ts';
import { handClock } from '../../../support/shop.ts';
import { leading } from '../../shop-on.ts';
import { ofZulaykha, secrets } from '../canaries.ts';

/** How to reach a customer by a server on a port of this machine. */
const ways = {
  sms: (port: number) =>
    smsNotifier({
      url: `http://127.0.0.1:${port}/`,
      secret: secrets.smsSecret,
      headers: { Authorization: secrets.apiKey },
      timeoutMs: 1_000,
    }),
  email: (port: number) => {
    const limits = { connectionTimeout: 1_000, greetingTimeout: 1_000, socketTimeout: 1_000 };
    const auth = { user: 'zahra', pass: secrets.smtpPassword };
    const transport = createTransport({ host: '127.0.0.1', port, auth, ...limits });
    return emailNotifier({ transport, from: 'orders@zahra.example' });
  },
};

const listed: string[] = [];
for (const told of process.argv.slice(2)) {
  const [way, port] = told.split(':') as [keyof typeof ways, string];
  const clock = handClock();
  const store = memoryStore({ now: clock.now });
  const orders = createOrders({ lifecycle: cod(), store, notifier: ways[way](Number(port)) });
  await orders.place(ofZulaykha('o1'), { actor: { kind: 'agent', id: 'salma' } });
  await leading(orders, clock)('o1', lifeTo.out_for_delivery.slice(1));
  const [owed] = await orders.effects.list({ state: 'pending' });
  listed.push(`${way} ${owed?.reason ?? 'done'}`);
}
process.stdout.write(`${JSON.stringify(listed)}\n`);

/**
 * The Express mount under mixed traffic, on SQLite and on PostgreSQL: `npm run bench:http`, with the seconds after it where
 * they are not 60. Writes `bench/results/http.json`.
 */
import { fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setInterval as every } from 'node:timers/promises';
import autocannon from 'autocannon';
import { postgresServer } from '../../test/support/postgres-server.ts';
import { writeResults } from '../results.ts';

const seconds = Number(process.argv[2] ?? 60);
const connections = 32;
const ordersAtFirst = 2000;

const say = (line: string): void => {
  process.stderr.write(`${new Date().toISOString().slice(11, 19)} ${line}\n`);
};

/** The server in a process of its own, and how it is asked things beside the traffic. */
function serverOn(store: string) {
  const child = fork(new URL('server.ts', import.meta.url), {
    execArgv: ['--expose-gc', '--import', './test/support/from-source.ts'],
    env: { ...process.env, STORE: store, ORDERS: String(ordersAtFirst) },
  });
  const waiting = new Map<string, (said: unknown) => void>();
  child.on('message', ({ asked, said }: { asked: string; said: unknown }) =>
    waiting.get(asked)?.(said),
  );
  child.on('exit', (code, signal) => {
    if (signal !== 'SIGKILL') throw new Error(`The server ended with ${code ?? signal}`);
  });
  const heard = async (wanted: string): Promise<unknown> =>
    new Promise((resolve) => waiting.set(wanted, resolve));
  const ask = async (what: string): Promise<unknown> => {
    const answer = heard(what);
    child.send(what);
    return answer;
  };
  return { port: heard('port') as Promise<number>, ask, stop: () => child.kill('SIGKILL') };
}

const any = <Value>(values: readonly Value[]): Value =>
  values[Math.floor(Math.random() * values.length)] as Value;

interface Sent {
  readonly key?: string;
}

/** What a shop's screens and people ask, by how often: a fifth of them writes. */
function traffic(ids: readonly string[], acknowledged: Set<string>): autocannon.Request[] {
  const read = (path: () => string): autocannon.Request => ({
    method: 'GET',
    setupRequest: (request) => ({ ...request, path: `/cod${path()}` }),
  });
  const write: autocannon.Request = {
    method: 'POST',
    setupRequest(request, context) {
      const key = randomUUID();
      (context as { sent: Sent }).sent = { key };
      return {
        ...request,
        path: `/cod/orders/${any(ids)}/events`,
        headers: { ...request.headers, 'idempotency-key': key },
        body: JSON.stringify({ type: 'add_note', text: 'The customer has called.' }),
      };
    },
    onResponse(status, _body, context) {
      const { key } = (context as { sent: Sent }).sent;
      if (status === 200 && key !== undefined) acknowledged.add(key);
    },
  };
  const tab = read(() => `/orders?status=${any(['new', 'confirmed', 'delivered'])}&limit=20`);
  const queue = read(() => `/queues/${any(['calls', 'packages', 'runs'])}?limit=20`);
  const order = read(() => `/orders/${any(ids)}`);
  const explain = read(() => `/orders/${any(ids)}/explain`);
  const history = read(() => `/orders/${any(ids)}/history`);
  const counts = read(() => '/counts?open=true');
  const reads = [tab, order, explain, queue];
  return [
    ...reads,
    write,
    order,
    tab,
    counts,
    write,
    history,
    ...reads,
    write,
    order,
    tab,
    order,
    write,
    explain,
  ];
}

async function measured(name: string, address: string) {
  const server = serverOn(address);
  const port = await server.port;
  const ids = (await server.ask('ids')) as readonly string[];
  const acknowledged = new Set<string>();
  say(`${name}: ${ids.length} orders, ${connections} connections, ${seconds} seconds`);

  const heap: number[] = [];
  const watching = new AbortController();
  const watch = (async () => {
    for await (const tick of every(2000, 'heap', { signal: watching.signal })) {
      heap.push((await server.ask(tick)) as number);
    }
  })().catch(() => undefined);

  const result = await autocannon({
    url: `http://127.0.0.1:${port}`,
    connections,
    duration: seconds,
    headers: { authorization: 'Bearer load', 'content-type': 'application/json' },
    requests: traffic(ids, acknowledged),
  });
  watching.abort();
  await watch;

  const written = (await server.ask('commands')) as readonly string[];
  server.stop();
  const kept = new Set(written);
  const lost = [...acknowledged].filter((key) => !kept.has(key)).length;
  const half = Math.floor(heap.length / 2);
  const least = (values: readonly number[]): number => Math.min(...values);
  return {
    store: name,
    orders: ids.length,
    seconds,
    connections,
    requests: result.requests.total,
    perSecond: Math.round(result.requests.average),
    ms: { median: result.latency.p50, p97_5: result.latency.p97_5, p99: result.latency.p99 },
    failed: result.errors + result.timeouts + result.non2xx,
    writes: acknowledged.size,
    lost,
    doubled: written.length - kept.size,
    heapMb: {
      firstHalf: Math.round(least(heap.slice(0, half)) / 1e5) / 10,
      secondHalf: Math.round(least(heap.slice(half)) / 1e5) / 10,
    },
  };
}

const folder = mkdtempSync(join(tmpdir(), 'cod-bench-http-'));
const postgres = await postgresServer();
const results = [
  await measured('SQLite', join(folder, 'orders.db')),
  await measured('PostgreSQL', postgres.url),
];
await postgres.remove();
rmSync(folder, { recursive: true });

writeResults('http', { results });
console.table(results.map(({ ms, heapMb, ...rest }) => ({ ...rest, ...ms, ...heapMb })));
if (results.some(({ failed, lost, doubled }) => failed + lost + doubled > 0)) process.exitCode = 1;

import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { beforeAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** What a reader has at hand in every snippet. */
const prelude = `
import { allow, block, cod, createOrders, decide, english, extendLifecycle, lifecycleOf } from 'cod-lifecycle';
import type { Cod, Context, NewOrder, Order, ShippedOrder, Texts } from 'cod-lifecycle';
import { memoryStore } from 'cod-lifecycle/memory';

declare const order: Order, fresh: NewOrder, shipped: ShippedOrder, context: Context<Cod>;
const actor = { kind: 'agent', id: 'salma' } as const;
const lifecycle = cod();
const orders = createOrders({ lifecycle, store: memoryStore() });
const { guard, transition, branching } = lifecycleOf<Cod>();
void [allow, block, decide, english, extendLifecycle, order, fresh, shipped, context, actor, orders, guard, transition, branching];
export type { Texts };
`;

const snippets = {
  right: `decide(lifecycle, shipped, { type: 'deliver' }, context);`,
  decided: `decide(lifecycle, shipped, { type: 'cancel', reason: 'staff' }, context);`,
  sent: `void orders.send(shipped, { type: 'cancel', reason: 'staff' }, { actor });`,
  either: `decide(lifecycle, fresh as NewOrder | ShippedOrder, { type: 'ship' }, context);`,
  any: `decide(lifecycle, order, { type: 'ship' }, context);`,
  nobody: `decide(lifecycle, null, { type: 'ship' }, context);`,
  extended: `
    decide(extendLifecycle(lifecycle, { id: 'mine', version: 1 }), shipped, { type: 'confirm', acknowledged: { products: true, total: true, address: true } }, context);`,
  payload: `decide(lifecycle, fresh, { type: 'cancel' }, context);`,
  surplus: `decide(lifecycle, fresh, { type: 'cancel', reason: 'staff', text: '' }, context);`,
  unknown: `decide(lifecycle, fresh, { type: 'burn' }, context);`,
  asyncGuard: `guard('not_assigned', async () => allow);`,
  code: `guard('bad_weather', () => allow);`,
  fact: `transition('ship', { from: ['processing'], to: 'shipped', by: ['warehouse'], apply: ({ occurredAt, order }) => ({ shipment: { at: occurredAt, handedTo: order.assignee! } }) });`,
  translation: `
    const { shipped: _lost, ...statuses } = english.statuses;
    export const short: Texts = { ...english, statuses };`,
} as const;

const said = {} as Record<keyof typeof snippets, readonly string[]>;

beforeAll(() => {
  const read = ts.readConfigFile(`${root}tsconfig.tools.json`, (path) => ts.sys.readFile(path));
  const { options } = ts.parseJsonConfigFileContent(read.config, ts.sys, root);
  options.incremental = false;
  delete options.tsBuildInfoFile;
  const files = new Map(
    Object.entries(snippets).map(([name, body]) => [
      `${root}test/unit/kernel/snippet.${name}.ts`,
      prelude + body,
    ]),
  );
  const host = ts.createCompilerHost(options, true);
  const { fileExists, getSourceFile } = host;
  host.fileExists = (path) => files.has(path) || fileExists(path);
  host.getSourceFile = (path, languageVersion, ...rest) => {
    const text = files.get(path);
    return text === undefined
      ? getSourceFile(path, languageVersion, ...rest)
      : ts.createSourceFile(path, text, languageVersion, true);
  };
  const program = ts.createProgram([...files.keys()], options, host);
  for (const path of files.keys()) {
    const file = program.getSourceFile(path);
    const diagnostics = [
      ...program.getSyntacticDiagnostics(file),
      ...program.getSemanticDiagnostics(file),
    ];
    const name = /snippet\.(\w+)\.ts$/.exec(path)?.[1] as keyof typeof snippets;
    said[name] = diagnostics.map(({ messageText }) =>
      ts.flattenDiagnosticMessageText(messageText, '\n').replaceAll('\\"', '"'),
    );
  }
});

describe('the compiler', () => {
  it('says nothing about what is right', () => {
    expect(said.right).toEqual([]);
  });

  it.each([
    ['decided', '"cancel" is not possible from "shipped"'],
    ['sent', '"cancel" is not possible from "shipped"'],
    ['either', '"ship" is not possible from "new"'],
    ['either', '"ship" is not possible from "shipped"'],
    ['any', '"ship" is not possible from "delivered"'],
    ['nobody', '"ship" is not possible from "nothing"'],
    ['extended', '"confirm" is not possible from "shipped"'],
  ] as const)('says in a sentence what a status does not allow: %s', (snippet, sentence) => {
    expect(said[snippet]).toEqual([expect.stringContaining(sentence)]);
  });

  it.each([
    ['payload', /Property 'reason' is missing/],
    ['surplus', /'text' does not exist in type/],
    ['unknown', /'"burn"' is not assignable to type '.*"cancel"/],
    ['asyncGuard', /Promise/],
    ['code', /'"bad_weather"' is not assignable to parameter of type '.*"not_assigned"/],
    ['fact', /Property 'assignee' is missing/],
    ['translation', /Property 'shipped' is missing/],
  ] as const)('names what is wrong: %s', (snippet, message) => {
    expect(said[snippet]).toEqual([expect.stringMatching(message)]);
  });
});

import { arabic, cod, english, lifecycleOf } from 'cod-lifecycle';
import type { Stamped } from 'cod-lifecycle';
import { arrowsOf, markdownTable, mermaid } from 'cod-lifecycle/diagrams';
import { describe, expect, it } from 'vitest';

interface Lamp {
  order: Stamped & { readonly status: 'off' | 'on' };
  event: { readonly type: 'make' | 'press' | 'pull' };
  effect: { readonly type: 'shine' };
  actor: { readonly kind: 'anyone' };
  blocker: { readonly code: 'dark'; readonly params: object };
  action: never;
  policy: object;
}
const { creation, effect, guard, lifecycle, transition, update } = lifecycleOf<Lamp>();
const by = ['anyone'] as const;
const make = creation('make', { to: 'off', by, apply: () => ({}) });
const press = transition('press', {
  from: ['off'],
  to: 'on',
  by,
  guards: [guard('dark', () => null)],
  effects: [effect('shine', () => null)],
});
const lamp = lifecycle({
  id: 'lamp',
  version: 1,
  initial: 'off',
  statuses: { off: {}, on: { final: true } },
  policy: {},
  rules: [make, press, update('pull', { in: ['off', 'on'], by })],
});

describe('the Mermaid diagram of the shipped lifecycle', () => {
  it('shows its creation, its seventeen transitions and its end', () => {
    expect(mermaid(cod())).toBe(
      [
        'stateDiagram-v2',
        '  state "new" as new',
        '  state "confirmed" as confirmed',
        '  state "no_answer" as no_answer',
        '  state "processing" as processing',
        '  state "shipped" as shipped',
        '  state "out_for_delivery" as out_for_delivery',
        '  state "delivered" as delivered',
        '  state "returned" as returned',
        '  state "cancelled" as cancelled',
        '  [*] --> new : place',
        '  new --> confirmed : confirm',
        '  no_answer --> confirmed : confirm',
        '  new --> no_answer : record_call_attempt',
        '  new --> cancelled : cancel',
        '  no_answer --> cancelled : cancel',
        '  confirmed --> cancelled : cancel',
        '  processing --> cancelled : cancel',
        '  confirmed --> processing : start_processing',
        '  processing --> shipped : ship',
        '  shipped --> out_for_delivery : start_delivery',
        '  shipped --> delivered : deliver',
        '  out_for_delivery --> delivered : deliver',
        '  shipped --> returned : report_failed_delivery',
        '  out_for_delivery --> returned : report_failed_delivery',
        '  returned --> processing : redeliver',
        '  returned --> shipped : reattempt',
        '  cancelled --> new : reopen',
        '  delivered --> [*]',
      ].join('\n'),
    );
    expect(arrowsOf(cod()).filter(({ from }) => from !== 'nothing')).toHaveLength(17);
  });

  it.each([english, arabic])('calls the statuses what people call them', (texts) => {
    const { statuses } = texts;
    const label = (status: string) => statuses[status as keyof typeof statuses].label;
    const drawn = mermaid(cod(), { label });
    for (const [status, { label: name }] of Object.entries(statuses))
      expect(drawn).toContain(`\n  state "${name}" as ${status}\n`);
  });

  it('marks the current status', () => {
    expect(mermaid(cod(), { current: 'shipped' }).split('\n').slice(-2)).toEqual([
      '  classDef current stroke-width:4px',
      '  class shipped current',
    ]);
  });
});

describe('a diagram', () => {
  it.each([
    ['a quote', 'say "on"'],
    ['a new line', 'on\n  on --> off : forged'],
    ['a carriage return', 'on\r\nclass on forged'],
  ])('keeps %s of a label from ending its line', (_, hostile) => {
    const lines = mermaid(lamp, { label: () => hostile }).split(/[\n\r]/);
    expect(lines).toHaveLength(mermaid(lamp).split('\n').length);
    for (const line of lines.slice(1, 3)) expect(line).toMatch(/^ {2}state "[^"]*" as (on|off)$/);
  });

  it('marks no status that there is not', () => {
    expect(mermaid(lamp, { current: 'on\n  on --> off : forged' })).toBe(mermaid(lamp));
  });

  it('draws one arrow for several events, and none for what keeps the status', () => {
    const twice = lifecycle({
      ...lamp.definition,
      rules: [make, press, transition('pull', { from: ['off'], to: 'on', by })],
    });
    expect(arrowsOf(twice)).toEqual([
      { from: 'nothing', to: 'off', events: ['make'] },
      { from: 'off', to: 'on', events: ['press', 'pull'] },
    ]);
    expect(mermaid(twice)).toContain('  off --> on : press, pull');
  });
});

describe('the Markdown table', () => {
  it('has a row for each rule, with all that there is to know of it', () => {
    expect(markdownTable(lamp)).toBe(
      [
        '| from | event | to | who | guards | effects |',
        '| --- | --- | --- | --- | --- | --- |',
        '| – | `make` | off | anyone | – | – |',
        '| off | `press` | on | anyone | `dark` | `shine` |',
        '| any | `pull` | (stays) | anyone | – | – |',
      ].join('\n'),
    );
  });

  it('of the shipped lifecycle has every rule once', () => {
    const rows = markdownTable(cod()).split('\n').slice(2);
    expect(rows).toHaveLength(cod().definition.rules.length);
    expect(rows.filter((row) => row.split('|').length !== 8)).toEqual([]);
    expect(rows).toContain(
      '| confirmed | `start_processing` | processing | warehouse, agent | `needs_reconfirmation` | – |',
    );
    expect(rows.at(-1)).toContain('| any | `correct` | any other | admin |');
  });
});

import { arabic, english, french } from 'cod-lifecycle';
import { never } from 'cod-lifecycle/verify';
import type { Report, VerifyOptions } from 'cod-lifecycle/verify';

/** What is asked of the shipped lifecycle besides its soundness. */
export const asked: VerifyOptions = {
  labels: [english, french, arabic],
  rules: [never('shipped').before('confirmed'), never('delivered').before('shipped')],
};

/** The faults of a report in short: code, place, and the events that show each. */
export function found({ faults }: Report): readonly string[] {
  return faults.map(({ code, at, path }) =>
    [`${code} ${at}:`, ...path.map(({ event }) => event.type)].join(' '),
  );
}

/** Every way to take one value of each list. */
export function* combinations<Options extends { readonly [name: string]: readonly unknown[] }>(
  options: Options,
): Generator<{ readonly [Name in keyof Options]: Options[Name][number] }> {
  const [first, ...rest] = Object.entries(options);
  if (!first) return yield {} as never;
  const [name, values] = first;
  for (const value of values) {
    for (const others of combinations(Object.fromEntries(rest)))
      yield { [name]: value, ...others } as never;
  }
}

/** Each fault that any of the policies has, with the number of policies that have it; and all states explored. */
export function faultsAmong<Policy>(
  policies: Iterable<Policy>,
  prove: (policy: Policy) => Report,
): { readonly faults: Readonly<Record<string, number>>; readonly states: number } {
  const faults: Record<string, number> = {};
  let states = 0;
  for (const policy of policies) {
    const report = prove(policy);
    if (report.ok !== (report.faults.length === 0)) throw new Error('A report contradicts itself');
    for (const fault of found(report)) faults[fault] = (faults[fault] ?? 0) + 1;
    states += report.states;
  }
  return { faults, states };
}

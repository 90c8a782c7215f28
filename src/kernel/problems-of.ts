import type { DefinitionProblem } from '../errors/definition-error.js';
import type { Definition } from './definition.js';
import type { Model } from './model.js';
import type { Rule } from './rule.js';

type Report = (
  code: DefinitionProblem['code'],
  path: readonly (string | number)[],
  message: string,
) => void;

const nothing = 'nothing';

function isExit(rule: Rule, status: string): boolean {
  return !rule.override && rule.from.includes(status) && rule.to.some((to) => to !== status);
}

function checkNames(definition: Definition<Model>, report: Report): void {
  const statuses = new Set(Object.keys(definition.statuses));
  const events = new Set(definition.rules.map(({ type }) => type));
  const known = (status: string, path: readonly (string | number)[]): void => {
    if (!statuses.has(status))
      report(
        'unknown_status',
        path,
        `${path.join('.')} names the status "${status}", which is not defined`,
      );
  };
  const asked = (type: string, path: readonly (string | number)[]): void => {
    if (!events.has(type))
      report(
        'unknown_event',
        path,
        `${path.join('.')} names the event "${type}", which no rule has`,
      );
  };

  if (statuses.has(nothing))
    report(
      'reserved_name',
      ['statuses', nothing],
      '"nothing" is where new orders come from and cannot be a status',
    );
  known(definition.initial, ['initial']);
  for (const [index, rule] of definition.rules.entries()) {
    for (const status of rule.from)
      if (status !== nothing) known(status, ['rules', index, rule.type, 'from']);
    for (const status of rule.to) known(status, ['rules', index, rule.type, 'to']);
  }
  for (const [type, news] of Object.entries(definition.late ?? {})) {
    asked(type, ['late', type]);
    for (const status of Object.keys(news?.in ?? {})) known(status, ['late', type, 'in', status]);
  }
  for (const type of Object.keys(definition.reports?.by ?? {}))
    asked(type, ['reports', 'by', type]);
  for (const [type, byStatus] of Object.entries(definition.instead ?? {})) {
    asked(type, ['instead', type]);
    for (const [status, other] of Object.entries(byStatus ?? {})) {
      known(status, ['instead', type, status]);
      asked(other as string, ['instead', type, status]);
    }
  }
}

function checkRules(definition: Definition<Model>, report: Report): void {
  const taken = new Set<string>();
  for (const [index, rule] of definition.rules.entries()) {
    const path = ['rules', index, rule.type];
    if (rule.from.length === 0)
      report('empty_rule', path, `A rule for "${rule.type}" is legal in no status`);
    if (rule.by.length === 0 && (definition.superActors ?? []).length === 0) {
      report('empty_rule', path, `A rule for "${rule.type}" may be sent by nobody`);
    }
    const elsewhere =
      rule.from.includes(nothing) && rule.to.find((to) => to !== definition.initial);
    if (elsewhere) {
      report(
        'initial_mismatch',
        path,
        `"${rule.type}" creates an order in "${elsewhere}", which is not the initial status`,
      );
    }
    if (rule.to.length > 1 && !rule.choose) {
      report(
        'choice_missing',
        path,
        `"${rule.type}" leads to ${rule.to.join(' or ')} and has no choice between them`,
      );
    }
    for (const status of rule.from) {
      const key = `${rule.type} ${status}`;
      if (taken.has(key))
        report('duplicate_rule', path, `"${rule.type}" has two rules for the status "${status}"`);
      taken.add(key);
    }
  }
}

function checkFinals(definition: Definition<Model>, report: Report): void {
  for (const [status, { final }] of Object.entries(definition.statuses)) {
    const exit = final && definition.rules.find((rule) => isExit(rule, status));
    if (exit)
      report(
        'final_with_exit',
        ['statuses', status],
        `"${status}" is final, yet "${exit.type}" leads out of it`,
      );
  }
}

function checkReach(definition: Definition<Model>, report: Report): void {
  const leads = Object.create(null) as Record<string, string[] | undefined>;
  for (const { from, to, override } of definition.rules) {
    if (!override) for (const status of from) (leads[status] ??= []).push(...to);
  }
  const reached = new Set([definition.initial]);
  for (const status of reached) for (const to of leads[status] ?? []) reached.add(to);
  for (const status of Object.keys(definition.statuses)) {
    if (!reached.has(status)) {
      report(
        'unreachable_status',
        ['statuses', status],
        `No path leads from "${definition.initial}" to "${status}"`,
      );
    }
  }
}

/** Every mistake that can be read off a definition without running it. */
export function problemsOf(definition: Definition<Model>): readonly DefinitionProblem[] {
  const problems: DefinitionProblem[] = [];
  const report: Report = (code, path, message) => problems.push({ code, path, message });
  checkNames(definition, report);
  checkRules(definition, report);
  checkFinals(definition, report);
  if (!problems.some(({ code }) => code === 'unknown_status')) checkReach(definition, report);
  return problems;
}

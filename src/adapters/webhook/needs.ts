import { MoneyError } from '../../errors/money-error.js';
import { type Money, parseMoney } from '../../order/money.js';
import type { Issue } from './verdict.js';

export type Text = string | null | undefined;

/** The first text that is not blank, without the blanks around it. */
export const firstOf = (...texts: readonly Text[]): string | null =>
  texts.map((text) => text?.trim()).find(Boolean) ?? null;

interface Named {
  readonly first_name?: Text;
  readonly last_name?: Text;
}

export const fullName = (person: Named | null | undefined): string =>
  [person?.first_name, person?.last_name]
    .map((part) => part?.trim())
    .filter(Boolean)
    .join(' ');

/** A language tag, or nothing: no order is refused for its language. */
export function languageOf(text: Text): string | null {
  const tag = firstOf(text);
  return tag !== null && /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(tag) ? tag : null;
}

/** Gathers what an order lacks, so that one refusal names all of it. */
export class Needs {
  readonly issues: Issue[] = [];

  /** What is wanted, or an issue at its path and an empty text to go on with. */
  text(path: Issue['path'], message: string, ...texts: readonly Text[]): string {
    const found = firstOf(...texts);
    if (found === null) this.issues.push({ path, message });
    return found ?? '';
  }

  country(path: Issue['path'], code: Text): string {
    const country = firstOf(code)?.toUpperCase() ?? '';
    if (!/^[A-Z]{2}$/.test(country))
      this.issues.push({ path, message: 'must be a country of two letters, such as "MA"' });
    return country;
  }

  /** What is due at the door: never less than nothing, even where the shop owes the customer. */
  due(path: Issue['path'], amount: Text, currency: string): Money {
    try {
      const money = parseMoney(amount ?? '', currency);
      return { ...money, amount: Math.max(0, money.amount) };
    } catch (error) {
      const at = MoneyError.is(error) && error.code === 'currency_invalid' ? ['currency'] : path;
      // The sentences of a money error are fixed: they hold nothing of the amount.
      this.issues.push({
        path: at,
        message: error instanceof Error ? error.message : 'must be an amount',
      });
      return { amount: 0, currency };
    }
  }

  quantity(path: Issue['path'], quantity: number | null | undefined): number {
    if (Number.isSafeInteger(quantity) && Number(quantity) >= 0) return Number(quantity);
    this.issues.push({ path, message: 'must be a whole number, at least 0' });
    return 0;
  }
}

/** One unit's share of an amount; `null` when it cannot be told to the last minor unit. */
export function shareOf(amount: Text, currency: string, quantity: number): Money | null {
  try {
    const money = parseMoney(amount ?? '', currency);
    if (money.amount < 0 || money.amount % quantity !== 0) return null;
    return { amount: money.amount / quantity, currency };
  } catch {
    return null;
  }
}

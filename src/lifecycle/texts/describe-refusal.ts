import type { Texts } from './texts.js';

/** The parts of a refusal that a text is made of. */
interface Refused {
  readonly code: string;
  readonly instead?: string;
  readonly issues?: readonly {
    readonly path: readonly (string | number)[];
    readonly message: string;
  }[];
  readonly blockers?: readonly { readonly code: string; readonly params: object }[];
}

function look<Value>(texts: Readonly<Record<string, Value>>, code: string): Value | undefined {
  return Object.hasOwn(texts, code) ? texts[code] : undefined;
}

/**
 * A refusal in people's words: one sentence for each reason, and for malformed input each field with what would be right
 * (in English, for it is the caller's programmer who reads it). A code that the language does not know (a merchant's own)
 * is given as it is.
 *
 * @example
 * ```ts
 * import { describeRefusal, english } from 'cod-lifecycle';
 *
 * const refusal = { code: 'blocked', blockers: [{ code: 'no_answer_limit_not_reached', params: { made: 1, limit: 3 } }] };
 * describeRefusal(refusal, english); //=> ['1 of 3 calls have failed so far; call again before giving up.']
 * ```
 * @category Lifecycle
 * @since 0.1.0
 */
export function describeRefusal(refusal: Refused, texts: Texts): readonly string[] {
  const { code, instead, blockers, issues = [] } = refusal;
  if (blockers) {
    return blockers.map((blocker) => {
      const text = look(
        texts.blockers as Readonly<Record<string, string | ((params: never) => string)>>,
        blocker.code,
      );
      return typeof text === 'function' ? text(blocker.params as never) : (text ?? blocker.code);
    });
  }
  const reason = look(texts.refusals, code) ?? code;
  const event = instead === undefined ? undefined : (look(texts.events, instead) ?? instead);
  const faults = issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  return event === undefined ? [reason, ...faults] : [reason, texts.instead(event)];
}

const brand = Symbol.for('cod-lifecycle.error');

/**
 * Every failure this library raises. Branch on `code`, never on `message`.
 *
 * Messages name fields and rules; they never hold a customer's data or a secret.
 *
 * @category Errors
 * @since 0.1.0
 */
export abstract class CodError<Code extends string = string> extends Error {
  abstract readonly code: Code;
  readonly [brand] = true;

  override get name(): string {
    return this.constructor.name;
  }

  /** Recognises the errors of any copy of this package, which `instanceof` cannot. */
  static is(value: unknown): value is CodError {
    return typeof value === 'object' && value !== null && brand in value;
  }
}

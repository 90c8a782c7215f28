import { CodError } from './cod-error.js';

/**
 * What `assertApplied` throws for an outcome that is no success; the refusal is on it.
 *
 * @category Errors
 * @since 0.1.0
 */
export class RefusedError extends CodError<'refused'> {
  readonly code = 'refused';
  readonly refusal: { readonly code: string };

  constructor(refusal: { readonly code: string }) {
    super(`The event was refused: ${refusal.code}`);
    this.refusal = refusal;
  }
}

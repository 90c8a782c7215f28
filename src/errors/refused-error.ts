import { CodError } from './cod-error.js';

/** What a refusal may say besides its code. */
interface Reasons {
  readonly blockers?: readonly { readonly code: string }[];
  readonly issues?: readonly {
    readonly path: readonly (string | number)[];
    readonly message: string;
  }[];
}

const reasonsOf = ({
  blockers = [],
  issues = [],
}: Reasons & { readonly code: string }): readonly string[] => [
  ...blockers.map(({ code }) => code),
  ...issues.map(({ path, message }) => `${path.join('.')} ${message}`),
];

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
    super(`The event was refused: ${[refusal.code, ...reasonsOf(refusal)].join(', ')}`);
    this.refusal = refusal;
  }
}

import { CodError } from '../../errors/cod-error.js';

/**
 * An order still owes something: thrown to pg-boss, which tries the job again later.
 *
 * @category Adapters
 * @since 0.1.0
 */
export class EffectsOwedError extends CodError<'effects_owed'> {
  readonly code = 'effects_owed';

  constructor() {
    super('Something that is owed could not be handed over yet');
  }
}

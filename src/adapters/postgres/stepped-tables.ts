import { SchemaVersionError } from '../../errors/schema-version-error.js';
import { applying } from './numbered-migrations.js';
import type { Stepped } from './numbered-migrations.js';
import { statement } from './statement-runner.js';
import type { Run } from './statement-runner.js';

/** Tables that know their release. */
export interface SteppedTables<Tx> {
  /** Runs statements once it is known that the tables are those of this release; that is asked once. */
  readonly run: Run<Tx>;
  /** @throws SchemaVersionError when the tables belong to a newer release */
  migrate(): Promise<void>;
}

export function steppedTables<Tx>(run: Run<Tx>, stepped: Stepped): SteppedTables<Tx> {
  const { migrations, steps } = stepped;
  const needed = steps.length;
  const there = statement(
    `select to_json(to_regclass('${migrations}') is not null)::text as output`,
  );
  const newest = statement(`select coalesce(max(number), 0)::text as output from ${migrations}`);
  const migration = statement(applying(stepped));
  let known = false;

  async function found(tx?: Tx): Promise<number> {
    const [any] = await run<boolean>(there, null, tx);
    if (any !== true) return 0;
    const [number = 0] = await run<number>(newest, null, tx);
    return number;
  }

  return {
    run: async (asked, input, tx, ahead) => {
      if (!known) {
        const number = await found(tx);
        if (number !== needed) throw new SchemaVersionError(number, needed);
        known = true;
      }
      return run(asked, input, tx, ahead);
    },

    migrate: async () => {
      const number = await found();
      if (number > needed) throw new SchemaVersionError(number, needed);
      try {
        await run(migration, null);
      } catch (error) {
        // Who has waited for another's migration may not see its tables before it begins anew.
        if ((await found()) !== needed) throw error;
        await run(migration, null);
      }
    },
  };
}

import { CodError } from '../errors/cod-error.js';
import type { Command, Result } from './command.js';

/**
 * A command that is being run. No personal data: ids and words alone.
 *
 * @category Runtime
 * @since 0.1.0
 */
export interface CommandBegun {
  readonly tenant: string;
  /** `null` for an order that is being placed. */
  readonly orderId: string | null;
  readonly event: string;
  /** The kind of the actor, such as `agent`. */
  readonly actor: string;
  readonly commandId: string;
}

/**
 * What became of a command.
 *
 * @category Runtime
 * @since 0.1.0
 */
export interface CommandEnded {
  readonly outcome: Result['kind'];
  /** The code of the refusal or of the error; `null` otherwise. */
  readonly code: string | null;
  readonly orderId: string | null;
  /** The order's version and status now, where there is an order. */
  readonly version: number | null;
  readonly status: string | null;
}

/**
 * Is told of each command that came through the door as it begins, and gives whom to tell how it ended; not of dry runs.
 * For logs, metrics and traces, as good as it goes: what must not be missed is a hook's. What it throws is swallowed.
 *
 * @category Runtime
 * @since 0.1.0
 */
export type Observer = (begun: CommandBegun) => ((ended: CommandEnded) => void) | void;

function endOf(result: Result): CommandEnded {
  const order = 'order' in result ? result.order : null;
  const code =
    result.kind === 'refused'
      ? result.refusal.code
      : result.kind === 'failed'
        ? CodError.is(result.error)
          ? result.error.code
          : result.error.name
        : null;
  return {
    outcome: result.kind,
    code,
    orderId: order?.id ?? null,
    version: order?.version ?? null,
    status: order?.status ?? null,
  };
}

/** Begins to observe a command, where somebody wants to. */
export function observing(
  observe: Observer | undefined,
  { key, event, actor, commandId, dryRun }: Command,
): ((result: Result) => void) | undefined {
  if (!observe || dryRun) return undefined;
  try {
    const end = observe({
      tenant: key.tenant,
      orderId: 'id' in key ? key.id : null,
      event: event.type,
      actor: actor.kind,
      commandId,
    });
    return (result) => {
      try {
        end?.(endOf(result));
      } catch {
        // Nobody's order depends on who looks on.
      }
    };
  } catch {
    return undefined;
  }
}

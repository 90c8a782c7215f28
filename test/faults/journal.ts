import type { Acknowledged, Command, Said } from './command.ts';

/** All that was said on one place's orders, by whoever was at work there. */
export interface Journal {
  readonly hear: (said: Said) => void;
  readonly acknowledged: readonly Acknowledged[];
  /** Which commands nobody has seen the end of. */
  readonly unfinished: () => readonly Command[];
  /** Effects in the order in which they were handed over, repeats included. */
  readonly handedOver: readonly string[];
  readonly counts: {
    /** Commands that were begun more than once, under the same id. */
    retried: number;
    /** Of those, the ones that turned out to be written already. */
    foundWritten: number;
    refused: number;
    unknown: number;
    notApplied: number;
  };
}

export function journal(): Journal {
  const begun = new Map<string, Command>();
  const seen = new Set<string>();
  const again = new Set<string>();
  const acknowledged: Acknowledged[] = [];
  const handedOver: string[] = [];
  const counts = { retried: 0, foundWritten: 0, refused: 0, unknown: 0, notApplied: 0 };

  const retry = (commandId: string): void => {
    if (!again.has(commandId)) counts.retried += 1;
    again.add(commandId);
  };

  return {
    acknowledged,
    handedOver,
    counts,
    unfinished: () => [...begun.values()],
    hear(said) {
      switch (said.say) {
        case 'begun': {
          const { commandId } = said.command;
          if (seen.has(commandId)) retry(commandId);
          seen.add(commandId);
          begun.set(commandId, said.command);
          return;
        }
        case 'acknowledged':
          if (said.as === 'duplicate') counts.foundWritten += 1;
          acknowledged.push(said);
          return;
        case 'refused':
          counts.refused += 1;
          return;
        case 'failed':
          counts[said.verdict === 'unknown' ? 'unknown' : 'notApplied'] += 1;
          retry(said.commandId);
          return;
        case 'ended':
          begun.delete(said.commandId);
          return;
        case 'handed_over':
          handedOver.push(said.effectId);
          return;
        case 'ready':
      }
    },
  };
}

import { brokenDatabase } from './broken-store.ts';

const answeredTooSoon = brokenDatabase(
  'that answers before it has written',
  [
    'commands-outlive-a-crash',
    'contradictions-outlive-a-crash',
    'effects-outlive-a-crash',
    'leases-outlive-a-crash',
    'orders-outlive-a-crash',
    'transactions-outlive-a-crash',
  ],
  undefined,
  ({ disk, crash }) => ({
    crash: () => {
      // The last write was still in a buffer.
      disk.pop();
      return crash();
    },
  }),
);

const anyRelease = brokenDatabase(
  'that does not look at the release of its tables',
  ['newer-tables', 'older-tables'],
  undefined,
  ({ connect, atRelease }) => ({
    async atRelease(release) {
      await atRelease(release);
      return connect(false);
    },
  }),
);

const looksWhenItWrites = brokenDatabase(
  'that looks at the release of its tables when it writes an order',
  ['newer-tables', 'older-tables'],
  undefined,
  ({ connect, atRelease }) => ({
    atRelease: async (release) => ({
      ...connect(false),
      commit: (await atRelease(release)).commit,
    }),
  }),
);

export const brokenCrashes = [answeredTooSoon, anyRelease, looksWhenItWrites];

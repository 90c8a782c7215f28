import { capabilities } from '../capability.js';
import type { InventoryCapability } from '../capability.js';
import { fail } from '../../store-contract/same.js';
import type { InventoryCheck } from '../inventory-check.js';
import type { InventoryUnderTest } from '../inventory-under-test.js';
import { missing, shows } from '../missing.js';
import { keepingApart } from './keeping-apart.js';

const story = 'What the inventory can do is not what is said of it:';

type UnderTest = Pick<InventoryUnderTest, 'open' | 'lacks'>;

/** Whether an inventory passes what needs a capability that shows in nothing else. */
async function passes(capability: InventoryCapability, underTest: UnderTest): Promise<boolean> {
  for (const { needs, run } of keepingApart) {
    if (!needs.includes(capability)) continue;
    try {
      await run(underTest);
    } catch {
      return false;
    }
  }
  return true;
}

async function gapOf(capability: InventoryCapability, { open }: UnderTest): Promise<string | null> {
  const opened = await open();
  try {
    return await missing(capability, opened);
  } finally {
    await opened.close();
  }
}

export const sayingWhatItLacks: readonly InventoryCheck[] = capabilities.map((capability) => ({
  id: `says-whether-it-has-${capability}`,
  group: 'capabilities',
  rules: [],
  title: `has ${capability === 'missing' ? 'a count of what is missing' : capability}, or says why not`,
  needs: [],
  async run(underTest) {
    const said = underTest.lacks?.[capability] !== undefined;
    const gap = await gapOf(capability, underTest);
    if (!said) {
      if (gap !== null) fail(story, `+ ${gap}`);
      return;
    }
    const isThere = shows(capability) ? gap === null : await passes(capability, underTest);
    if (isThere) fail(story, `+ it has what needs ${capability}: take lacks.${capability} out`);
  },
}));

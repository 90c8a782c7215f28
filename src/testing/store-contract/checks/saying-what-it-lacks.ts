import type { Capability } from '../capability.js';
import { capabilities } from '../capability.js';
import { memberFor, missing } from '../missing.js';
import { fail } from '../same.js';
import type { StoreCheck } from '../store-check.js';
import type { StoreUnderTest } from '../store-under-test.js';
import { beside } from './beside.js';
import { lookingAtTheRelease } from './looking-at-the-release.js';

const story = 'What the store can do is not what is said of it:';

/** That what a store is said to lack is not there after all, and that the rest is. */
async function expectAsSaid<Tx>(
  capability: Capability,
  underTest: Pick<StoreUnderTest<Tx>, 'open' | 'lacks'>,
): Promise<void> {
  const opened = await underTest.open();
  const member = memberFor(capability);
  const gap = missing(capability, opened);
  await opened.close();
  if (underTest.lacks?.[capability] === undefined) {
    if (gap !== null) fail(story, `+ ${gap}`);
  } else if (member !== null && gap === null)
    fail(story, `+ open() gives "${member}": take lacks.${capability} out`);
}

/** The checks that show what nothing else shows. */
const shownBy = (capability: Capability): readonly StoreCheck[] =>
  [...beside, ...lookingAtTheRelease].filter(
    ({ needs }) => memberFor(capability) === null && needs.includes(capability),
  );

async function passes<Tx>(
  check: StoreCheck,
  underTest: Pick<StoreUnderTest<Tx>, 'open' | 'lacks'>,
): Promise<boolean> {
  try {
    await check.run(underTest);
    return true;
  } catch {
    return false;
  }
}

/** `older tables`, for `olderTables`. */
const inWords = (capability: Capability): string =>
  capability.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

export const sayingWhatItLacks: readonly StoreCheck[] = capabilities.map((capability) => ({
  id: `says-whether-it-has-${inWords(capability).replaceAll(' ', '-')}`,
  group: 'capabilities',
  rules: [],
  title: `has ${inWords(capability)}, or says why not`,
  needs: [],
  async run(underTest) {
    await expectAsSaid(capability, underTest);
    const { lacks = {} } = underTest;
    const shows = shownBy(capability);
    if (lacks[capability] === undefined || shows.length === 0) return;
    const others = shows.flatMap(({ needs }) => needs).filter((need) => need !== capability);
    // What cannot be tried cannot show that it is there.
    if (others.some((need) => lacks[need] !== undefined)) return;
    for (const check of shows) if (!(await passes(check, underTest))) return;
    fail(story, `+ it passes what needs ${capability}: take lacks.${capability} out`);
  },
}));

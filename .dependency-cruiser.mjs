// For `npx depcruise src`; the tests use the same rules.
import { cruiseOptions } from './scripts/import-rules.ts';

const { ruleSet, ...options } = cruiseOptions;
export default { ...ruleSet, options };

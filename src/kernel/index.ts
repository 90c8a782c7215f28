export type { Applied, Decision, Refused } from './decision.js';
export { decide, decideAny } from './decide.js';
export type {
  Definition,
  Held,
  Lateness,
  OldNews,
  Opening,
  Reports,
  StatusDefinition,
  Upgrade,
} from './definition.js';
export type { Difference } from './diff.js';
export { diffDefinitions } from './diff.js';
export type { EffectPlan, Moves, Planned, Posting } from './effect.js';
export type { Entry } from './entry.js';
export type { Explanation } from './explain.js';
export { explain, isPossible, possibleEvents } from './explain.js';
export { isOpen } from './is-open.js';
export type { Extension } from './extend.js';
export { extendLifecycle } from './extend.js';
export type { Gained } from './gained.js';
export type { Asked, Context, Given, Owing } from './given.js';
export type { Blocked, Guard, Verdict } from './guard.js';
export { allow, block } from './guard.js';
export type { AnyLifecycle, Edge, Lifecycle, Lookup } from './lifecycle.js';
export type { Builders } from './lifecycle-of.js';
export { unchecked } from './lifecycle.js';
export { lifecycleOf } from './lifecycle-of.js';
export type {
  ActorKindOf,
  BlockerCodeOf,
  EffectOf,
  EffectTypeOf,
  EventOf,
  EventTypeOf,
  Extended,
  Model,
  Nothing,
  OrderIn,
  ParamsOf,
  Stamped,
  StatusIn,
  StatusOf,
} from './model.js';
export type {
  Blocking,
  Failure,
  Forbidden,
  Invalid,
  Issue,
  Refusal,
  WrongStatus,
} from './refusal.js';
export { replay } from './replay.js';
export type { Branching, Creation, Rule, Transition, Update } from './rule.js';
export type { Legal, Table, TableOf, Target } from './table.js';
export { upgrade } from './upgrade.js';

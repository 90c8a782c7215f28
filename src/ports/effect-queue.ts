import type { OrderKey } from './order-key.js';

/**
 * What orders owe to the outside, written with the transition that owes it.
 *
 * - EQ-1 An effect is claimable once it was committed, and until it is settled as done or dead.
 * - EQ-2 Only the head of an order's lane is claimable: its effects are handed over in the order of their ids.
 * - EQ-3 A claim lasts until its lease ends; then the effect is claimable again, under a new token.
 * - EQ-4 `settle` with a token that is not the newest changes nothing and answers false.
 * - EQ-5 An effect that is to be retried is not claimable before its time, nor is anything behind it.
 * - EQ-6 A dead effect holds up its order's lane only when it is `blocking`.
 * - EQ-7 A claim that ended without a settlement counts as a crash; a settlement counts none of them any more.
 * - EQ-8 `list` shows what is in a state, of all orders or of one. `resolve` takes a dead effect, and no other: `again`
 *   makes it claimable as if it were new, `done` ends it.
 * - EQ-9 `prune` forgets effects that are done and were made before a time; never one that is owed, or dead.
 * - EQ-10 A timer, an effect with a due time, is claimable from then on. It stands outside its order's lane: it waits for
 *   nothing before it, and nothing waits for it.
 * - EQ-11 `upcoming` names what is to be claimed next: the heads of lanes and the timers, whether somebody holds them or
 *   not. What is due at once comes first, the oldest of it first; then the rest by its time.
 *
 * @category Ports
 * @since 0.1.0
 */
export interface EffectQueue {
  claim(query: ClaimQuery): Promise<readonly ClaimedEffect[]>;
  settle(claim: ClaimedEffect, settlement: Settlement): Promise<boolean>;
  /** @returns whether there was such a dead effect */
  resolve(key: EffectKey, how: 'again' | 'done'): Promise<boolean>;
  upcoming(query: {
    readonly limit: number;
    /** Only this order's. */
    readonly order?: OrderKey;
  }): Promise<readonly UpcomingEffect[]>;
  /** @returns how many it forgot, `limit` at most */
  prune(query: { readonly before: string; readonly limit: number }): Promise<number>;
  list(query: {
    readonly tenant: string;
    readonly state: EffectState;
    /** Only this order's. */
    readonly orderId?: string;
    readonly limit: number;
  }): Promise<readonly EffectStatus[]>;
}

/** Names one effect: of which order, of which of its versions, and the how-manieth of that. */
export interface EffectKey extends OrderKey {
  readonly version: number;
  readonly index: number;
}

/** An effect that nothing but time holds back. */
export interface UpcomingEffect extends EffectKey {
  /** Not claimable before: its due time, the end of a pause or of a lease, ISO 8601 in UTC. `null` when it is due at once. */
  readonly at: string | null;
}

/** One effect, as a transition owes it. */
export interface EffectRecord extends EffectKey {
  /** `tenant/order/version/index`: the same for ever, so that a repeat can be recognised. */
  readonly effectId: string;
  readonly effect: { readonly type: string };
  readonly createdAt: string;
  /** For a timer: not before this time, ISO 8601 in UTC. `null` for what is due at once. */
  readonly dueAt: string | null;
  /** Whether nothing behind it may go ahead while it is dead. */
  readonly blocking: boolean;
}

/** Which effects to claim, and for how long. */
export interface ClaimQuery {
  /** ISO 8601 in UTC. */
  readonly now: string;
  readonly leaseMs: number;
  readonly limit: number;
  /** Only this order's. */
  readonly order?: OrderKey;
}

/** An effect that is this claimer's to hand over while its lease runs. */
export interface ClaimedEffect extends EffectRecord {
  /** Rises with every claim of this effect. */
  readonly token: number;
  /** How often it failed before. */
  readonly failures: number;
  /** How often it was claimed since, and never settled. */
  readonly crashes: number;
}

/** What came of handing an effect over. */
export type Settlement =
  | { readonly kind: 'done' }
  | { readonly kind: 'retry'; readonly at: string; readonly reason: string }
  | { readonly kind: 'dead'; readonly reason: string };

/** Still owed, handed over, or given up. */
export type EffectState = 'pending' | 'done' | 'dead';

/** An effect, and how far it is. */
export interface EffectStatus extends EffectRecord {
  readonly state: EffectState;
  readonly failures: number;
  /** A code, never a message: the message of a host's error may hold personal data. */
  readonly reason: string | null;
}

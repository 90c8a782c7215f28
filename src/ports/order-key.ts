/** Names one order: no order shows under another tenant. */
export interface OrderKey {
  readonly tenant: string;
  readonly id: string;
}

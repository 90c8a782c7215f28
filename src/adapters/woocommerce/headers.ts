export const headers = {
  signature: ['x-wc-webhook-signature'],
  topic: ['x-wc-webhook-topic'],
  shop: ['x-wc-webhook-source'],
} as const;

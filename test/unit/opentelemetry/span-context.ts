import { AsyncLocalStorage } from 'node:async_hooks';
import { ROOT_CONTEXT } from '@opentelemetry/api';
import type { Context, ContextManager } from '@opentelemetry/api';

/** What an SDK for Node registers, so that a span is active in what is called from it. */
export function spanContext(): ContextManager {
  const storage = new AsyncLocalStorage<Context>();
  const manager: ContextManager = {
    active: () => storage.getStore() ?? ROOT_CONTEXT,
    with: (context, call, self, ...args) =>
      storage.run(context, () => call.call(self as never, ...args)),
    bind: (context, target) =>
      typeof target === 'function'
        ? (((...args: unknown[]) =>
            storage.run(context, () => target(...args) as unknown)) as typeof target)
        : target,
    enable: () => manager,
    disable: () => manager,
  };
  return manager;
}

import { counter, type Registry } from '@onethread/runtime';

/**
 * sent, gone (subscription deleted), refused (the service does not take it), later (busy: tried again), given-up (busy for
 * too long), not-noted (the store did not take it: nobody is told of that reply, or told for nothing).
 */
export type PushCount = 'sent' | 'gone' | 'refused' | 'later' | 'given-up' | 'not-noted';

export function pushMetrics(registry: Registry) {
  const pushes = counter(registry, {
    name: 'onethread_in_app_pushes_total',
    help: 'Web pushes to browsers by what became of them',
    labels: ['outcome'],
  });
  return { count: (outcome: PushCount) => pushes.inc({ outcome }) };
}
export type PushMetrics = ReturnType<typeof pushMetrics>;

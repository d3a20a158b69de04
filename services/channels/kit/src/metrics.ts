import { counter, gauge, histogram, type Registry } from '@onethread/runtime';

/** What is counted of every channel, labelled by its name. */
export type ChannelMetrics = ReturnType<typeof channelMetrics>;

export function channelMetrics(registry: Registry, channel: string) {
  const received = counter(registry, {
    name: 'onethread_channel_received_total',
    help: 'Customers’ messages, changes and receipts that were made durable',
    labels: ['channel', 'kind'],
  });
  const refused = counter(registry, {
    name: 'onethread_channel_refused_total',
    help: 'Input that was refused or set aside',
    labels: ['channel', 'reason'],
  });
  const sends = counter(registry, {
    name: 'onethread_channel_sends_total',
    help: 'Provider calls by what became of them',
    labels: ['channel', 'outcome'],
  });
  const sendSeconds = histogram(registry, {
    name: 'onethread_channel_send_seconds',
    help: 'Duration of provider calls',
    labels: ['channel'],
  });
  const signals = counter(registry, {
    name: 'onethread_channel_signals_total',
    help: 'Signs of agents (typing, seen) by what became of them',
    labels: ['channel', 'outcome'],
  });
  const pictures = counter(registry, {
    name: 'onethread_channel_pictures_total',
    help: 'Looks for people’s pictures by what became of them',
    labels: ['channel', 'outcome'],
  });
  const publishSeconds = histogram(registry, {
    name: 'onethread_channel_publish_seconds',
    help: 'Time until received input is durable',
    labels: ['channel'],
  });
  const parkedKeys = gauge(registry, {
    name: 'onethread_channel_parked_keys',
    help: 'Customers whose replies wait',
    labels: ['channel'],
  });
  const pausedAccounts = gauge(registry, {
    name: 'onethread_channel_paused_accounts',
    help: 'Accounts whose queue is paused',
    labels: ['channel', 'cause'],
  });
  return {
    received: (kind: string, by = 1) => received.inc({ channel, kind }, by),
    refused: (reason: string) => refused.inc({ channel, reason }),
    sent: (outcome: string, tookMs: number) => {
      sends.inc({ channel, outcome });
      sendSeconds.observe({ channel }, tookMs / 1000);
    },
    picture: (outcome: 'kept' | 'unchanged' | 'none' | 'failed' | 'dropped') => pictures.inc({ channel, outcome }),
    signalled: (outcome: string) => signals.inc({ channel, outcome }),
    published: (tookMs: number) => publishSeconds.observe({ channel }, tookMs / 1000),
    parkedKeys: (count: number) => parkedKeys.set({ channel }, count),
    pausedAccounts: (cause: string, count: number) => pausedAccounts.set({ channel, cause }, count),
  };
}

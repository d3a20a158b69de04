import { counter, gauge, type Counter, type RuntimeParts } from '@onethread/runtime';
import type { GrpcContext } from './adapters/grpc/grpc-context.ts';

/** What routing counts; labels of few values only. */
export interface RoutingMetrics {
  /** What history or the live views set aside, by kind. */
  readonly setAside: Counter<'what'>;
  /** Calls and commands over gRPC that were refused, by code. */
  readonly refused: Counter<'code'>;
  readonly messages: Counter<'channel'>;
  readonly entries: Counter<'kind'>;
}

export function createRoutingMetrics({ metrics }: Pick<RuntimeParts, 'metrics'>): RoutingMetrics {
  return {
    setAside: counter(metrics, {
      name: 'onethread_routing_set_aside_total',
      help: 'Records and events that were set aside, by kind',
      labels: ['what'],
    }),
    refused: counter(metrics, {
      name: 'onethread_routing_refused_total',
      help: 'Calls and commands over gRPC that were refused, by code',
      labels: ['code'],
    }),
    messages: counter(metrics, {
      name: 'onethread_messages_received_total',
      help: "Customers' messages that were stored and announced, by channel",
      labels: ['channel'],
    }),
    entries: counter(metrics, {
      name: 'onethread_entries_announced_total',
      help: 'Entries of history announced by this process, by kind',
      labels: ['kind'],
    }),
  };
}

/** Gauges that are read when somebody asks. */
export function watchStreams({ metrics }: Pick<RuntimeParts, 'metrics'>, context: GrpcContext): void {
  const streams = gauge(metrics, { name: 'onethread_agent_streams', help: 'Open streams of agents in this process' });
  const feeds = gauge(metrics, { name: 'onethread_customer_feeds', help: "Customers' feeds followed in this process" });
  const lag = gauge(metrics, {
    name: 'onethread_log_lag_seconds',
    help: 'Age of the oldest record that a consumer group has not committed',
    labels: ['topic', 'group'],
  });
  Object.assign(streams, { collect: () => streams.set(context.streams.size) });
  Object.assign(feeds, { collect: () => feeds.set(context.feeds.size) });
  Object.assign(lag, {
    collect: async () => {
      for (const { topic, group, seconds } of await context.log.lag()) lag.set({ topic, group }, seconds);
    },
  });
}

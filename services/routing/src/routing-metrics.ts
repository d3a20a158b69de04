import { counter, gauge, type Counter, type RuntimeParts } from '@onethread/runtime';
import type { GrpcContext } from './adapters/grpc/grpc-context.ts';
import { countParked } from './use-cases/parked/list-parked.ts';
import { MAX_COUNTED } from './use-cases/reading/read-counts.ts';

/** What routing counts; labels of few values only. */
export interface RoutingMetrics {
  /** What history or the live views set aside, by kind. */
  readonly setAside: Counter<'what'>;
  /** Calls and commands over gRPC that were refused, by code. */
  readonly refused: Counter<'code'>;
  readonly messages: Counter<'channel'>;
  /** Links, codes, confirmations and possible matches, by what became of them. */
  readonly identity: Counter<'what'>;
  readonly entries: Counter<'kind'>;
  /** By target (first-response, next-response, resolution) and the conversation's queue: as many as settings have. */
  readonly targetsMissed: Counter<'target' | 'queue'>;
  readonly targetsWarned: Counter<'target' | 'queue'>;
  /** What operators did about dead letters and waiting replies. */
  readonly operatorActions: Counter<'action'>;
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
    identity: counter(metrics, {
      name: 'onethread_identity_total',
      help: 'Links, codes, confirmations and possible matches, by what became of them',
      labels: ['what'],
    }),
    entries: counter(metrics, {
      name: 'onethread_entries_announced_total',
      help: 'Entries of history announced by this process, by kind',
      labels: ['kind'],
    }),
    targetsMissed: counter(metrics, {
      name: 'onethread_targets_missed_total',
      help: 'Targets that were missed and told by this process, by target and queue',
      labels: ['target', 'queue'],
    }),
    targetsWarned: counter(metrics, {
      name: 'onethread_targets_warned_total',
      help: 'Warnings before a target is missed that were told by this process, by target and queue',
      labels: ['target', 'queue'],
    }),
    operatorActions: counter(metrics, {
      name: 'onethread_operator_actions_total',
      help: 'What operators did, by action',
      labels: ['action'],
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

/** How much waits for an operator, read from the store when somebody asks; counted to 10,000. */
export function watchOperatorsWork(
  { metrics }: Pick<RuntimeParts, 'metrics'>,
  { useCases: { collections, now, logger } }: Pick<GrpcContext, 'useCases'>,
): void {
  const open = gauge(metrics, { name: 'onethread_dead_letters_open', help: 'Dead letters that nobody has decided on' });
  const oldest = gauge(metrics, {
    name: 'onethread_dead_letters_oldest_seconds',
    help: 'Age of the oldest dead letter that nobody has decided on',
  });
  const parked = gauge(metrics, {
    name: 'onethread_parked_keys',
    help: 'Customers whose replies wait in a channel, as the channel told',
    labels: ['channel'],
  });
  const waits = gauge(metrics, {
    name: 'onethread_parked_oldest_seconds',
    help: 'How long the longest waiting reply has waited',
  });
  const age = (since: number | undefined): number => (since === undefined ? 0 : Math.max(0, now() - since) / 1000);
  const collect = async (): Promise<void> => {
    const openOnes = { index: 'by_state', equals: ['open'] } as const;
    open.set(await collections.deadLetters.count(openOnes, MAX_COUNTED));
    oldest.set(age((await collections.deadLetters.find({ ...openOnes, limit: 1 })).documents[0]?.at));
    for (const [channel, count] of Object.entries(await countParked({ collections }))) parked.set({ channel }, count);
    waits.set(age((await collections.parked.find({ index: 'waiting', limit: 1 })).documents[0]?.since));
  };
  // One of them reads for all; a store that is down leaves the last figures and must not hide the other metrics.
  Object.assign(open, {
    collect: () => collect().catch((error: unknown) => logger.debug({ err: error }, 'operators’ figures not read')),
  });
}

import type { IdentityRef } from '@onethread/contracts';
import type { DocumentStore } from '@onethread/documents';
import type { LogRecord } from '@onethread/log';
import type { Logger } from '@onethread/runtime';
import type { KitBounds } from '../bounds.ts';
import type { Channel } from '../channel.ts';
import type { ChannelMetrics } from '../metrics.ts';
import { AccountGates } from './account-gates.ts';
import { AgentSignals } from './agent-signals.ts';
import { OutboundReplies } from './outbound-replies.ts';
import { ParkedDrain } from './parked-drain.ts';
import { openParkedKeys, ParkedKeys } from './parked-keys.ts';
import type { ParkedReports } from './parked-reports.ts';
import { ProviderCalls } from './provider-calls.ts';
import { Reconciliation } from './reconciliation.ts';
import { ReplyDelivery } from './reply-delivery.ts';
import { openSendClaims, SendClaims } from './send-claims.ts';
import type { StatusReports } from './status-reports.ts';

export interface OutboundOptions {
  readonly channel: Channel;
  /** Forgets what the kit and the channel keep of somebody who was erased. */
  readonly forget: (identity: IdentityRef) => Promise<void>;
  readonly documents: DocumentStore;
  readonly reports: StatusReports;
  readonly parkedReports: ParkedReports;
  readonly bounds: KitBounds;
  readonly now: () => number;
  readonly logger: Logger;
  readonly metrics: ChannelMetrics;
}

/** The way out of one channel, put together. */
export interface Outbound {
  readonly handle: (record: LogRecord) => Promise<void>;
  readonly describeTrouble: () => string | undefined;
  start(): void;
  /** Calls still in work after so long are aborted. */
  abortCallsWithin(ms: number): void;
  stop(): Promise<void>;
}

export async function openOutbound(options: OutboundOptions): Promise<Outbound> {
  const { channel, forget, documents, reports, parkedReports, bounds, now, logger, metrics } = options;
  const stopping = new AbortController();
  const claims = new SendClaims(await openSendClaims(documents), now, bounds.claimsKeptMs);
  const parked = new ParkedKeys(await openParkedKeys(documents), bounds, now);
  const gates = new AccountGates(now, bounds, logger, metrics);
  const calls = new ProviderCalls(channel, bounds, logger, metrics, stopping.signal);
  const learned: OutboundReplies['learned'] = (...word) => replies.learned(...word);
  const delivery = new ReplyDelivery({ channel, claims, calls, gates, reports, learned, bounds, logger, now });
  const drain = new ParkedDrain(parked, delivery, parkedReports, { bounds, now, logger, metrics });
  const signals = new AgentSignals({ channel, parked, gates, bounds, now, logger, metrics });
  const replies: OutboundReplies = new OutboundReplies({
    forget,
    delivery,
    parked,
    drain,
    signals,
    reports,
    parkedReports,
    logger,
    now,
  });
  const reconciliation = new Reconciliation({
    channel,
    claims,
    learned,
    bounds,
    now,
    logger,
    stopping: stopping.signal,
  });
  let abortion: NodeJS.Timeout | undefined;

  return {
    handle: (record) => replies.handle(record),
    describeTrouble: () =>
      parked.total >= bounds.maxParkedKeys ? 'too many customers’ replies wait' : gates.describe(),
    start() {
      drain.start();
      reconciliation.start();
    },
    abortCallsWithin(ms) {
      abortion ??= setTimeout(() => stopping.abort(new Error('the channel stops')), ms);
    },
    async stop() {
      await Promise.all([signals.stop(), drain.stop(), reconciliation.stop()]);
      clearTimeout(abortion);
    },
  };
}

import { randomUUID } from 'node:crypto';
import type { BlobStore } from '@onethread/blobs';
import { CONVERSATION_EVENTS, type ConversationEvent, type Entry } from '@onethread/contracts';
import type { EventLog } from '@onethread/log';
import type { Logger } from 'pino';
import type { RoutingServiceSettings } from './config.ts';
import type { RoutingMetrics } from './routing-metrics.ts';
import type { Collections } from './stores/collections.ts';
import type { UseCaseContext } from './use-cases/context.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

export interface ContextParts {
  readonly collections: Collections;
  readonly log: Pick<EventLog, 'publish'>;
  readonly blobs: Pick<BlobStore, 'claim' | 'delete'>;
  readonly logger: Logger;
  readonly settings: Pick<
    RoutingServiceSettings,
    'reopenWindowDays' | 'offerSeconds' | 'graceSeconds' | 'identityKey' | 'sharedAddresses' | 'answersFollowSeconds'
  >;
  readonly metrics: RoutingMetrics;
}

/** Time, randomness, log and store as the use cases know them. */
export function createUseCaseContext({
  collections,
  log,
  blobs,
  logger,
  settings,
  metrics,
}: ContextParts): UseCaseContext {
  const countEntry = ({ body }: Entry): void => {
    metrics.entries.inc({ kind: body.kind });
    if (body.kind !== 'message') return;
    metrics.messages.inc({ channel: collections.memory.identities.get(body.identityId)?.channel ?? 'unknown' });
  };
  return {
    collections,
    now: Date.now,
    newId: randomUUID,
    publish: (records) => log.publish(records),
    announce: async (events) => {
      for (const { event } of events) if (event.type === 'entry') countEntry(event.entry);
      await log.publish(events.map(({ key, event }) => eventRecord(key, event)));
    },
    claimFiles: (blobIds) => blobs.claim(blobIds),
    removeFiles: async (blobIds) => {
      for (const blobId of blobIds) await blobs.delete(blobId);
    },
    logger,
    settings: {
      reopenWindowMs: settings.reopenWindowDays * DAY_MS,
      offerMs: settings.offerSeconds * 1000,
      graceMs: settings.graceSeconds * 1000,
      answersFollowMs: settings.answersFollowSeconds * 1000,
      identityKey: settings.identityKey,
      sharedAddresses: settings.sharedAddresses,
    },
    count: (what) => metrics.setAside.inc({ what }),
    countIdentity: (what) => metrics.identity.inc({ what }),
    countTarget: ({ kind, target }, queue) =>
      (kind === 'target-missed' ? metrics.targetsMissed : metrics.targetsWarned).inc({ target, queue }),
  };
}

function eventRecord(key: string, event: ConversationEvent): { topic: string; key: string; value: string } {
  return { topic: CONVERSATION_EVENTS.name, key, value: JSON.stringify(event) };
}

import {
  customerIdOf,
  identityIdOf,
  inboundEntryId,
  inboundMessageSchema,
  inboundProfileSchema,
  inboundStandingSchema,
} from '@onethread/contracts';
import type {
  ConversationEvent,
  CustomerId,
  IdentityRef,
  InboundMessage,
  InboundProfile,
  InboundStanding,
} from '@onethread/contracts';
import { openSqliteDocumentStore } from '@onethread/documents';
import type { DocumentStore } from '@onethread/documents';
import type { OutgoingRecord } from '@onethread/log';
import { manualClock } from '@onethread/testkit';
import type { ManualClock } from '@onethread/testkit';
import { pino } from 'pino';
import { openCollections } from '../../stores/collections.ts';
import type { UseCaseContext } from '../context.ts';

export const DAY_MS = 24 * 60 * 60 * 1000;

/** A context over a fresh store in memory, that keeps what is announced and published. */
export interface TestContext extends UseCaseContext {
  readonly store: DocumentStore;
  readonly clock: ManualClock;
  readonly announced: { readonly key: string; readonly event: ConversationEvent }[];
  readonly published: OutgoingRecord[];
  readonly counted: string[];
  readonly claimed: string[];
  readonly removed: string[];
  close(): Promise<void>;
}

export async function openTestContext(
  wrap: (store: DocumentStore) => DocumentStore = (store) => store,
): Promise<TestContext> {
  const store = await openSqliteDocumentStore({ file: ':memory:' });
  const clock = manualClock();
  const announced: TestContext['announced'] = [];
  const published: OutgoingRecord[] = [];
  const counted: string[] = [];
  const claimed: string[] = [];
  const removed: string[] = [];
  const collections = await openCollections(wrap(store));
  let ids = 0;
  return {
    collections,
    store,
    clock,
    announced,
    published,
    counted,
    claimed,
    removed,
    claimFiles: async (blobIds) => void claimed.push(...blobIds),
    removeFiles: async (blobIds) => void removed.push(...blobIds),
    now: clock.now,
    newId: () => `id-${(ids += 1)}`,
    publish: async (records) => void published.push(...records),
    announce: async (events) => void announced.push(...events),
    logger: pino({ enabled: false }),
    settings: {
      reopenWindowMs: 14 * DAY_MS,
      offerMs: 20_000,
      graceMs: 30_000,
      answersFollowMs: 300_000,
      identityKey: 'test-key',
      sharedAddresses: [],
    },
    count: (what) => void counted.push(what),
    countIdentity: (what) => void counted.push(what),
    close: async () => {
      await collections.memory.settled();
      await store.close();
    },
  };
}

/** A person's address on a channel that the tests made up. */
export function identityRef(name: string, channel = 'pigeon'): IdentityRef {
  const account = `${channel}-loft`;
  return { identityId: identityIdOf('test-key', channel, account, name), channel, account, externalId: name };
}

export function customerOf(identity: IdentityRef): CustomerId {
  return customerIdOf(identity.identityId as Parameters<typeof customerIdOf>[0]);
}

/** A customer's text; the id names it on its channel. */
export function inbound(identity: IdentityRef, id: string, over: Partial<InboundMessage> = {}): InboundMessage {
  return inboundMessageSchema.parse({
    version: 1,
    type: 'message',
    occurredAt: 0,
    entryId: inboundEntryId(identity.channel, identity.account, id),
    identity,
    profile: {},
    providerMessageId: id,
    author: 'customer',
    parts: [{ kind: 'text', text: id }],
    ...over,
  });
}

/** A channel's word that the person may (not) be written to there; the id names the change on its channel. */
export function standing(
  identity: IdentityRef,
  id: string,
  said: Pick<InboundStanding, 'standing' | 'reason'> & Partial<InboundStanding>,
): InboundStanding {
  return inboundStandingSchema.parse({
    version: 1,
    type: 'standing',
    occurredAt: 0,
    entryId: inboundEntryId(identity.channel, identity.account, `standing:${id}`),
    identity,
    profile: {},
    ...said,
  });
}

/** A channel's word that this is the person's picture since then; empty: they have none any more. */
export function pictureTold(identity: IdentityRef, avatarBlobId: string, occurredAt: number): InboundProfile {
  return inboundProfileSchema.parse({
    version: 1,
    type: 'profile',
    occurredAt,
    entryId: inboundEntryId(identity.channel, identity.account, `profile:${avatarBlobId}`),
    identity,
    profile: { avatarBlobId },
  });
}

import type { ChannelHost } from '@onethread/channel-kit';
import type { IdentityRef, OutboundMessage } from '@onethread/contracts';
import type { Visitors } from '../identity/visitors.ts';
import type { PushBounds } from './bounds.ts';
import { namedHosts } from '../named-hosts.ts';
import { pushMetrics } from './push-metrics.ts';
import { PushSweep } from './push-sweep.ts';
import { openSubscriptions, type PushSubscription } from './subscriptions.ts';
import type { VapidKeys } from './vapid-keys.ts';
import { openWaitingPushes } from './waiting-pushes.ts';

export interface PushOptions {
  readonly host: Pick<ChannelHost, 'documents' | 'metrics' | 'logger' | 'now'>;
  readonly keys: VapidKeys;
  /** Of push services; see `pushHosts`. */
  readonly hosts: readonly string[];
  readonly visitors: Visitors;
  readonly bounds: PushBounds;
}

/** A customer who left is told of an answer by their browser. */
export interface Pushes {
  readonly publicKey: string;
  readonly isAllowed: (endpoint: string) => boolean;
  /** Each throws what the store throws. */
  subscribe(identity: IdentityRef, subscription: PushSubscription): Promise<void>;
  unsubscribe(identity: IdentityRef, endpoint: string): Promise<void>;
  /** A visitor became a user: their browsers are the user's. Repeatable. */
  join(visitor: IdentityRef, user: IdentityRef): Promise<void>;
  /** The person was erased. */
  forget(identity: IdentityRef): Promise<void>;
  /** A reply is in the person's feed. Never throws, and takes no longer than its bound: it is no part of the delivery. */
  replied(message: OutboundMessage): Promise<void>;
  /** A device of theirs has it, and all before it; noted in the background. */
  acknowledged(identity: IdentityRef, upTo: string): void;
  start(): void;
  stop(): Promise<void>;
}

export async function openPushes({ host, keys, hosts, visitors, bounds }: PushOptions): Promise<Pushes> {
  const { documents, logger, now } = host;
  const metrics = pushMetrics(host.metrics);
  const isAllowed = namedHosts(hosts);
  const subscriptions = await openSubscriptions(documents, bounds.maxSubscriptionsPerPerson, now);
  const waiting = await openWaitingPushes(documents, bounds, now);
  const stopping = new AbortController();
  const parts = { keys, subscriptions, waiting, isAllowed, bounds, metrics, logger, stopping: stopping.signal, now };
  const sweep = new PushSweep(parts);
  const notes = new Set<Promise<void>>();

  /** At the side of what matters more; counted where it fails. */
  function note(work: () => Promise<void>): Promise<void> {
    if (notes.size >= bounds.maxNotes) {
      metrics.count('not-noted');
      return Promise.resolve();
    }
    const noted = work()
      .catch((error: unknown) => {
        metrics.count('not-noted');
        logger.warn({ err: error }, 'a reply or its acknowledgement could not be noted for push');
      })
      .finally(() => notes.delete(noted));
    notes.add(noted);
    return noted;
  }

  /** Of people who want no push nothing is kept. */
  async function isAsked(identityId: string): Promise<boolean> {
    return (await waiting.exists(identityId)) || (await subscriptions.has(identityId));
  }

  return {
    publicKey: keys.publicKey,
    isAllowed,
    subscribe: ({ identityId }, subscription) => subscriptions.put(identityId, subscription),
    unsubscribe: ({ identityId }, endpoint) => subscriptions.remove(identityId, endpoint),
    async join(visitor, user) {
      await subscriptions.move(visitor.identityId, user.identityId);
      // They are here just now, and the visitor's secret opens nothing that could acknowledge any more.
      await waiting.forget(visitor.identityId);
    },
    async forget({ identityId }) {
      await subscriptions.forgetAll(identityId);
      await waiting.forget(identityId);
    },
    async replied({ identity, entryId }) {
      const noted = note(async () => {
        const person = (await visitors.userOf(identity)) ?? identity.identityId;
        if (!(await isAsked(person))) return;
        const due = await waiting.replied(person, identity.account, entryId);
        if (due !== undefined) sweep.wakeAt(due);
      });
      await within(noted, bounds.noteWithinMs);
    },
    acknowledged({ identityId, account }, upTo) {
      void note(async () => {
        if (await isAsked(identityId)) await waiting.acknowledged(identityId, account, upTo);
      });
    },
    start: () => sweep.start(),
    async stop() {
      stopping.abort();
      await sweep.stop();
      await Promise.all(notes);
    },
  };
}

async function within(work: Promise<void>, ms: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  await Promise.race([work, new Promise<void>((resolve) => (timer = setTimeout(resolve, ms)))]);
  clearTimeout(timer);
}

import { createHash } from 'node:crypto';
import { changeDocument, type Collection, type DocumentStore, type StoredDocument } from '@onethread/documents';
import type { QuietHours } from '../protocol.ts';

/** Where a browser lets itself be pushed to, and the keys that only it can read with. */
export interface PushSubscription {
  readonly endpoint: string;
  readonly keys: { readonly p256dh: string; readonly auth: string };
  /** Absent: it may make itself heard at any time. */
  readonly quietHours?: QuietHours;
}

export interface SubscriptionDocument extends StoredDocument, PushSubscription {
  /** The last person who registered it: they alone are told of by it. */
  readonly identityId: string;
  /** Epoch ms of the registration. */
  readonly at: number;
}

/** The endpoint is as good as a key to a browser, so it is no id. */
export function subscriptionId(endpoint: string): string {
  return createHash('sha256').update(endpoint).digest('hex');
}

export async function openSubscriptions(documents: DocumentStore, most: number, now: () => number) {
  const subscriptions: Collection<SubscriptionDocument> = await documents.collection<SubscriptionDocument>({
    name: 'push_subscriptions',
    indexes: { byIdentity: { fields: ['identityId', 'at'] } },
  });

  /** Oldest first; one more than are kept shows that there are too many. */
  async function of(identityId: string): Promise<readonly SubscriptionDocument[]> {
    const { documents: found } = await subscriptions.find({
      index: 'byIdentity',
      equals: [identityId],
      order: 'descending',
      limit: 2 * most,
    });
    return found.toReversed();
  }

  async function dropOldest(identityId: string): Promise<void> {
    const all = await of(identityId);
    for (const { _id, rev } of all.slice(0, Math.max(0, all.length - most))) await subscriptions.remove(_id, rev);
  }

  return {
    of,

    async has(identityId: string): Promise<boolean> {
      return (await subscriptions.count({ index: 'byIdentity', equals: [identityId] }, 1)) > 0;
    },

    /** It is this person's from now on, whoever's it was. */
    async put(identityId: string, { endpoint, keys, quietHours }: PushSubscription): Promise<void> {
      const { p256dh, auth } = keys;
      const id = subscriptionId(endpoint);
      const fresh = { _id: id, identityId, endpoint, keys: { p256dh, auth }, at: now() };
      await changeDocument(subscriptions, {
        id,
        make: (known) => {
          const { quietHours: _, ...rest } = known ?? {};
          return { ...rest, ...fresh, ...(quietHours === undefined ? {} : { quietHours }) };
        },
      });
      await dropOldest(identityId);
    },

    /** Another person's stays. */
    async remove(identityId: string, endpoint: string): Promise<void> {
      await changeDocument(subscriptions, {
        id: subscriptionId(endpoint),
        make: (known) => (known?.identityId === identityId ? 'removed' : known),
      });
    },

    /** The browser does not take pushes there any more. Whoever registered it anew meanwhile keeps it. */
    async forget({ _id, rev }: SubscriptionDocument): Promise<void> {
      await subscriptions.remove(_id, rev);
    },

    /** The person was erased. */
    async forgetAll(identityId: string): Promise<void> {
      for (let found = await of(identityId); found.length > 0; found = await of(identityId)) {
        for (const { _id, rev } of found) await subscriptions.remove(_id, rev);
      }
    },

    /** A visitor became a user. */
    async move(from: string, to: string): Promise<void> {
      for (const { _id } of await of(from)) {
        await changeDocument(subscriptions, {
          id: _id,
          make: (known) => (known?.identityId === from ? { ...known, identityId: to } : known),
        });
      }
      await dropOldest(to);
    },
  };
}
export type Subscriptions = Awaited<ReturnType<typeof openSubscriptions>>;

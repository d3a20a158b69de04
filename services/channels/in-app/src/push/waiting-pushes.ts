import { changeDocument, type Collection, type DocumentStore, type StoredDocument } from '@onethread/documents';
import type { PushBounds } from './bounds.ts';
import {
  acknowledged,
  nobodyAsked,
  pushed,
  replied,
  type DuePush,
  type PushRound,
  type Unacknowledged,
} from './unacknowledged.ts';

/** By identity id; it goes when nothing came for long. */
export interface WaitingDocument extends StoredDocument, Unacknowledged {
  readonly expiresAt: number;
}

export interface BusyServices {
  /** Of subscriptions. */
  readonly ids: readonly string[];
  readonly afterMs: number;
}

/** What people have not acknowledged, kept so that any process, also after a restart, tells them of it. */
export async function openWaitingPushes(documents: DocumentStore, bounds: PushBounds, now: () => number) {
  const waiting: Collection<WaitingDocument> = await documents.collection<WaitingDocument>({
    name: 'unacknowledged_replies',
    indexes: { byDueAt: { fields: ['dueAt'] } },
    expiresAtField: 'expiresAt',
  });

  async function change(id: string, make: (known: WaitingDocument | undefined) => Unacknowledged | undefined) {
    const { document } = await changeDocument<WaitingDocument>(waiting, {
      id,
      make: (known) => {
        const wanted = make(known);
        if (wanted === undefined || wanted === known) return known;
        return { ...wanted, _id: id, expiresAt: now() + bounds.forgottenAfterMs };
      },
    });
    return document;
  }

  return {
    async exists(identityId: string): Promise<boolean> {
      return (await waiting.get(identityId)) !== undefined;
    },

    /** Tells when a push is due, epoch ms. */
    async replied(identityId: string, app: string, entryId: string): Promise<number | undefined> {
      const state = await change(identityId, (known) => replied(known ?? nobodyAsked(app), entryId, now(), bounds));
      return state?.dueAt;
    },

    async acknowledged(identityId: string, app: string, upTo: string): Promise<void> {
      await change(identityId, (known) => acknowledged(known ?? nobodyAsked(app), upTo, bounds));
    },

    /** The longest overdue first. */
    async due(limit: number): Promise<readonly WaitingDocument[]> {
      return (await waiting.find({ index: 'byDueAt', to: now(), limit })).documents;
    },

    /** The right to push for this person; undefined: another process has it, or something came just now. */
    async take(due: WaitingDocument): Promise<WaitingDocument | undefined> {
      const taken = await waiting.replace({ ...due, dueAt: now() + bounds.leaseMs });
      return taken.outcome === 'applied' ? taken.document : undefined;
    },

    /** Tells when the next push is due, epoch ms. */
    async pushed(
      identityId: string,
      push: DuePush,
      busy: BusyServices | undefined,
      round: PushRound,
    ): Promise<number | undefined> {
      const state = await change(identityId, (known) => known && pushed(known, push, busy, now(), bounds, round));
      return state?.dueAt;
    },

    /** The person has no device that could be told, or is another one by now. */
    async forget(identityId: string): Promise<void> {
      await waiting.remove(identityId);
    },
  };
}
export type WaitingPushes = Awaited<ReturnType<typeof openWaitingPushes>>;

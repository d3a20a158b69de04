import { randomUUID } from 'node:crypto';
import type { OutboundMessage } from '@onethread/contracts';
import {
  OutcomeUnknownError,
  type Collection,
  type CollectionDefinition,
  type DocumentStore,
  type StoredDocument,
} from '@onethread/documents';
import type { SendResult } from '../channel.ts';
import { replaceSurely } from './replace-surely.ts';

/**
 * One provider call for ever. `sending`: somebody is calling, or died while calling. `waiting`: surely not sent, to be
 * tried again. `unknown`: the answer was lost. `settled`: the provider's word is in `result`; with `reconcileAt` it came
 * after the answer had been lost, and has still to be told and acted on.
 */
export interface SendClaim extends StoredDocument {
  readonly state: 'sending' | 'waiting' | 'unknown' | 'settled';
  /** The process that made the last change. */
  readonly life: string;
  /** Distinguishes this very claim from one made by another handler of the same process. */
  readonly claimId: string;
  readonly claimedAt: number;
  /** Provider calls so far. */
  readonly tries: number;
  readonly result?: SendResult;
  /** Of an outcome that is looked up, or was learned late: the reply, the next look, and how many were made. */
  readonly message?: OutboundMessage;
  readonly step?: number;
  readonly reconcileAt?: number;
  readonly reconciliations?: number;
  readonly expiresAt: number;
}

/** The reply and the step that a call was for, and when (epoch ms) somebody is to look at it. */
export interface FollowUp {
  readonly message: OutboundMessage;
  readonly step: number;
  readonly at: number;
}

export type Collected = Collection<SendClaim>;

export const sendsCollection = {
  name: 'sends',
  indexes: { toReconcile: { fields: ['reconcileAt'] } },
  expiresAtField: 'expiresAt',
} as const satisfies CollectionDefinition;

export async function openSendClaims(documents: DocumentStore): Promise<Collected> {
  return documents.collection<SendClaim>(sendsCollection);
}

export class SendClaims {
  readonly #collection: Collected;
  readonly #now: () => number;
  readonly #keptMs: number;
  /** This process, as other lives see it. */
  readonly life: string = randomUUID();

  constructor(collection: Collected, now: () => number, keptMs: number) {
    this.#collection = collection;
    this.#now = now;
    this.#keptMs = keptMs;
  }

  find(sendId: string): Promise<SendClaim | undefined> {
    return this.#collection.get(sendId);
  }

  /** The right to call the provider, given once: undefined when somebody else has it. */
  claim(sendId: string): Promise<SendClaim | undefined> {
    return this.#insert(sendId, { state: 'sending', tries: 1 });
  }

  /** Settles what was never tried (given up before its turn came). */
  async settleUntried(sendId: string, result: SendResult): Promise<void> {
    await this.#insert(sendId, { state: 'settled', tries: 0, result });
  }

  /** The right to call again after a call that surely sent nothing: undefined when somebody else took it. */
  async claimAgain(waiting: SendClaim): Promise<SendClaim | undefined> {
    const claimId = randomUUID();
    const claimed = await replaceSurely<SendClaim>(this.#collection, waiting, (current) =>
      current.state === 'waiting'
        ? { ...current, state: 'sending', life: this.life, claimId, claimedAt: this.#now(), tries: current.tries + 1 }
        : undefined,
    );
    return claimed?.claimId === claimId ? claimed : undefined;
  }

  /** Surely not sent; to be tried again. */
  wait(claim: SendClaim, result: SendResult): Promise<SendClaim | undefined> {
    return replaceSurely<SendClaim>(this.#collection, claim, (current) =>
      isOpen(current) && current.claimId === claim.claimId ? { ...current, state: 'waiting', result } : undefined,
    );
  }

  /** The last word. A word that stands already is kept. */
  settle(claim: SendClaim, result: SendResult): Promise<SendClaim | undefined> {
    return replaceSurely<SendClaim>(this.#collection, claim, (current) => {
      return current.state === 'settled' ? undefined : { ...withoutLook(current), state: 'settled', result };
    });
  }

  /**
   * The last word on a call whose answer had been lost. Nothing on the log would repeat what follows from it, so the claim
   * keeps `followUp` until `finish`: whoever dies before leaves it to the next look.
   */
  learn(claim: SendClaim, result: SendResult, { at, ...reply }: FollowUp): Promise<SendClaim | undefined> {
    return replaceSurely<SendClaim>(this.#collection, claim, (current) =>
      current.state === 'settled' ? undefined : { ...current, ...reply, state: 'settled', result, reconcileAt: at },
    );
  }

  /** What was learned late has been told and acted on. */
  finish(claim: SendClaim): Promise<SendClaim | undefined> {
    return replaceSurely<SendClaim>(this.#collection, claim, (current) =>
      current.state === 'settled' && current.reconcileAt !== undefined ? withoutLook(current) : undefined,
    );
  }

  /** The answer is lost. `lookUp`: what is needed to ask the provider later. */
  markUnknown(claim: SendClaim, result: SendResult, lookUp?: FollowUp): Promise<SendClaim | undefined> {
    return replaceSurely<SendClaim>(this.#collection, claim, (current) => {
      if (!isOpen(current) || current.claimId !== claim.claimId) return undefined;
      const later =
        lookUp === undefined
          ? {}
          : { message: lookUp.message, step: lookUp.step, reconcileAt: lookUp.at, reconciliations: 0 };
      return { ...current, state: 'unknown', result, ...later };
    });
  }

  async dueForReconciling(limit: number): Promise<readonly SendClaim[]> {
    const page = await this.#collection.find({ index: 'toReconcile', to: this.#now(), limit });
    return page.documents;
  }

  /** Takes one look for this process and sets when the next is due (undefined: no more). False when another took it. */
  async takeLook(claim: SendClaim, nextAt: number | undefined): Promise<boolean> {
    const { reconcileAt: _at, ...rest } = claim;
    const counted = { ...rest, reconciliations: (claim.reconciliations ?? 0) + 1 };
    const wanted = nextAt === undefined ? counted : { ...counted, reconcileAt: nextAt };
    return (await this.#collection.replace(wanted)).outcome === 'applied';
  }

  async #insert(sendId: string, fields: Pick<SendClaim, 'state' | 'tries' | 'result'>): Promise<SendClaim | undefined> {
    const at = this.#now();
    const inserted: SendClaim = {
      _id: sendId,
      rev: 1,
      life: this.life,
      claimId: randomUUID(),
      claimedAt: at,
      expiresAt: at + this.#keptMs,
      ...fields,
    };
    const { rev: _rev, ...claim } = inserted;
    try {
      const { outcome } = await this.#collection.insert(claim);
      return outcome === 'inserted' ? inserted : undefined;
    } catch (error) {
      if (!(error instanceof OutcomeUnknownError)) throw error;
      // The answer was lost: whose claim stands there?
      const stored = await this.#collection.get(sendId);
      if (stored === undefined) throw error;
      return stored.claimId === claim.claimId ? stored : undefined;
    }
  }
}

function withoutLook(claim: SendClaim): SendClaim {
  const { message: _message, step: _step, reconcileAt: _at, reconciliations: _looks, ...rest } = claim;
  return rest;
}

function isOpen(claim: SendClaim): boolean {
  return claim.state === 'sending' || claim.state === 'waiting';
}

import type { IdentityId } from '@onethread/contracts';
import { recentMap } from '@onethread/runtime';
import type { IdentityDocument } from './identity-documents.ts';

const MAX_IDENTITIES = 20_000;
/** Another replica may have stored a new name or address: after so long it is looked for. */
export const IDENTITY_FRESH_MS = 60_000;

interface Remembered {
  readonly document: IdentityDocument;
  readonly readAt: number;
}

/** Identities as one process last saw them. Channel, account and external id never change; what the channel says of the person may. */
export class IdentityMemory {
  readonly #known = recentMap<IdentityId, Remembered>(MAX_IDENTITIES);
  readonly #clock: () => number;

  /** `clock` in ms, only ever forward. */
  constructor(clock: () => number) {
    this.#clock = clock;
  }

  /** However old. */
  get(identityId: IdentityId): IdentityDocument | undefined {
    return this.#known.get(identityId)?.document;
  }

  /** Read or written within the last minute. */
  fresh(identityId: IdentityId): IdentityDocument | undefined {
    const known = this.#known.get(identityId);
    return known !== undefined && this.#clock() - known.readAt < IDENTITY_FRESH_MS ? known.document : undefined;
  }

  delete(identityId: IdentityId): void {
    this.#known.delete(identityId);
  }

  set(document: IdentityDocument): void {
    this.#known.set(document._id, { document, readAt: this.#clock() });
  }
}

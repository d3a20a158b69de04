import type { ChannelHost } from '@onethread/channel-kit';
import type { IdentityRef } from '@onethread/contracts';
import type { Collection, DocumentStore, StoredDocument } from '@onethread/documents';
import { storing } from './storing.ts';

/** Of the server's words that are told. */
const MAX_TEXT = 500;

/** An address of which we told that it does not exist. */
interface GoneAddress extends StoredDocument {
  /** Id of the change that was told. */
  readonly because: string;
}

export interface AddressStandingParts {
  readonly host: Pick<ChannelHost, 'standing'>;
  readonly gone: Collection<GoneAddress>;
}

/**
 * Tells that nothing can be written to an address, because its own server says that it does not exist, and that it can again,
 * because its owner wrote. What was told is noted before it is told, so that a repeat after a crash tells it again under the
 * same id, which changes nothing.
 *
 * Not the kit's `OutOfReach`, which tells best effort: there the next refused call tells it again. Here a bounce is
 * acknowledged only once it was told, as no second one need ever come; and what is known must be asked (`isKnownGone`).
 */
export class AddressStandings {
  readonly #parts: AddressStandingParts;

  constructor(parts: AddressStandingParts) {
    this.#parts = parts;
  }

  static async open(host: Pick<ChannelHost, 'standing'>, documents: DocumentStore): Promise<AddressStandings> {
    return new AddressStandings({ host, gone: await documents.collection<GoneAddress>({ name: 'gone_addresses' }) });
  }

  /** `messageId`: the mail that came back; `text`: the server's words. Throws `IntakeUnavailableError`. */
  async isGone(identity: IdentityRef, messageId: string, text: string): Promise<void> {
    const because = `gone:${messageId}`;
    await storing(async () => {
      const { outcome } = await this.#parts.gone.insert({ _id: identity.identityId, because });
      if (outcome === 'exists') {
        const known = await this.#parts.gone.get(identity.identityId);
        if (known !== undefined && known.because !== because) return;
      }
      await this.#tell(identity, 'blocked', because, text.slice(0, MAX_TEXT).toWellFormed());
    });
  }

  /** Whether it was told so, and nobody wrote from there since. */
  async isKnownGone(identityId: string): Promise<boolean> {
    return (await this.#parts.gone.get(identityId)) !== undefined;
  }

  /**
   * `messageId`: what the person wrote there since. Gives whether it was told that the address is open. Throws
   * `IntakeUnavailableError`.
   */
  async wroteAgain(identity: IdentityRef, messageId: string): Promise<boolean> {
    return await storing(async () => {
      const known = await this.#parts.gone.get(identity.identityId);
      if (known === undefined) return false;
      await this.#tell(identity, 'open', `wrote-again:${messageId}`);
      await this.#parts.gone.remove(identity.identityId, known.rev);
      return true;
    });
  }

  async #tell(identity: IdentityRef, standing: 'open' | 'blocked', changeId: string, text?: string): Promise<void> {
    const { externalId: address } = identity;
    const reason = standing === 'open' ? 'wrote-again' : 'address-gone';
    const profile = { address, email: address };
    await this.#parts.host.standing([
      { identity, profile, standing, reason, changeId, ...(text === undefined ? {} : { text }) },
    ]);
  }
}

import { randomUUID } from 'node:crypto';
import type { ChannelHost } from '@onethread/channel-kit';
import type { IdentityRef } from '@onethread/contracts';
import {
  changeDocument,
  type Collection,
  type DocumentStore,
  type StoredDocument,
  type Wanted,
} from '@onethread/documents';
import type { AddressStandings } from '../address-standings.ts';
import { storing } from '../storing.ts';

/** Somebody to whom copies went, or who refused them. `_id` is the identity's. */
interface CopyReader extends StoredDocument {
  /** Absent where the person was erased. */
  readonly identity?: IdentityRef;
  /** The refusal that stands, by an id of its own: told again it is the same fact, taken back and made again another one. */
  readonly refusal?: string;
}

export interface CopyReaderParts {
  readonly host: Pick<ChannelHost, 'standing'>;
  readonly standings: Pick<AddressStandings, 'isKnownGone'>;
  readonly readers: Collection<CopyReader>;
}

/**
 * Who wants no copies by mail of what was answered elsewhere. Kept here, where every process asks before it sends one, and told
 * to routing, which then makes none: what was under way by then is refused here. A refusal is kept before it is told and taken
 * back after, so that a crash in between leaves it standing; whoever asked is not answered and asks again.
 */
export class CopyReaders {
  readonly #parts: CopyReaderParts;

  constructor(parts: CopyReaderParts) {
    this.#parts = parts;
  }

  static async open(parts: Omit<CopyReaderParts, 'readers'>, documents: DocumentStore): Promise<CopyReaders> {
    return new CopyReaders({ ...parts, readers: await documents.collection<CopyReader>({ name: 'copy_readers' }) });
  }

  /** What the page shows: whom it is about, and whether they refuse. */
  async find(identityId: string): Promise<{ readonly identity?: IdentityRef; readonly isRefusing: boolean }> {
    const known = await storing(() => this.#parts.readers.get(identityId));
    const { identity, refusal } = known ?? {};
    return { ...(identity === undefined ? {} : { identity }), isRefusing: refusal !== undefined };
  }

  /**
   * Whether a copy may go. Notes whom it goes to, so that their word can be told later; where they refuse, that is told under
   * an id of this copy's, since routing does not seem to know.
   */
  async mayCopy(identity: IdentityRef, sendId: string): Promise<boolean> {
    const id = identity.identityId;
    const known = await this.#change(id, (was) => (was?.identity === undefined ? { ...was, _id: id, identity } : was));
    if (known?.refusal === undefined) return true;
    await this.#tell(identity, 'refused-copies', `copy-refused:${sendId}`);
    return false;
  }

  /** No more copies. Repeatable. Throws `IntakeUnavailableError`. */
  async refuse(identityId: string): Promise<void> {
    const known = await this.#change(identityId, (was) =>
      was?.refusal === undefined ? { ...was, _id: identityId, refusal: randomUUID() } : was,
    );
    if (known?.identity !== undefined) await this.#tell(known.identity, 'refused-copies', `refused:${known.refusal}`);
  }

  /** They ask for copies again. Repeatable. Throws `IntakeUnavailableError`. */
  async takeAgain(identityId: string): Promise<void> {
    const known = await storing(() => this.#parts.readers.get(identityId));
    if (known?.refusal === undefined) return;
    if (known.identity !== undefined) await this.#tell(known.identity, 'takes-copies', `taken:${known.refusal}`);
    await this.#withdraw(identityId, known.refusal);
  }

  /** Whoever writes by mail is written to by mail. `isTold`: that the address is open was just told. Throws `IntakeUnavailableError`. */
  async wroteAgain(identity: IdentityRef, isTold: boolean): Promise<void> {
    const known = await storing(() => this.#parts.readers.get(identity.identityId));
    if (known?.refusal === undefined) return;
    if (!isTold) await this.#tell(identity, 'wrote-again', `copies-again:${known.refusal}`);
    await this.#withdraw(identity.identityId, known.refusal);
  }

  /**
   * The person was erased: their address goes, and all of it where they refused nothing. A refusal stays, under the identity's
   * id, a keyed hash that names nobody without `IDENTITY_KEY`: who said no must not get mail again because they also asked to
   * be forgotten, and a link in an old mail still works.
   */
  async forget(identityId: string): Promise<void> {
    await changeDocument(this.#parts.readers, {
      id: identityId,
      make: (known) => {
        if (known?.refusal === undefined) return 'removed';
        return known.identity === undefined ? known : { _id: identityId, refusal: known.refusal };
      },
    });
  }

  /** Only the refusal that was spoken of: a later one stands. */
  async #withdraw(identityId: string, refusal: string): Promise<void> {
    await this.#change(identityId, (was) => {
      if (was?.refusal !== refusal) return was;
      return was.identity === undefined ? 'removed' : { _id: identityId, identity: was.identity };
    });
  }

  /** What stands then. */
  async #change(
    id: string,
    make: (was: CopyReader | undefined) => Wanted<CopyReader>,
  ): Promise<CopyReader | undefined> {
    const { document } = await storing(() => changeDocument(this.#parts.readers, { id, make }));
    return document;
  }

  /** Nothing of an address that is gone: it takes neither, and who writes from it again opens it to both. */
  async #tell(
    identity: IdentityRef,
    reason: 'refused-copies' | 'takes-copies' | 'wrote-again',
    changeId: string,
  ): Promise<void> {
    if (await storing(() => this.#parts.standings.isKnownGone(identity.identityId))) return;
    const { externalId: address } = identity;
    const standing = reason === 'refused-copies' ? 'no-copies' : 'open';
    await this.#parts.host.standing([{ identity, profile: { address, email: address }, standing, reason, changeId }]);
  }
}

import { randomUUID } from 'node:crypto';
import { IntakeUnavailableError, type ChannelHost } from '@onethread/channel-kit';
import type { IdentityRef } from '@onethread/contracts';
import type { Collection, DocumentStore, StoredDocument } from '@onethread/documents';
import type { AddressStandings } from '../address-standings.ts';
import { storing } from '../storing.ts';

/** Conflicts in a row; each means that another process wrote the same. */
const MAX_ROUNDS = 20;

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
    const known = await this.#change(identity.identityId, (was) =>
      was?.identity === undefined ? { ...was, identity } : undefined,
    );
    if (known?.refusal === undefined) return true;
    await this.#tell(identity, 'refused-copies', `copy-refused:${sendId}`);
    return false;
  }

  /** No more copies. Repeatable. Throws `IntakeUnavailableError`. */
  async refuse(identityId: string): Promise<void> {
    const known = await this.#change(identityId, (was) =>
      was?.refusal === undefined ? { ...was, refusal: randomUUID() } : undefined,
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
    for (let round = 0; round < MAX_ROUNDS; round += 1) {
      const known = await this.#parts.readers.get(identityId);
      if (known === undefined || (known.identity === undefined && known.refusal !== undefined)) return;
      const { _id, rev, refusal } = known;
      const outcome =
        refusal === undefined
          ? await this.#parts.readers.remove(_id, rev)
          : (await this.#parts.readers.replace({ _id, rev, refusal })).outcome;
      if (outcome !== 'conflict') return;
    }
    throw new IntakeUnavailableError('who reads copies could not be forgotten');
  }

  /** Only the refusal that was spoken of: a later one stands. */
  async #withdraw(identityId: string, refusal: string): Promise<void> {
    await this.#change(identityId, (was) => {
      if (was?.refusal !== refusal) return undefined;
      return was.identity === undefined ? {} : { identity: was.identity };
    });
  }

  /** What stands then; `make` gives undefined where nothing is to change. */
  async #change(
    id: string,
    make: (was: CopyReader | undefined) => Omit<CopyReader, '_id' | 'rev'> | undefined,
  ): Promise<CopyReader | undefined> {
    return await storing(async () => {
      const { readers } = this.#parts;
      for (let round = 0; round < MAX_ROUNDS; round += 1) {
        const was = await readers.get(id);
        const made = make(was);
        if (made === undefined) return was;
        const isWritten =
          was === undefined
            ? (await readers.insert({ ...made, _id: id })).outcome === 'inserted'
            : (await readers.replace({ ...made, _id: id, rev: was.rev })).outcome === 'applied';
        if (isWritten) return { ...made, _id: id, rev: (was?.rev ?? 0) + 1 };
      }
      throw new IntakeUnavailableError('too many wrote about one reader of copies at once');
    });
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

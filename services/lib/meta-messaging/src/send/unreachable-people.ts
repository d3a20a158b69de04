import type { ChannelHost, InboundDraft } from '@onethread/channel-kit';
import type { IdentityRef } from '@onethread/contracts';
import type { Collection, DocumentStore, StoredDocument } from '@onethread/documents';

/** Most documents that one look at the store asks for. */
const ASKED_AT_ONCE = 1_000;

interface Unreachable extends StoredDocument {
  /** Of the refused call. */
  readonly sendId: string;
}

/** People whom Meta says that we cannot write to (blocked, deactivated), until they write again. */
export class UnreachablePeople {
  readonly #collection: Collection<Unreachable>;
  readonly #host: ChannelHost;

  static async open(documents: DocumentStore, host: ChannelHost): Promise<UnreachablePeople> {
    return new UnreachablePeople(await documents.collection<Unreachable>({ name: 'unreachable_people' }), host);
  }

  private constructor(collection: Collection<Unreachable>, host: ChannelHost) {
    this.#collection = collection;
    this.#host = host;
  }

  /** Best effort: the reply has failed with its reason in any case, and the next one is refused again. */
  async refused(identity: IdentityRef, sendId: string, words: string): Promise<void> {
    try {
      await this.#collection.insert({ _id: identity.identityId, sendId });
      await this.#host.standing([
        {
          identity,
          profile: {},
          standing: 'blocked',
          reason: 'blocked-by-person',
          text: words.slice(0, 500),
          changeId: `refused:${sendId}`,
        },
      ]);
    } catch (error) {
      this.#host.logger.warn({ err: error }, 'it could not be told that somebody is out of reach');
    }
  }

  /** Whoever writes can be written to. Throws what makes the provider send the call again. */
  async wroteAgain(said: readonly InboundDraft[]): Promise<void> {
    const bySaid = new Map(said.map((draft) => [draft.identity.identityId, draft]));
    const ids = [...bySaid.keys()];
    for (let from = 0; from < ids.length; from += ASKED_AT_ONCE) {
      for (const known of await this.#collection.getMany(ids.slice(from, from + ASKED_AT_ONCE))) {
        const draft = bySaid.get(known._id);
        if (draft !== undefined) await this.#open(known, draft);
      }
    }
  }

  async #open(known: Unreachable, { identity, ...draft }: InboundDraft): Promise<void> {
    const profile = 'profile' in draft ? draft.profile : {};
    const changeId = `wrote-again:${known.sendId}`;
    await this.#host.standing([{ identity, profile, standing: 'open', reason: 'wrote-again', changeId }]);
    await this.#collection.remove(known._id, known.rev);
  }
}

import type { IdentityRef, InboundStanding } from '@onethread/contracts';
import { getAll, type Collection, type CollectionDefinition, type StoredDocument } from '@onethread/documents';
import type { ChannelHost, InboundDraft } from '../channel-host.ts';

const MAX_TEXT = 500;

/** By identity id. */
interface Unreachable extends StoredDocument {
  /** Of the refused call: names what is told of it for good. */
  readonly sendId: string;
}

export const outOfReachCollection = { name: 'out_of_reach' } as const satisfies CollectionDefinition;

/** Why and in which words a provider refused a person for good. */
export interface Refused {
  readonly reason: InboundStanding['reason'];
  readonly sendId: string;
  readonly text: string;
}

/** People whom their provider refused to write to (blocked, deactivated), until they are heard of again. */
export class OutOfReach {
  readonly #host: Pick<ChannelHost, 'standing' | 'logger'>;
  readonly #people: Collection<Unreachable>;

  static async open(host: ChannelHost): Promise<OutOfReach> {
    return new OutOfReach(host, await host.documents.collection<Unreachable>(outOfReachCollection));
  }

  private constructor(host: ChannelHost, people: Collection<Unreachable>) {
    this.#host = host;
    this.#people = people;
  }

  /** Never throws: the reply has failed with its reason in any case, and the next one is refused again. */
  async refused(identity: IdentityRef, { reason, sendId, text }: Refused): Promise<void> {
    try {
      // Before it is told, so that whatever is told can be taken back.
      await this.#people.insert({ _id: identity.identityId, sendId });
      const told = { identity, profile: {}, standing: 'blocked', reason, text: text.slice(0, MAX_TEXT) } as const;
      await this.#host.standing([{ ...told, changeId: `refused:${sendId}` }]);
    } catch (error) {
      this.#host.logger.warn({ err: error }, 'it could not be told that somebody is out of reach');
    }
  }

  /** Whoever writes can be written to. Throws what makes the provider bring it again. */
  async wroteAgain(said: readonly InboundDraft[]): Promise<void> {
    const bySaid = new Map(said.map((draft) => [draft.identity.identityId, draft]));
    for (const known of await getAll(this.#people, [...bySaid.keys()])) {
      const draft = bySaid.get(known._id);
      if (draft !== undefined) await this.#open(known, draft);
    }
  }

  async #open(known: Unreachable, { identity, ...draft }: InboundDraft): Promise<void> {
    const profile = 'profile' in draft ? draft.profile : {};
    const changeId = `wrote-again:${known.sendId}`;
    await this.#host.standing([{ identity, profile, standing: 'open', reason: 'wrote-again', changeId }]);
    await this.#people.remove(known._id, known.rev);
  }
}

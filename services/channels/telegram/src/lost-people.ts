import type { ChannelHost } from '@onethread/channel-kit';
import type { IdentityRef, Profile } from '@onethread/contracts';
import type { Collection, StoredDocument } from '@onethread/documents';
import type { Lost } from './send/error-table.ts';

/** By identity id. */
interface LostPerson extends StoredDocument {
  /** Of the refused call: names what is told of it for good. */
  readonly sendId: string;
}

/**
 * Whom Telegram refused to write to, until they are heard of again. Telegram tells when somebody unblocks the bot, but not
 * when a deactivated account comes back: then their message tells it.
 */
export class LostPeople {
  readonly #host: ChannelHost;
  readonly #people: Collection<LostPerson>;

  static async open(host: ChannelHost): Promise<LostPeople> {
    return new LostPeople(host, await host.documents.collection<LostPerson>({ name: 'lost_people' }));
  }

  private constructor(host: ChannelHost, people: Collection<LostPerson>) {
    this.#host = host;
    this.#people = people;
  }

  /** Never throws: the reply has failed and says why in any case, and the next one is refused again. */
  async refused(identity: IdentityRef, reason: Lost, sendId: string, words: string): Promise<void> {
    try {
      // Before it is told, so that whatever is told can be taken back.
      await this.#people.insert({ _id: identity.identityId, sendId });
      const text = words.slice(0, 500);
      const changeId = `refused:${sendId}`;
      await this.#host.standing([{ identity, profile: {}, standing: 'blocked', reason, text, changeId }]);
    } catch (error) {
      this.#host.logger.warn({ err: error }, 'it could not be told that somebody is out of reach');
    }
  }

  /** Whoever writes can be written to. Throws what makes Telegram bring the update again. */
  async heardOf(identity: IdentityRef, profile: Profile): Promise<void> {
    const known = await this.#people.get(identity.identityId);
    if (known === undefined) return;
    const changeId = `wrote-again:${known.sendId}`;
    await this.#host.standing([{ identity, profile, standing: 'open', reason: 'wrote-again', changeId }]);
    await this.#people.remove(known._id, known.rev);
  }
}

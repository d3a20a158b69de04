import { identityIdOfCustomer } from '@onethread/contracts';
import type { ConversationId, CustomerId } from '@onethread/contracts';
import { recentMap } from '@onethread/runtime';
import { newestPicture } from '../../domain/picture.ts';
import { fewAtOnce } from '../../few-at-once.ts';
import type { Collections } from '../../stores/collections.ts';
import type { ConversationDocument } from '../../stores/documents.ts';
import type { IdentityDocument } from '../../stores/identity-documents.ts';
import { identitiesById } from './identities-by-id.ts';
import { mergedItems } from './merged-items.ts';
import { peopleBehind } from './people-behind.ts';

/** A conversation as agents see it in a list. */
export interface ConversationView {
  readonly document: ConversationDocument;
  /** Rises with every change of the document and of what agents have read. */
  readonly rev: number;
  /** Whose conversation it is. */
  readonly customer: IdentityDocument | undefined;
  /** Of all the person's identities the newest; undefined: none has one. */
  readonly picture: string | undefined;
  /** Address of the last message. */
  readonly lastIdentity: IdentityDocument | undefined;
  /** The customer's messages above agents' read position; counted to 100. */
  readonly unread: number;
}

/** Unread messages are counted so far and no further. */
export const MAX_UNREAD = 100;
/** Items that one count looks through: notes, events and other conversations' messages stand between. */
const MAX_LOOKED_AT = 500;
const MAX_COUNTS = 20_000;
const CHUNK = 100;

interface Count {
  readonly above: number;
  /** µs up to which items were looked at. */
  readonly upTo: number;
  readonly unread: number;
}

/** Makes views of many conversations at once; remembers how far unread messages were counted, so that each is read once. */
export class ConversationViews {
  readonly #collections: Collections;
  readonly #counts = recentMap<ConversationId, Count>(MAX_COUNTS);

  constructor(collections: Collections) {
    this.#collections = collections;
  }

  /** Found conversations in the order of the ids. At most 1000 ids. */
  async read(ids: readonly ConversationId[]): Promise<readonly ConversationView[]> {
    return this.of(await this.#collections.conversations.getMany(ids));
  }

  async of(documents: readonly ConversationDocument[]): Promise<readonly ConversationView[]> {
    const people = await peopleBehind(
      this.#collections,
      documents.map(({ homeId }) => homeId),
    );
    const membersOf = (home: CustomerId) => people.get(home)?.members.map(identityIdOfCustomer) ?? [];
    const identities = await identitiesById(
      this.#collections,
      documents.flatMap(({ homeId, lastIdentityId }) => [
        identityIdOfCustomer(homeId),
        lastIdentityId,
        ...membersOf(homeId),
      ]),
    );
    const view = async (document: ConversationDocument): Promise<ConversationView> => {
      const agentsRead = people.get(document.homeId)?.readUpTo ?? 0;
      return {
        document,
        rev: document.rev + agentsRead,
        customer: identities.get(identityIdOfCustomer(document.homeId)),
        picture: newestPicture(membersOf(document.homeId).flatMap((id) => identities.get(id) ?? [])),
        lastIdentity: identities.get(document.lastIdentityId),
        unread: await this.#unread(document, agentsRead),
      };
    };
    return await fewAtOnce(documents, view);
  }

  async #unread(document: ConversationDocument, above: number): Promise<number> {
    if ((document.lastCustomerAt ?? document.previewAt) <= above) return 0;
    const known = this.#counts.get(document._id);
    const { upTo, unread } = known?.above === above ? known : { upTo: above, unread: 0 };
    if (unread >= MAX_UNREAD || (document.lastCustomerAt ?? 0) <= upTo) return unread;
    const count = await this.#count(document, { above, upTo, unread });
    this.#counts.set(document._id, count);
    return count.unread;
  }

  async #count({ _id, homeId, lastIdentityId }: ConversationDocument, from: Count): Promise<Count> {
    const members = [...new Set([homeId, `c_${lastIdentityId}` as CustomerId])];
    let { upTo, unread } = from;
    let lookedAt = 0;
    const options = { direction: 'newer', from: { at: upTo + 1, id: '' }, chunk: CHUNK } as const;
    for await (const item of mergedItems(this.#collections, members, options)) {
      upTo = item.at;
      if (item.conversationId === _id && item.type === 'message' && item.fromCustomer) unread += 1;
      lookedAt += 1;
      if (unread >= MAX_UNREAD || lookedAt >= MAX_LOOKED_AT) break;
    }
    return { above: from.above, upTo, unread };
  }
}

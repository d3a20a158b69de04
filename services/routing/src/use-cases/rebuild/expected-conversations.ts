import type { ConversationId, Entry, EntryId } from '@onethread/contracts';
import { changeDocument } from '@onethread/documents';
import { DEFAULT_TERMS } from '../../domain/conversation.ts';
import type { Conversation } from '../../domain/conversation.ts';
import { itemOf } from '../../domain/item.ts';
import { previewOf } from '../../domain/preview.ts';
import { bornConversation, conversationOf, projectConversation } from '../../domain/project-conversation.ts';
import { without } from '../../domain/without.ts';
import { conversationTerms } from '../../stores/conversation-terms.ts';
import type { ConversationBirth } from '../../stores/conversation-terms.ts';
import type { ConversationDocument } from '../../stores/documents.ts';
import type { UseCaseContext } from '../context.ts';
import { sameFields } from './same-fields.ts';

/** The fields that entries decide; assignment's own are the arbiter itself and cannot be made again. */
const PROJECTED = [
  'homeId',
  'state',
  'stateAt',
  'snoozedUntil',
  'openedAt',
  'resolvedAt',
  'lastActivityAt',
  'previewAt',
  'preview',
  'previewFromCustomer',
  'lastIdentityId',
  'lastCustomerAt',
] as const satisfies readonly (keyof Conversation)[];

interface Expected {
  readonly conversation: Conversation;
  /** What the preview shows. */
  readonly shown?: EntryId;
}

/** Conversations as entries make them. The same in whatever order streams are added, as the projection is. */
export class ExpectedConversations {
  readonly #known = new Map<ConversationId, Expected>();

  add(entry: Entry): void {
    const { body } = entry;
    if (body.kind === 'joined' || body.kind === 'moved') {
      for (const carried of body.kind === 'joined' ? body.open : (body.staying ?? [])) {
        if (!this.#known.has(carried.conversationId)) {
          this.#put({ conversation: bornConversation(carried, DEFAULT_TERMS) });
        }
      }
    }
    const id = conversationOf(entry);
    if (id === undefined) return;
    const before = this.#known.get(id);
    const conversation = projectConversation(before?.conversation, entry, DEFAULT_TERMS);
    if (conversation === undefined) return;
    const shown = conversation.previewAt === entry.at ? itemOf(entry) : before?.shown;
    this.#put({ ...before, conversation, ...(shown === undefined ? {} : { shown }) });
  }

  /** Takes over what another stream says; the newer word wins per field, as when both are projected. */
  merge(other: ExpectedConversations): void {
    for (const [id, theirs] of other.#known) {
      const ours = this.#known.get(id);
      this.#known.set(id, ours === undefined ? theirs : newer(ours, theirs));
    }
  }

  all(): Iterable<Expected> {
    return this.#known.values();
  }

  #put(expected: Expected): void {
    this.#known.set(expected.conversation._id, expected);
  }
}

function newer(one: Expected, other: Expected): Expected {
  const [a, b] = [one.conversation, other.conversation];
  // Whoever saw it opened knows its home and its age; the other side made a stub of what it was told.
  const birth = a.openedAt <= b.openedAt ? a : b;
  const state = a.stateAt >= b.stateAt ? a : b;
  const shown = a.previewAt >= b.previewAt ? one : other;
  const heard = (a.lastCustomerAt ?? 0) >= (b.lastCustomerAt ?? 0) ? a : b;
  const { snoozedUntil, resolvedAt } = state;
  const conversation = {
    ...birth,
    state: state.state,
    stateAt: state.stateAt,
    snoozedUntil,
    resolvedAt,
    lastActivityAt: Math.max(a.lastActivityAt, b.lastActivityAt),
    previewAt: shown.conversation.previewAt,
    preview: shown.conversation.preview,
    previewFromCustomer: shown.conversation.previewFromCustomer,
    lastIdentityId: heard.lastIdentityId,
    lastCustomerAt: heard.lastCustomerAt,
  } as Conversation;
  return {
    conversation,
    ...(shown.shown === undefined ? {} : { shown: shown.shown }),
  };
}

/** Compares one conversation's projected fields with what is stored; names what differs. */
export async function checkConversation(
  context: UseCaseContext,
  { conversation, shown }: Expected,
  repair: boolean,
): Promise<string | undefined> {
  const { collections } = context;
  const item = shown && (await collections.items.get(shown));
  // An edit or a withdrawal of the message shown changes the preview too.
  const expected =
    item && (item.edited || item.unsent) ? { ...conversation, preview: previewOf(item.parts) } : conversation;
  const stored = await collections.conversations.get(conversation._id);
  if (stored !== undefined && sameFields<Conversation>(stored, expected, PROJECTED)) return undefined;
  if (repair) {
    const terms = stored === undefined ? await conversationTerms(context, await storedBirth(context, expected)) : {};
    const fields = PROJECTED.map((field) => [field, expected[field]]).filter(([, value]) => value !== undefined);
    await changeDocument<ConversationDocument>(collections.conversations, {
      id: conversation._id,
      make: (known) => {
        if (known === undefined) return { ...expected, ...terms };
        const kept = without(known, ...PROJECTED);
        return { ...kept, ...Object.fromEntries(fields) } as ConversationDocument;
      },
    });
    collections.memory.conversations.delete(conversation._id);
  }
  return `conversations/${conversation._id}`;
}

/** Items that are looked through for a conversation's first message. */
const MAX_LOOKED_AT = 100;

/** What is still known of how a conversation began: rules are asked again for one whose document is lost. */
async function storedBirth(
  { collections }: UseCaseContext,
  { _id, homeId, openedAt, lastIdentityId }: Conversation,
): Promise<ConversationBirth> {
  const query = { index: 'by_customer', equals: [homeId], from: openedAt * 1000, limit: MAX_LOOKED_AT } as const;
  const { documents } = await collections.items.find(query);
  const first = documents.find((item) => item.conversationId === _id && item.type === 'message');
  return {
    identityId: first?.identityId ?? lastIdentityId,
    at: openedAt,
    streamId: first?.streamId ?? homeId,
    ...(first === undefined ? {} : { parts: first.parts }),
    ...(first?.subject === undefined ? {} : { subject: first.subject }),
  };
}

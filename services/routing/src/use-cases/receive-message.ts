import { conversationIdOf } from '@onethread/contracts';
import type {
  ConversationId,
  CustomerId,
  Entry,
  EntryBody,
  EntryId,
  IdentityRef,
  InboundMessage,
} from '@onethread/contracts';
import { providerKeyOf } from '../domain/item.ts';
import { isQuiet, isResolved } from '../domain/open-conversations.ts';
import { placeMessage } from '../domain/opening-rule.ts';
import type { StreamHead } from '../domain/stream-head.ts';
import { append } from '../stores/append.ts';
import { meetIdentity } from '../stores/identities.ts';
import type { UseCaseContext } from './context.ts';
import { redeemLinkCode } from './identity/link-codes.ts';
import { rejudgeUser } from './identity/rejudge-user.ts';
import { weighLater } from './identity/weigh-later.ts';
import { closePlaceholder, unnamedPlaceholder } from './placeholders.ts';

export interface ReceivedMessage {
  readonly entry: Entry;
  /** Delivered before: the stored fact was announced again, nothing was decided anew. */
  readonly duplicate: boolean;
}

/**
 * Stores a customer's message (or one that a person of ours wrote in the provider's own inbox) once, in the conversation
 * that it belongs to, and announces it. Idempotent by `entryId`.
 */
export async function receiveMessage(
  context: UseCaseContext,
  message: InboundMessage,
  { replayOf }: { /** The record that failed, where this one repairs it. */ readonly replayOf?: string } = {},
): Promise<ReceivedMessage> {
  const identity = await meetIdentity(context, message.identity, message.profile, message.occurredAt);
  // Before these words can be seen by whom they must not: another user who was held for the same person.
  if (identity.todo !== undefined) await rejudgeUser(context, identity);
  const entryId = message.entryId as EntryId;
  const { customerId } = identity;
  const appended = await append(
    context,
    customerId,
    entryId,
    async (head) => {
      const body = await messageBody(context, customerId, message, head);
      const itemId = replayOf && (await unnamedPlaceholder(context, replayOf, identity._id));
      return itemId ? { ...body, itemId } : body;
    },
    { redelivered: true },
  );
  if (appended === undefined) throw new Error('a message is always stored');
  // It stands elsewhere already: nothing will ever fill the placeholder in.
  const left = replayOf && (await unnamedPlaceholder(context, replayOf, identity._id));
  if (left) await closePlaceholder(context, { itemId: left, customerId }, 'repaired');
  await redeemLinkCode(context, message, identity);
  await weighLater(context, identity);
  return appended;
}

async function messageBody(
  context: UseCaseContext,
  customerId: CustomerId,
  message: InboundMessage,
  head: StreamHead,
): Promise<Extract<EntryBody, { kind: 'message' }>> {
  const author = message.author === 'agent' ? 'agent-outside' : 'customer';
  const refersTo = head.open.length > 1 ? await referredConversation(context, message, head) : undefined;
  const preferred = await ownConversation(context, customerId, head);
  const placement = placeMessage({
    open: head.open,
    quiet: isQuiet({ author, automatic: message.automatic }),
    now: context.now(),
    reopenWindowMs: context.settings.reopenWindowMs,
    newId: conversationIdOf(message.entryId as EntryId),
    ...(refersTo === undefined ? {} : { refersTo }),
    ...(preferred === undefined ? {} : { preferred }),
  });
  return {
    kind: 'message',
    author,
    identityId: message.identity.identityId as Extract<EntryBody, { kind: 'message' }>['identityId'],
    ...placement,
    parts: message.parts,
    providerMessageId: message.providerMessageId,
    automatic: message.automatic,
    ...(message.providerTime === undefined ? {} : { providerTime: message.providerTime }),
    ...(message.subject === undefined ? {} : { subject: message.subject }),
    ...(message.notice === undefined ? {} : { notice: message.notice }),
  };
}

/** What the provider says it answers, followed only within this very thread: a guessed reference opens nobody else's. */
async function referredConversation(
  { collections }: UseCaseContext,
  { threadRefs, identity }: InboundMessage,
  head: StreamHead,
): Promise<ConversationId | undefined> {
  const known = (id: string) => head.open.find((one) => one.conversationId === id)?.conversationId;
  for (const ref of threadRefs) {
    const id = ref.kind === 'conversation' ? ref.value : await conversationOfMessage(collections, identity, ref.value);
    const found = id === undefined ? undefined : known(id);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A message reference is a provider's id on the sender's own channel and account, or one of our entry ids. */
async function conversationOfMessage(
  { items }: UseCaseContext['collections'],
  identity: IdentityRef,
  value: string,
): Promise<ConversationId | undefined> {
  const providerKey = providerKeyOf(identity, value);
  const { documents } = await items.find({ index: 'by_provider_key', equals: [providerKey], limit: 1 });
  const item = documents[0] ?? (await items.get(value));
  return item?.conversationId;
}

/**
 * Where several conversations go on (after a merge), a member's messages go on in its own, else in the oldest that is
 * awake; or in what that was joined into.
 */
async function ownConversation(
  { collections }: UseCaseContext,
  customerId: CustomerId,
  head: StreamHead,
): Promise<ConversationId | undefined> {
  const open = head.open.filter((one) => !isResolved(one));
  if (open.length < 2) return undefined;
  const own = open.find((one) => one.homeId === customerId) ?? open.find((one) => one.snoozedUntil === undefined);
  if (own === undefined) return undefined;
  const document = await collections.conversations.get(own.conversationId);
  const joined = document?.joinedInto;
  return open.some((one) => one.conversationId === joined) ? joined : own.conversationId;
}

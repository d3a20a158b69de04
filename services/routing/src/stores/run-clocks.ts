import type { ConversationId, Entry } from '@onethread/contracts';
import { targetTermsOf } from '../calendars/index.ts';
import { momentOf } from '../domain/clock-moments.ts';
import { clocksAfter, clocksFollowing } from '../domain/conversation-clocks.ts';
import type { Conversation } from '../domain/conversation.ts';
import { conversationOf } from '../domain/project-conversation.ts';
import type { Collections } from './collections.ts';
import { entryById } from './read-entries.ts';
import { settingsInForce } from './settings-in-force.ts';

interface Context {
  readonly collections: Collections;
}

/** The conversation, which knows of an entry already, with its clocks after that entry: by the settings in force now. */
export async function runClocks<C extends Conversation>(context: Context, conversation: C, entry: Entry): Promise<C> {
  const moment = momentOf(entry);
  if (moment === undefined) return conversation;
  const queueId = entry.body.kind === 'queued' ? entry.body.queueId : conversation.queueId;
  return clocksAfter(conversation, moment, targetTermsOf(await settingsInForce(context), queueId));
}

/** After it was joined into another conversation, or came apart from it. */
export async function clocksOfJoined<C extends Conversation>(
  context: Context,
  conversation: C,
  at: number,
): Promise<C> {
  const terms = targetTermsOf(await settingsInForce(context), conversation.queueId);
  return clocksFollowing(conversation, Math.floor(at / 1000), terms);
}

/** The conversations of replies that were held and are sent after all: their decision names the reply alone. */
export async function conversationsOfDecided(
  { collections }: Context,
  entries: readonly Entry[],
): Promise<(entry: Entry) => ConversationId | undefined> {
  const known = new Map<Entry, ConversationId>();
  for (const entry of entries) {
    if (entry.body.kind !== 'reply-decided' || entry.body.decision !== 'send') continue;
    const reply = await entryById(collections, entry.body.itemId);
    const conversationId = reply && conversationOf(reply);
    if (conversationId !== undefined) known.set(entry, conversationId);
  }
  return (entry) => known.get(entry);
}

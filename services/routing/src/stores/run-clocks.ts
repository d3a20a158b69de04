import type { ConversationId, Entry } from '@onethread/contracts';
import { targetTermsOf } from '../calendars/index.ts';
import { momentOf } from '../domain/clock-moments.ts';
import { clocksAfter, clocksFollowing, isOpenQuestion, questionTaken } from '../domain/conversation-clocks.ts';
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

/**
 * A conversation of those that `going` in one thread, as they are joined by an entry (µs): clocks of one that goes on in
 * another stand still, and the other takes over the question that is open in it. Itself where nothing changes.
 */
export async function joinedWithClocks<C extends Conversation>(
  context: Context,
  together: {
    readonly known: C;
    readonly going: readonly Conversation[];
    readonly joined: <D extends Conversation>(conversation: D, now: number) => D;
    readonly at: number;
  },
): Promise<C> {
  const { known, going, joined, at } = together;
  const ms = Math.floor(at / 1000);
  const after = joined(known, ms);
  const coming = going.filter((one) => comesInto(after, one, joined(one, ms)));
  const questions = coming.flatMap(({ clocks = [] }) => clocks.filter(isOpenQuestion)).map((clock) => clock.startedAt);
  // A repetition must not ask again what was answered since.
  const asked = (known.answeredAt ?? 0) < at && questions.length > 0 ? Math.min(...questions) : undefined;
  if (after.joinedInto === known.joinedInto && asked === undefined) return after;
  const terms = targetTermsOf(await settingsInForce(context), after.queueId);
  return clocksFollowing(asked === undefined ? after : questionTaken(after, asked, terms), ms, terms);
}

function comesInto({ _id }: Conversation, before: Conversation, after: Conversation): boolean {
  return before.state === 'open' && before.joinedInto !== _id && after.joinedInto === _id;
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

import { CONSUMER_GROUPS, CONVERSATION_EVENTS, type ConversationEvent } from '@onethread/contracts';
import { PoisonRecordError, type EventLog, type LogRecord } from '@onethread/log';
import type { SearchContext } from '../../use-cases/search/search-context.ts';
import { SearchFeed } from '../../use-cases/search/search-feed.ts';

export interface SearchConsumer {
  /** Finishes what is in work; resolves when nothing more comes. */
  stop(): Promise<void>;
}

/** From what history announced into the search index: group `search`. Apart from intake, so that it never delays a message. */
export async function startSearchConsumer(
  log: Pick<EventLog, 'subscribe'>,
  context: SearchContext,
): Promise<SearchConsumer> {
  const feed = new SearchFeed(context);
  const subscription = await log.subscribe({
    topic: CONVERSATION_EVENTS.name,
    group: CONSUMER_GROUPS.search,
    handle: async (record) => {
      const event = decoded(record);
      if (event.type === 'entry') await feed.take(event.entry);
    },
  });
  return {
    stop: async () => {
      await subscription.stop();
      await feed.stop();
    },
  };
}

/** Our own records: what is not JSON is a fault of ours. */
function decoded({ value }: LogRecord): ConversationEvent {
  try {
    return JSON.parse(value) as ConversationEvent;
  } catch {
    throw new PoisonRecordError('not-json', 'the value is not JSON');
  }
}

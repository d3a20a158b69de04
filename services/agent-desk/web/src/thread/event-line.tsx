import type { Item } from '../../../wire/model.ts';
import { useDeskState } from '../desk/desk-context.ts';
import type { ThreadState } from '../state/thread-state.ts';
import { clockTime, fullTime } from '../ui/times.ts';
import { eventWords } from './event-words.ts';
import type { EventNames } from './event-words.ts';

/** What happened with the conversation: one quiet line. */
export function EventLine({ item, thread }: { readonly item: Item; readonly thread: ThreadState }) {
  const { agents, channels, queues } = useDeskState();
  const names: EventNames = {
    agent: (agentId) => agents[agentId]?.name,
    queue: (queueId) => queues.find((one) => one.queueId === queueId)?.name,
    identity: (identityId) => {
      const { name = '', address = '', channel = item.channel } = thread.identities[identityId] ?? {};
      return { who: name || 'The customer', address, label: channels[channel]?.label ?? channel };
    },
  };
  const atMs = item.atUs / 1000;
  return (
    <p className="event-line" data-event={item.content.kind === 'event' ? item.content.event : undefined}>
      <span>{eventWords(item, names)}</span> <time title={fullTime(atMs)}>{clockTime(atMs)}</time>
    </p>
  );
}

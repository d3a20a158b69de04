import type { Conversation } from '../../../wire/model.ts';
import { useDeskState } from '../desk/desk-context.ts';
import { fullTime } from '../ui/times.ts';
import { STATE_WORDS } from './earlier-conversations.tsx';

/** Where this conversation stands, and why it is here. */
export function ConversationFacts({ conversation }: { readonly conversation: Conversation }) {
  const { queues, agents } = useDeskState();
  const { assigneeId, queueId } = conversation;
  const facts: readonly (readonly [string, string])[] = [
    ['State', STATE_WORDS[conversation.state]],
    ['Held by', agents[assigneeId]?.name ?? (assigneeId === '' ? 'Nobody' : 'A colleague')],
    ['Queue', queues.find((one) => one.queueId === queueId)?.name ?? ''],
    ['Opened', fullTime(conversation.openedAtMs)],
    ['Subject', conversation.subject],
    ['Why here', conversation.explanation],
  ];
  return (
    <section>
      <h3>This conversation</h3>
      <dl className="facts">
        {facts
          .filter(([, value]) => value !== '')
          .map(([label, value]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd dir="auto">{value}</dd>
            </div>
          ))}
      </dl>
    </section>
  );
}

import { useQueries } from '@tanstack/react-query';
import { BadgeCheck, X } from 'lucide-react';
import { useMemo } from 'react';
import type { Conversation, Identity } from '../../../wire/model.ts';
import { callDesk } from '../api/http.ts';
import { nameOf } from '../desk/conversation-actions.ts';
import { useDeskState } from '../desk/desk-context.ts';
import { conversationPath, navigate } from '../navigation.ts';
import { Avatar } from '../ui/avatar.tsx';
import { ChannelMark } from '../ui/channel-mark.tsx';
import { fullTime, shortTime } from '../ui/times.ts';
import { useNow } from '../ui/use-now.ts';

/** Earlier conversations that are looked up. */
const MAX_EARLIER = 10;
const STATE_WORDS = { open: 'Open', snoozed: 'Snoozed', resolved: 'Resolved' } as const;

interface CustomerCardProps {
  readonly conversation: Conversation;
  readonly onClose: () => void;
}

/** Who the customer is, where they can be reached, what there was before. */
export function CustomerCard({ conversation, onClose }: CustomerCardProps) {
  const state = useDeskState();
  const thread = state.threads[conversation.customerId];
  const identities = Object.values(thread?.identities ?? {});
  const name = nameOf(conversation);
  const queue = state.queues.find((one) => one.queueId === conversation.queueId)?.name;
  const facts: readonly (readonly [string, string])[] = [
    ['State', STATE_WORDS[conversation.state]],
    [
      'Held by',
      state.agents[conversation.assigneeId]?.name ?? (conversation.assigneeId === '' ? 'Nobody' : 'A colleague'),
    ],
    ['Queue', queue ?? ''],
    ['Opened', fullTime(conversation.openedAtMs)],
    ['Subject', conversation.subject],
    ['Why here', conversation.explanation],
  ];
  return (
    <aside className="card" aria-label="Customer">
      <header className="card-head">
        <Avatar name={name} size={48} />
        <h2 dir="auto">{name}</h2>
        <button type="button" className="icon-button card-close" aria-label="Close customer details" onClick={onClose}>
          <X size={20} aria-hidden />
        </button>
      </header>
      <section>
        <h3>Reachable by</h3>
        <ul className="identities">
          {identities.map((identity) => (
            <IdentityLine key={identity.identityId} identity={identity} />
          ))}
        </ul>
        {identities.length === 0 && <p className="faint">Not loaded yet.</p>}
      </section>
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
      <EarlierConversations conversation={conversation} />
    </aside>
  );
}

function IdentityLine({ identity }: { readonly identity: Identity }) {
  const state = useDeskState();
  const channel = state.channels[identity.channel];
  const account =
    channel !== undefined && channel.accounts.length > 1
      ? channel.accounts.find((one) => one.account === identity.account)?.label
      : undefined;
  return (
    <li>
      <ChannelMark channel={channel} size={24} />
      <span className="identity-text">
        <span className="identity-address" dir="auto">
          {identity.address || identity.name || 'No address'}
        </span>
        <span className="faint">
          {channel?.label ?? identity.channel}
          {account !== undefined && ` · ${account}`}
          {identity.language !== '' && ` · ${languageName(identity.language)}`}
        </span>
        <span className={identity.verified ? 'proof' : 'faint'}>
          {identity.verified && <BadgeCheck size={14} aria-hidden />}
          {identity.verified ? 'Proved' : 'Not proved'}
        </span>
      </span>
    </li>
  );
}

function EarlierConversations({ conversation }: { readonly conversation: Conversation }) {
  const now = useNow(60_000);
  const state = useDeskState();
  const items = state.threads[conversation.customerId]?.items;
  const ids = useMemo(() => {
    const known = new Set((items ?? []).map((item) => item.conversationId));
    known.delete(conversation.conversationId);
    known.delete('');
    return [...known].toReversed().slice(0, MAX_EARLIER);
  }, [items, conversation.conversationId]);
  const found = useQueries({
    queries: ids.map((id) => ({
      queryKey: ['conversation', id],
      queryFn: () => callDesk<Conversation>('GET', `/conversations/${encodeURIComponent(id)}`),
    })),
  });
  const conversations = found.flatMap(({ data }) => (data === undefined ? [] : [data]));
  return (
    <section>
      <h3>Other conversations</h3>
      {conversations.length === 0 ? (
        <p className="faint">None in what is shown of the thread.</p>
      ) : (
        <ul className="earlier">
          {conversations.map((one) => (
            <li key={one.conversationId}>
              <a
                href={conversationPath(one.conversationId)}
                onClick={(event) => {
                  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
                  event.preventDefault();
                  navigate(conversationPath(one.conversationId));
                }}
              >
                <span dir="auto">{one.subject || one.preview || 'Conversation'}</span>
                <span className="faint">
                  {STATE_WORDS[one.state]} · {shortTime(one.lastActivityMs, now)}
                </span>
              </a>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function languageName(code: string): string {
  try {
    return new Intl.DisplayNames(undefined, { type: 'language' }).of(code) ?? code;
  } catch {
    return code;
  }
}

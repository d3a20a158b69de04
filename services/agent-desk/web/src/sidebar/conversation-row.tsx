import type { Conversation } from '../../../wire/model.ts';
import { nameOf } from '../desk/conversation-actions.ts';
import { useDeskState } from '../desk/desk-context.ts';
import { conversationPath } from '../navigation.ts';
import { waitingSince } from '../state/conversation-lists.ts';
import type { ListName } from '../state/conversation-lists.ts';
import { TargetBadge } from '../targets/target-badge.tsx';
import { standingsOf } from '../targets/target-words.ts';
import { Avatar } from '../ui/avatar.tsx';
import { ChannelMark } from '../ui/channel-mark.tsx';
import { age, futureTime, shortTime } from '../ui/times.ts';
import { AppLink } from '../ui/app-link.tsx';

interface ConversationRowProps {
  readonly conversation: Conversation;
  readonly list: ListName;
  readonly now: number;
  readonly selected: boolean;
}

export function ConversationRow({ conversation, list, now, selected }: ConversationRowProps) {
  const state = useDeskState();
  const name = nameOf(conversation);
  const channel = state.channels[conversation.lastIdentity?.channel ?? ''];
  const typing = (state.activities[conversation.customerId] ?? []).some(
    (one) => one.agentId === '' && one.activity === 'typing',
  );
  const [standing] = standingsOf(conversation, now + state.clockOffsetMs);
  const path = conversationPath(conversation.conversationId);
  return (
    <AppLink
      href={path}
      className="conversation-row"
      aria-current={selected ? 'page' : undefined}
      data-unread={conversation.unread > 0}
    >
      <span className="row-avatar">
        <Avatar name={name} size={38} picture={conversation.pictureBlobId} />
        <ChannelMark channel={channel} size={18} />
      </span>
      <span className="row-main">
        <span className="row-top">
          <span className="row-name" dir="auto">
            {name}
          </span>
          <span className="row-time">{timeOf(conversation, list, now)}</span>
        </span>
        <span className="row-preview">
          {typing ? (
            <span className="typing-text">typing…</span>
          ) : (
            <span dir="auto">
              {!conversation.previewFromCustomer && conversation.preview !== '' && 'You: '}
              {conversation.preview}
            </span>
          )}
          {conversation.unread > 0 && (
            <span className="unread-badge">
              {conversation.unread}
              <span className="visually-hidden"> unread</span>
            </span>
          )}
        </span>
        {standing !== undefined && (
          <span className="row-target">
            <TargetBadge standing={standing} />
          </span>
        )}
        <span className="visually-hidden">{channel?.label}</span>
      </span>
    </AppLink>
  );
}

function timeOf(conversation: Conversation, list: ListName, now: number): string {
  if (list === 'queue') return `waits ${age(waitingSince(conversation), now)}`;
  if (list === 'snoozed') return futureTime(conversation.snoozedUntilMs, now);
  return shortTime(conversation.lastActivityMs, now);
}

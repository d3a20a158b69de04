import { ArrowLeft, Check, CornerUpLeft, Info, RotateCcw, Search, UserCheck, UserPlus } from 'lucide-react';
import type { Conversation } from '../../../wire/model.ts';
import { conversationActions, nameOf } from '../desk/conversation-actions.ts';
import { useDesk, useDeskState } from '../desk/desk-context.ts';
import { navigate } from '../navigation.ts';
import { Avatar } from '../ui/avatar.tsx';
import { ChannelLabel } from '../ui/channel-mark.tsx';
import { futureTime } from '../ui/times.ts';
import { TransferButton } from '../transfer/transfer-button.tsx';
import { isSupervisor } from '../transfer/transfer-targets.ts';
import { SnoozeMenu } from './snooze-menu.tsx';

interface ThreadHeaderProps {
  readonly conversation: Conversation;
  readonly onToggleCard: () => void;
  readonly onSearch: () => void;
}

/** Who it is, where it stands, and what can be done with it. */
export function ThreadHeader({ conversation, onToggleCard, onSearch }: ThreadHeaderProps) {
  const { client } = useDesk();
  const state = useDeskState();
  const actions = conversationActions(client);
  const me = state.me?.agentId ?? '';
  const mine = conversation.assigneeId === me;
  const offered = conversation.reservation?.agentId === me && conversation.assigneeId === '';
  const supervises = state.me !== null && isSupervisor(state.me.role);
  const { state: where } = conversation;
  const channel = conversation.lastIdentity?.channel ?? '';
  return (
    <header className="thread-head">
      <button
        type="button"
        className="icon-button back-button"
        aria-label="Back to the lists"
        onClick={() => navigate('/')}
      >
        <ArrowLeft size={20} aria-hidden />
      </button>
      <span className="thread-avatar">
        <Avatar name={nameOf(conversation)} size={36} picture={conversation.pictureBlobId} />
      </span>
      <div className="thread-who">
        <h1 dir="auto">{nameOf(conversation)}</h1>
        <p className="row-meta">
          <ChannelLabel channel={state.channels[channel]} name={channel} />
          <span className="wide-only">{placeOf(conversation, mine, state.agents[conversation.assigneeId]?.name)}</span>
        </p>
      </div>
      <div className="thread-actions">
        {offered && (
          <button type="button" className="button primary" onClick={() => void actions.accept(conversation)}>
            <Check size={16} aria-hidden /> <span>Accept</span>
          </button>
        )}
        {where === 'open' && !offered && conversation.assigneeId === '' && (
          <button type="button" className="button primary" onClick={() => void actions.take(conversation)}>
            <UserPlus size={16} aria-hidden /> <span>Take</span>
          </button>
        )}
        {where === 'open' && supervises && !mine && conversation.assigneeId !== '' && (
          <button type="button" className="button primary" onClick={() => void actions.takeOver(conversation)}>
            <UserCheck size={16} aria-hidden /> <span>Take over</span>
          </button>
        )}
        {where === 'open' && (mine || supervises) && <TransferButton conversation={conversation} />}
        {where === 'open' && mine && (
          <>
            <button
              type="button"
              className="button ghost return-button"
              title="Return to the queue"
              onClick={() => void actions.returnToQueue(conversation)}
            >
              <CornerUpLeft size={16} aria-hidden /> <span className="wide-only">Return</span>
              <span className="visually-hidden narrow-name">Return</span>
              <span className="visually-hidden"> to the queue</span>
            </button>
            <SnoozeMenu conversation={conversation} />
            <button
              type="button"
              className="button primary"
              data-shortcut="resolve"
              onClick={() => void actions.resolve(conversation)}
            >
              <Check size={16} aria-hidden /> <span className="roomy-only">Resolve</span>
              <span className="visually-hidden cramped-name">Resolve</span>
            </button>
          </>
        )}
        {where !== 'open' && (
          <button type="button" className="button primary" onClick={() => void actions.reopen(conversation)}>
            <RotateCcw size={16} aria-hidden /> <span>Reopen</span>
          </button>
        )}
        <button
          type="button"
          className="icon-button"
          aria-label="Search in this thread"
          data-shortcut="search-thread"
          onClick={onSearch}
        >
          <Search size={19} aria-hidden />
        </button>
        <button type="button" className="icon-button card-toggle" aria-label="Customer details" onClick={onToggleCard}>
          <Info size={20} aria-hidden />
        </button>
      </div>
    </header>
  );
}

function placeOf(conversation: Conversation, mine: boolean, assignee: string | undefined): string {
  if (conversation.state === 'resolved') return 'Resolved';
  if (conversation.state === 'snoozed') return `Snoozed until ${futureTime(conversation.snoozedUntilMs, Date.now())}`;
  if (mine) return 'With you';
  if (conversation.assigneeId !== '') return `With ${assignee ?? 'a colleague'}`;
  return 'In the queue';
}

import { Inbox } from 'lucide-react';
import { Avatar } from '../ui/avatar.tsx';
import { PresenceWord } from '../ui/presence-word.tsx';
import type { ColleagueTarget, Target } from './transfer-targets.ts';

interface TargetRowProps {
  readonly target: Target;
  /** Of the group of choices. */
  readonly name: string;
  readonly chosen: boolean;
  readonly isMe: boolean;
  readonly onChoose: () => void;
}

/** One choice: a colleague with what they hold, or a queue. */
export function TargetRow({ target, name, chosen, isMe, onChoose }: TargetRowProps) {
  return (
    <label className="target-row" data-full={target.kind === 'agent' && target.isFull}>
      <input type="radio" name={name} value={target.key} checked={chosen} onChange={onChoose} />
      {target.kind === 'agent' ? (
        <ColleagueFacts target={target} isMe={isMe} />
      ) : (
        <>
          <span className="target-queue" aria-hidden>
            <Inbox size={17} />
          </span>
          <span className="target-text">
            <span dir="auto">{target.queue.name}</span>
            <span className="faint">{target.isOwn ? 'Back to its queue' : 'Queue'}</span>
          </span>
        </>
      )}
    </label>
  );
}

function ColleagueFacts({ target, isMe }: { readonly target: ColleagueTarget; readonly isMe: boolean }) {
  const { agent, teams, isFull } = target;
  return (
    <>
      <Avatar name={agent.name} size={34} />
      <span className="target-text">
        <span dir="auto">
          {agent.name}
          {isMe && ' (you)'}
        </span>
        <span className="target-facts">
          <PresenceWord presence={agent.presence} />
          <span>
            holds {agent.load} of {agent.capacity}
            {agent.interruptibleLoad > 0 && `, ${agent.interruptibleLoad} interruptible`}
          </span>
          {isFull && <span className="target-full">full</span>}
          {teams.length > 0 && <span dir="auto">{teams.join(', ')}</span>}
        </span>
      </span>
    </>
  );
}

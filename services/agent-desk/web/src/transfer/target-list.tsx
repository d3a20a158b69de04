import { useId } from 'react';
import type { KeyboardEvent } from 'react';
import { focusOnMount } from '../ui/focus-on-mount.ts';
import { TargetRow } from './target-row.tsx';
import { matching } from './transfer-targets.ts';
import type { Target } from './transfer-targets.ts';

interface TargetListProps {
  readonly targets: readonly Target[];
  readonly typed: string;
  readonly chosen: string;
  readonly meId: string;
  readonly onType: (typed: string) => void;
  readonly onChoose: (target: Target) => void;
  /** The first of those found was taken with Enter: what follows is the note. */
  readonly onEnter: () => void;
}

/** Colleagues and queues, to be looked for by name. */
export function TargetList({ targets, typed, chosen, meId, onType, onChoose, onEnter }: TargetListProps) {
  const name = useId();
  const found = matching(targets, typed);
  const [first] = found;
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
    event.preventDefault();
    if (first === undefined) return;
    onChoose(first);
    onEnter();
  };
  return (
    <>
      <label className="field">
        To whom?
        <input
          ref={focusOnMount}
          type="search"
          value={typed}
          placeholder="Colleague, team or queue"
          autoComplete="off"
          onChange={(event) => onType(event.target.value)}
          onKeyDown={onKey}
        />
      </label>
      <output className="visually-hidden">{found.length === 0 ? 'Nobody found' : `${found.length} found`}</output>
      <fieldset className="target-list" aria-label="Colleagues and queues">
        {found.length === 0 && (
          <p className="list-empty">{typed === '' ? 'There is nobody else.' : 'Nobody and no queue is called so.'}</p>
        )}
        {found.map((target) => (
          <TargetRow
            key={target.key}
            target={target}
            name={name}
            chosen={target.key === chosen}
            isMe={target.kind === 'agent' && target.agent.agentId === meId}
            onChoose={() => onChoose(target)}
          />
        ))}
      </fieldset>
    </>
  );
}

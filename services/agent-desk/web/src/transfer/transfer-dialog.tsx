import { useRef, useState } from 'react';
import type { KeyboardEvent, SyntheticEvent } from 'react';
import { MAX_TRANSFER_NOTE } from '../../../wire/frames.ts';
import type { Conversation } from '../../../wire/model.ts';
import { nameOf } from '../desk/conversation-actions.ts';
import { useDeskState } from '../desk/desk-context.ts';
import { Modal } from '../ui/modal.tsx';
import { TargetList } from './target-list.tsx';
import { isSupervisor, targetsOf } from './transfer-targets.ts';
import type { Target } from './transfer-targets.ts';
import { useHandOver } from './use-hand-over.ts';
import { useTeamNames } from './use-team-names.ts';

interface TransferDialogProps {
  readonly conversation: Conversation;
  readonly onClose: () => void;
}

/** Hands a conversation to a colleague or a queue, with a word for whoever gets it. */
export function TransferDialog({ conversation, onClose }: TransferDialogProps) {
  const { agents, queues, me } = useDeskState();
  const teamNames = useTeamNames();
  const [typed, setTyped] = useState('');
  const [chosen, setChosen] = useState<Target>();
  const [note, setNote] = useState('');
  const [beyondCapacity, setBeyondCapacity] = useState(false);
  const noteField = useRef<HTMLTextAreaElement>(null);
  const { handOver, isBusy, refusal, forget } = useHandOver(conversation, onClose);
  const supervises = me !== null && isSupervisor(me.role);
  const offersBeyond = supervises && refusal?.code === 'at-capacity';

  const choose = (target: Target) => {
    setChosen(target);
    setBeyondCapacity(false);
    forget();
  };
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (chosen === undefined || isBusy) return;
    void handOver(chosen, note, beyondCapacity);
  };
  const waits = conversation.assigneeId === '';
  return (
    <Modal title={`${waits ? 'Assign' : 'Transfer'} ${nameOf(conversation)}`} onClose={onClose}>
      <form className="modal-form transfer-form" onSubmit={submit}>
        <TargetList
          targets={targetsOf({ agents, queues, me, teamNames }, conversation)}
          typed={typed}
          chosen={chosen?.key ?? ''}
          meId={me?.agentId ?? ''}
          onType={setTyped}
          onChoose={choose}
          onEnter={() => noteField.current?.focus()}
        />
        <label className="field">
          Note for whoever gets it
          <textarea
            ref={noteField}
            value={note}
            rows={3}
            dir="auto"
            maxLength={MAX_TRANSFER_NOTE}
            placeholder="What they should know; customers never see it"
            onChange={(event) => setNote(event.target.value)}
            onKeyDown={submitOnModEnter}
          />
        </label>
        {refusal !== undefined && (
          <p role="alert" className="form-error">
            {refusal.message}
          </p>
        )}
        {offersBeyond && (
          <label className="check">
            <input
              type="checkbox"
              checked={beyondCapacity}
              onChange={(event) => setBeyondCapacity(event.target.checked)}
            />
            Give it also beyond capacity; this is recorded
          </label>
        )}
        <button type="submit" className="button primary" disabled={chosen === undefined || isBusy}>
          {submitWords(chosen, waits)}
        </button>
      </form>
    </Modal>
  );
}

function submitOnModEnter(event: KeyboardEvent<HTMLTextAreaElement>): void {
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) event.currentTarget.form?.requestSubmit();
}

function submitWords(chosen: Target | undefined, waits: boolean): string {
  if (chosen === undefined) return waits ? 'Assign' : 'Transfer';
  if (chosen.kind === 'queue') return `Transfer to ${chosen.queue.name}`;
  return `${waits ? 'Assign' : 'Transfer'} to ${chosen.agent.name}`;
}

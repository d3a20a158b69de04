import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { DeadLetterContent, DeadLetterDecision } from '../../../wire/operations.ts';
import { callDesk, messageOf } from '../api/http.ts';
import { Modal } from '../ui/modal.tsx';
import { age, dayName } from '../ui/times.ts';
import { useNow } from '../ui/use-now.ts';
import { toast } from '../ui/toasts.tsx';
import { ReasonForm } from './reason-form.tsx';
import { ShowThread } from './show-thread.tsx';
import { topicName } from './topic-name.ts';

interface DeadLetterDialogProps {
  readonly deadLetterId: string;
  readonly onClose: () => void;
}

/** One record as it came, and what to do with it. */
export function DeadLetterDialog({ deadLetterId, onClose }: DeadLetterDialogProps) {
  const path = `/dead-letters/${encodeURIComponent(deadLetterId)}`;
  const content = useQuery({
    queryKey: ['dead-letter', deadLetterId],
    queryFn: () => callDesk<DeadLetterContent>('GET', path),
    gcTime: 0,
  });
  return (
    <Modal title={content.data ? topicName(content.data.deadLetter.topic) : 'Dead letter'} onClose={onClose}>
      <div className="modal-form operations-letter">
        {content.isPending && <output>Loading…</output>}
        {content.isError && (
          <p role="alert" className="form-error">
            {messageOf(content.error)}
          </p>
        )}
        {content.data && <Letter path={path} content={content.data} onClose={onClose} />}
      </div>
    </Modal>
  );
}

interface LetterProps extends Pick<DeadLetterDialogProps, 'onClose'> {
  readonly path: string;
  readonly content: DeadLetterContent;
}

function Letter({ path, content, onClose }: LetterProps) {
  const { deadLetter, headers } = content;
  const original = readable(content.value);
  const [value, setValue] = useState(original);
  const [givingUp, setGivingUp] = useState(false);
  const queries = useQueryClient();
  const now = useNow(60_000);
  const settled = async (said: string) => {
    toast(said);
    onClose();
    await queries.invalidateQueries({ queryKey: ['dead-letters'] });
  };
  const corrected = value !== original;
  const replay = useMutation({
    mutationFn: () =>
      callDesk<DeadLetterDecision>('POST', `${path}/replay`, corrected ? { correctedValue: value } : {}),
    onSuccess: ({ already }) =>
      settled(already ? 'It was replayed before: nothing was published.' : 'Replayed. It takes its place in a moment.'),
  });
  const drop = useMutation({
    mutationFn: (reason: string) => callDesk<DeadLetterDecision>('POST', `${path}/drop`, { reason }),
    onSuccess: () => settled('Given up. It can still be replayed.'),
  });
  const error = replay.error ?? drop.error;
  return (
    <>
      <p>
        {deadLetter.error} <code>{deadLetter.code}</code>
      </p>
      <p className="faint">
        First tried {age(deadLetter.firstSeenMs, now)} ago by {deadLetter.group}; kept until{' '}
        {dayName(deadLetter.keptUntilMs, now)}. That you read it is noted in the log.
      </p>
      {deadLetter.placeholderCustomerId !== '' && <ShowThread customerId={deadLetter.placeholderCustomerId} />}
      <details>
        <summary>Headers</summary>
        <dl className="operations-headers">
          {Object.entries(headers).map(([name, text]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd dir="auto">{text}</dd>
            </div>
          ))}
        </dl>
      </details>
      <label className="field">
        The record; correct it here if need be
        <textarea
          className="operations-value"
          value={value}
          rows={12}
          spellCheck={false}
          dir="ltr"
          onChange={(event) => setValue(event.target.value)}
        />
      </label>
      {error !== null && (
        <p role="alert" className="form-error">
          {messageOf(error)}
        </p>
      )}
      {givingUp ? (
        <ReasonForm
          what="Give this record up"
          hint="Agents read it in the thread, where the placeholder stays."
          busy={drop.isPending}
          onReason={(reason) => drop.mutate(reason)}
          onCancel={() => setGivingUp(false)}
        />
      ) : (
        <div className="operations-actions">
          <button
            type="button"
            className="button primary"
            disabled={replay.isPending || deadLetter.state === 'replayed'}
            onClick={() => replay.mutate()}
          >
            {corrected ? 'Replay corrected' : 'Replay as it is'}
          </button>
          {corrected && (
            <button type="button" className="button ghost" onClick={() => setValue(original)}>
              Undo corrections
            </button>
          )}
          {deadLetter.state === 'open' && (
            <button type="button" className="button ghost" onClick={() => setGivingUp(true)}>
              Give up…
            </button>
          )}
        </div>
      )}
    </>
  );
}

/** JSON with lines, so that a person finds the fault; anything else as it came. */
function readable(value: string): string {
  try {
    return JSON.stringify(JSON.parse(value), null, 2);
  } catch {
    return value;
  }
}

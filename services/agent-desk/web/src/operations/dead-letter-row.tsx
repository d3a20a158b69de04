import type { DeadLetter } from '../../../wire/operations.ts';
import { age, fullTime } from '../ui/times.ts';
import { topicName } from './topic-name.ts';

interface DeadLetterRowProps {
  readonly letter: DeadLetter;
  readonly now: number;
  readonly onOpen: () => void;
}

export function DeadLetterRow({ letter, now, onOpen }: DeadLetterRowProps) {
  const name = topicName(letter.topic);
  return (
    <li className="operations-row" data-state={letter.state}>
      <div className="operations-what">
        <strong>{name}</strong>
        <span>
          {letter.error} <code>{letter.code}</code>
        </span>
        <span className="faint">
          <time dateTime={new Date(letter.deadLetteredMs).toISOString()} title={fullTime(letter.deadLetteredMs)}>
            {age(letter.deadLetteredMs, now)} ago
          </time>
          {` · ${letter.topic}, partition ${letter.partition}, offset ${letter.offset} · ${letter.attempts === 1 ? 'tried once' : `tried ${letter.attempts} times`}`}
        </span>
        {letter.replayOf !== '' && <span className="operations-warn">It was replayed before, and failed again.</span>}
        <Decision letter={letter} now={now} />
      </div>
      <button type="button" className="button small" onClick={onOpen}>
        Look and decide<span className="visually-hidden"> on {`${name}, offset ${letter.offset}`}</span>
      </button>
    </li>
  );
}

function Decision({ letter, now }: Pick<DeadLetterRowProps, 'letter' | 'now'>) {
  if (letter.state === 'open') return null;
  const how = letter.corrected ? 'Corrected and replayed' : 'Replayed';
  const what = letter.state === 'dropped' ? `Given up: ${letter.decisionReason}` : how;
  return (
    <span className="faint" dir="auto">
      {what} · {letter.decidedBy}, {age(letter.decidedMs, now)} ago
    </span>
  );
}

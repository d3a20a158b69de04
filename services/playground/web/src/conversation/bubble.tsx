import type { ComponentChildren } from 'preact';
import type { ShownMessage } from '../../../wire/model.ts';
import { clockTime } from '../ui/format.ts';
import { FileTile } from './shown-file.tsx';

interface BubbleProps {
  readonly message: ShownMessage;
  readonly mark: string;
  /** Beside the mark. */
  readonly children?: ComponentChildren;
}

/** One message; the customer's own stand on the right. */
export function Bubble({ message, mark, children }: BubbleProps) {
  const isMine = message.direction === 'from-customer';
  const hasFailed = message.state === 'failed' || message.state === 'given-up';
  return (
    <div class={`bubble-row ${isMine ? 'mine' : 'theirs'}`}>
      <div class="bubble">
        <span class="hidden-words">{isMine ? 'You: ' : 'Onethread: '}</span>
        {message.text !== undefined && message.text !== '' && <p>{message.text}</p>}
        {message.files.map((file) => (
          <FileTile key={file.url} file={file} />
        ))}
      </div>
      <div class="bubble-foot">
        <small class={hasFailed ? 'mark bad' : 'mark'}>
          {clockTime(message.at)}
          {mark !== '' && ` · ${mark}`}
        </small>
        {children}
      </div>
    </div>
  );
}

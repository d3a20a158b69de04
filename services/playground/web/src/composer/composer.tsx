import type { ComponentChildren } from 'preact';
import { useRef, useState } from 'preact/hooks';
import type { ActOutcome } from '../connection/playground-connection.ts';
import { Icon } from '../ui/icons.tsx';
import { AttachButton } from './attach-button.tsx';
import { AttachmentList } from './attachment-list.tsx';
import { useAttachments } from './use-attachments.ts';

interface ComposerProps {
  /** Names the text field. */
  readonly label: string;
  readonly placeholder: string;
  readonly attachLabel: string;
  readonly maxCharacters: number;
  /** What stands before the text field. */
  readonly children?: ComponentChildren;
  readonly onSend: (text: string, fileIds: readonly string[]) => Promise<ActOutcome>;
}

/** Where a customer writes a short message: Enter sends, Shift+Enter makes a new line. */
export function Composer({ label, placeholder, attachLabel, maxCharacters, children, onSend }: ComposerProps) {
  const field = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState('');
  const [refusal, setRefusal] = useState('');
  const files = useAttachments();
  const isEmpty = text.trim() === '' && files.attachments.length === 0;

  async function send(): Promise<void> {
    if (isEmpty || files.isUploading) return;
    setText('');
    setRefusal('');
    field.current?.focus();
    const { attachments } = files;
    files.clear();
    const outcome = await onSend(
      text,
      attachments.map(({ id }) => id),
    );
    if (outcome.kind === 'done') return;
    setRefusal(outcome.message);
    // What was written meanwhile stays.
    setText((now) => (now === '' ? text : now));
  }

  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <AttachmentList attachments={files.attachments} onRemove={files.remove} />
      {(refusal !== '' || files.fault !== '') && (
        <p class="fault" role="alert">
          {refusal === '' ? files.fault : refusal}
        </p>
      )}
      <div class="composer-row">
        {children}
        <AttachButton label={attachLabel} isBusy={files.isUploading} onFiles={(chosen) => void files.add(chosen)} />
        <textarea
          ref={field}
          rows={1}
          aria-label={label}
          placeholder={placeholder}
          maxLength={maxCharacters}
          value={text}
          onInput={({ currentTarget }) => setText(currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
            event.preventDefault();
            void send();
          }}
        />
        <button type="submit" class="send" aria-label="Send" disabled={isEmpty}>
          <Icon name="send" />
        </button>
      </div>
    </form>
  );
}

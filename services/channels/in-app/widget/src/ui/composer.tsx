import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import {
  MAX_ATTACHMENTS,
  MAX_TEXT_LENGTH,
  MAX_UPLOAD_BYTES,
  Uploads,
  type Attachment,
  type SessionView,
  type UploadProblem,
} from '@onethread/client';
import { AttachmentChips } from './attachment-chips.tsx';
import { useEnvironment, type Environment } from './environment.ts';
import { FileButton } from './file-button.tsx';
import { CameraIcon, ClipIcon, SendIcon } from './icons.tsx';
import { useMedia } from './use-media.ts';

/** Phones and tablets: what is used by a finger has a camera at hand. */
const HANDHELD = '(pointer: coarse)';

export interface ComposerProps {
  readonly session: SessionView | undefined;
  /** Files that were dropped on the panel, each drop a new list. */
  readonly dropped: readonly File[];
}

export function Composer({ session, dropped }: ComposerProps) {
  const environment = useEnvironment();
  const { client, texts, say } = environment;
  const person = client.session?.person;
  const [text, setText] = useState('');
  const [attachments, setAttachments] = useState<readonly Attachment[]>([]);
  const [problem, setProblem] = useState<string>();
  const fieldRef = useRef<HTMLTextAreaElement>(null);
  const camera = useMedia(HANDHELD);
  const uploads = useMemo(
    () =>
      new Uploads({
        rest: client.rest,
        credentials: async () => (await client.proof()).credentials,
        changed: setAttachments,
      }),
    [client],
  );
  const forbidden = session?.connection === 'stopped' || client.view.elsewhere;

  // A draft belongs to whoever wrote it.
  const writerRef = useRef(person);
  useEffect(() => {
    if (writerRef.current !== undefined && writerRef.current !== person) {
      setText('');
      uploads.clear();
    }
    writerRef.current = person;
  }, [person, uploads]);

  const attach = (files: readonly File[]): void => {
    setProblem(problemText(uploads.add(files), environment));
    fieldRef.current?.focus();
  };
  useEffect(() => {
    if (dropped.length > 0) attach(dropped);
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- each drop once
  }, [dropped]);

  function send(): void {
    const over = text.length - MAX_TEXT_LENGTH;
    const files = attachments.flatMap(({ done }) => (done === undefined ? [] : [done]));
    fieldRef.current?.focus();
    if (over > 0) return setProblem(say(texts.tooLong, { count: over }));
    if (files.length < attachments.length) return setProblem(texts.uploadsRunning);
    if (text.trim() === '' && files.length === 0) return;
    if (client.session === undefined) return setProblem(texts.notConnectedYet);
    if (!client.session.write(text.trim(), files)) return setProblem(texts.outboxFull);
    setText('');
    setProblem(undefined);
    uploads.clear();
  }

  const failed = attachments.find(({ state }) => state === 'failed');
  const alert = problem ?? problemText(failed?.problem, environment);

  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <div role="alert" class="problem">
        {alert !== undefined && <p dir="auto">{alert}</p>}
      </div>
      <AttachmentChips attachments={attachments} uploads={uploads} focusAfterwards={() => fieldRef.current?.focus()} />
      <div class="field">
        <FileButton label={texts.attach} disabled={forbidden} chosen={attach}>
          <ClipIcon />
        </FileButton>
        {camera && (
          <FileButton label={texts.takePhoto} disabled={forbidden} chosen={attach} camera>
            <CameraIcon />
          </FileButton>
        )}
        <label class="visually-hidden" for="message">
          {texts.composer}
        </label>
        <textarea
          ref={fieldRef}
          id="message"
          rows={1}
          // No browser puts an earlier person's draft back into it.
          autocomplete="off"
          dir="auto"
          placeholder={texts.placeholder}
          enterkeyhint="send"
          value={text}
          disabled={forbidden}
          onInput={({ currentTarget }) => {
            setText(currentTarget.value);
            setProblem(undefined);
            if (currentTarget.value !== '') client.session?.typing();
          }}
          onKeyDown={(event) => {
            // Enter that picks a word of an input method is not for us.
            if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
            event.preventDefault();
            send();
          }}
          onPaste={(event) => {
            const files = [...(event.clipboardData?.files ?? [])];
            if (files.length === 0) return;
            event.preventDefault();
            attach(files);
          }}
        />
        <button
          type="submit"
          class="icon-button send"
          aria-label={texts.send}
          disabled={forbidden}
          // Keeps the focus, and with it a phone's keyboard, in the field.
          onPointerDown={(event) => event.preventDefault()}
        >
          <SendIcon />
        </button>
      </div>
    </form>
  );
}

function problemText(problem: UploadProblem | undefined, { texts, say }: Environment): string | undefined {
  switch (problem?.kind) {
    case 'too-large':
      return say(texts.uploadTooLarge, { megabytes: MAX_UPLOAD_BYTES / 1024 / 1024 });
    case 'too-many':
      return say(texts.uploadTooMany, { count: MAX_ATTACHMENTS });
    case 'unreachable':
      return texts.uploadUnreachable;
    case 'refused':
      return problem.message;
    case undefined:
      return undefined;
    default:
      return problem satisfies never;
  }
}

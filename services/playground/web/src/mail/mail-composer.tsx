import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Person, ShownProvider } from '../../../wire/model.ts';
import { AttachButton } from '../composer/attach-button.tsx';
import { AttachmentList } from '../composer/attachment-list.tsx';
import { useAttachments } from '../composer/use-attachments.ts';
import { usePlaying } from '../use-view.ts';
import { htmlOf, textOf, type MailDraft } from './mail-draft.ts';
import { Switch } from '../ui/switch.tsx';

const WRITTEN_ON = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' });
const MAX_SUBJECT_CHARACTERS = 300;

interface MailComposerProps {
  readonly provider: ShownProvider;
  readonly person: Person;
  readonly draft: MailDraft;
  readonly onClose: () => void;
}

/** Where a customer writes or answers a mail. */
export function MailComposer({ provider, person, draft: given, onClose }: MailComposerProps) {
  const { act } = usePlaying();
  const [draft, setDraft] = useState(given);
  const [refusal, setRefusal] = useState('');
  const files = useAttachments();
  const first = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  const isReply = draft.answers !== undefined;
  useLayoutEffect(() => first.current?.focus(), []);

  async function send(): Promise<void> {
    const text = textOf(draft, provider.peer, (at) => WRITTEN_ON.format(at));
    const outcome = await act({
      kind: 'write',
      provider: provider.name,
      personId: person.id,
      subject: draft.subject,
      text,
      fileIds: files.attachments.map(({ id }) => id),
      ...(draft.isFormatted ? { html: htmlOf(text) } : {}),
      ...(draft.answers === undefined ? {} : { replyTo: draft.answers.id }),
    });
    if (outcome.kind === 'done') onClose();
    else setRefusal(outcome.message);
  }

  return (
    <form
      class="mail-composer"
      aria-label={isReply ? 'Reply' : 'New mail'}
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <p class="hint">
        From {person.email} to {provider.peer}
      </p>
      <input
        ref={isReply ? null : first}
        type="text"
        aria-label="Subject"
        placeholder="Subject"
        maxLength={MAX_SUBJECT_CHARACTERS}
        value={draft.subject}
        onInput={({ currentTarget }) => setDraft({ ...draft, subject: currentTarget.value })}
      />
      <textarea
        ref={isReply ? first : null}
        aria-label="Text"
        placeholder="Write your mail…"
        maxLength={provider.maxCharacters / 2}
        value={draft.text}
        onInput={({ currentTarget }) => setDraft({ ...draft, text: currentTarget.value })}
      />
      <AttachmentList attachments={files.attachments} onRemove={files.remove} />
      {(refusal !== '' || files.fault !== '') && (
        <p class="fault" role="alert">
          {refusal === '' ? files.fault : refusal}
        </p>
      )}
      <div class="mail-tools">
        <AttachButton label="Attach files" isBusy={files.isUploading} onFiles={(chosen) => void files.add(chosen)} />
        <Switch
          label="Formatted"
          isOn={draft.isFormatted}
          onChange={(isOn) => setDraft({ ...draft, isFormatted: isOn })}
        />
        {isReply && (
          <Switch label="Quote" isOn={draft.quotes} onChange={(isOn) => setDraft({ ...draft, quotes: isOn })} />
        )}
        <span class="gap" />
        <button type="button" class="button" onClick={onClose}>
          Discard
        </button>
        <button
          type="submit"
          class="button strong"
          disabled={files.isUploading || (draft.text.trim() === '' && files.attachments.length === 0)}
        >
          Send
        </button>
      </div>
    </form>
  );
}

import { Paperclip, SendHorizontal } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { ClipboardEvent, DragEvent, KeyboardEvent } from 'react';
import type { Conversation, WrittenPart } from '../../../wire/model.ts';
import { useDesk, useDeskState } from '../desk/desk-context.ts';
import { usePreferences } from '../preferences.ts';
import type { ThreadState } from '../state/thread-state.ts';
import { blockedWords } from '../person/standing-words.ts';
import { labelOf } from './address-choices.ts';
import { AttachmentTray } from './attachment-tray.tsx';
import { ComposerTop } from './composer-top.tsx';
import type { DraftText } from './drafts.ts';
import { takeHandedBack, useHandedBack } from './handed-back.ts';
import { acceptOf, filesHint } from './file-rules.ts';
import { replyProblems } from './reply-rules.ts';
import { measureText } from './text-measure.ts';
import { useAttachments } from './use-attachments.ts';
import { useReplyAddress } from './use-reply-address.tsx';

interface ComposerProps {
  readonly conversation: Conversation;
  readonly thread: ThreadState | undefined;
}

/** Writing: a reply over one of the customer's addresses, or a note for the team. */
export function Composer({ conversation, thread }: ComposerProps) {
  const { client, drafts } = useDesk();
  const state = useDeskState();
  const { sendWith } = usePreferences();
  const { conversationId, customerId } = conversation;
  const [draft, setDraft] = useState<DraftText>(() => drafts.load(conversationId) ?? emptyDraft());
  const { attachments, add, remove, clear, restore } = useAttachments(draft.files);
  const [dragging, setDragging] = useState(false);
  const [tried, setTried] = useState(false);
  const textRef = useRef<HTMLTextAreaElement>(null);
  const fileRef = useRef<HTMLInputElement>(null);

  const address = useReplyAddress({
    conversation,
    thread,
    chosenId: draft.identityId,
    written: { text: draft.text, files: attachments },
    onChosen: (identityId) => change({ identityId }),
  });
  const { chosen, next } = address;
  const isNote = draft.kind === 'note';
  const mine = conversation.assigneeId === state.me?.agentId;
  const uploaded = attachments.flatMap((one) => (one.part === undefined ? [] : [one.part]));
  const problems = problemsOf();
  const empty = draft.text.trim() === '' && attachments.length === 0;
  const channel = isNote ? undefined : chosen?.channel;
  const measure = channel && measureText(channel, draft.text.trim());

  useEffect(() => {
    drafts.save(conversationId, { ...draft, files: uploaded });
    // oxlint-disable-next-line react/exhaustive-deps -- `uploaded` follows from `attachments`
  }, [drafts, conversationId, draft, attachments]);
  useEffect(() => {
    const area = textRef.current;
    if (area === null) return;
    area.style.height = 'auto';
    area.style.height = `${Math.min(area.scrollHeight, 220)}px`;
  }, [draft.text]);

  function problemsOf(): readonly string[] {
    if (attachments.some((one) => one.part === undefined && one.error === ''))
      return ['Wait until the files are uploaded.'];
    if (attachments.some((one) => one.error !== '')) return ['Remove the files that could not be uploaded.'];
    if (isNote) return [];
    if (chosen === undefined) return ['There is no address to reply to.'];
    const { window } = chosen;
    const label = labelOf(chosen);
    if (window.blocked) return [`${blockedWords(chosen.identity, label)}. Choose another address, or add a note.`];
    if (!window.open) {
      return [`${label} delivers nothing until the customer writes again. Choose another address, or add a note.`];
    }
    return replyProblems(chosen.channel, { text: draft.text.trim(), files: attachments });
  }

  const back = useHandedBack(conversationId);
  useEffect(() => {
    if (back === null) return;
    takeHandedBack();
    setDraft((known) => ({
      ...known,
      kind: 'reply',
      identityId: back.identityId,
      text: [known.text.trim(), back.text].filter(Boolean).join('\n\n'),
    }));
    restore(back.files);
    requestAnimationFrame(() => textRef.current?.focus());
  }, [back, restore]);

  const change = (to: Partial<DraftText>) => setDraft((known) => ({ ...known, ...to }));
  const send = () => {
    setTried(true);
    if (empty || problems.length > 0) return;
    const text: WrittenPart[] = draft.text.trim() === '' ? [] : [{ kind: 'text', text: draft.text.trim(), html: '' }];
    const parts = [...text, ...uploaded];
    const identityId = isNote ? '' : (chosen?.identity.identityId ?? '');
    client.submit({
      kind: draft.kind,
      clientMessageId: draft.clientMessageId,
      customerId,
      conversationId,
      identityId,
      parts,
    });
    drafts.forget(conversationId);
    setDraft({ ...emptyDraft(), identityId: draft.identityId });
    clear();
    setTried(false);
    textRef.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') textRef.current?.blur();
    if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
    const mod = event.ctrlKey || event.metaKey;
    if (!mod && (sendWith !== 'enter' || event.shiftKey)) return;
    event.preventDefault();
    send();
  };
  const onPaste = (event: ClipboardEvent) => {
    if (event.clipboardData.files.length === 0) return;
    event.preventDefault();
    add(event.clipboardData.files);
  };
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setDragging(false);
    add(event.dataTransfer.files);
  };
  const switchTo = (kind: DraftText['kind']) => {
    change({ kind });
    requestAnimationFrame(() => textRef.current?.focus());
  };

  if (conversation.state === 'resolved') {
    return (
      <p className="composer-closed">
        This conversation is resolved. Reopen it to write; a new message of the customer reopens it by itself.
      </p>
    );
  }
  // The offer of another address says already why this one is shut.
  const told = !isNote && next !== undefined && chosen?.window.open === false;
  const urgent = tried || (measure?.over ?? 0) > 0 || attachments.length > 0;
  const shownProblems = urgent && !told ? problems : [];
  return (
    // Dropping a file is a second way to what the attach button does.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <section
      className="composer"
      data-kind={draft.kind}
      data-dragging={dragging}
      aria-label="Write"
      onDragOver={(event) => {
        event.preventDefault();
        setDragging(true);
      }}
      onDragLeave={() => setDragging(false)}
      onDrop={onDrop}
    >
      <ComposerTop kind={draft.kind} address={address} onKind={switchTo} />
      <AttachmentTray attachments={attachments} onRemove={remove} />
      <label className="visually-hidden" htmlFor="composer-text">
        {isNote ? 'Note for the team' : 'Reply'}
      </label>
      <textarea
        id="composer-text"
        ref={textRef}
        dir="auto"
        rows={2}
        value={draft.text}
        placeholder={isNote ? 'A note that only the team sees' : 'Write a reply'}
        aria-describedby="composer-problems"
        onChange={(event) => {
          change({ text: event.target.value });
          if (!isNote && mine && event.target.value !== '') client.typing(conversationId);
        }}
        onKeyDown={onKeyDown}
        onPaste={onPaste}
      />
      {channel !== undefined && (
        <p id="composer-files" className={dragging || attachments.length > 0 ? 'counter-why' : 'visually-hidden'}>
          {filesHint(channel)}
        </p>
      )}
      {measure !== undefined && measure.why !== '' && <p className="counter-why">{measure.why}</p>}
      <div className="composer-bottom">
        <button
          type="button"
          className="icon-button"
          aria-label="Attach files"
          title={channel && filesHint(channel)}
          aria-describedby="composer-files"
          onClick={() => fileRef.current?.click()}
        >
          <Paperclip size={18} aria-hidden />
        </button>
        <input
          ref={fileRef}
          type="file"
          multiple={channel?.maxFiles !== 1}
          accept={channel && acceptOf(channel)}
          hidden
          onChange={(event) => {
            add(event.target.files ?? []);
            event.target.value = '';
          }}
        />
        <output id="composer-problems" className="composer-problems">
          {shownProblems.join(' ')}
        </output>
        {measure !== undefined && measure.words !== '' && (
          <span className="counter" data-over={measure.over > 0}>
            {measure.words}
          </span>
        )}
        <span className="send-hint">{sendWith === 'enter' ? 'Enter sends' : 'Ctrl + Enter sends'}</span>
        <button type="button" className="button primary send" disabled={empty || problems.length > 0} onClick={send}>
          <SendHorizontal size={16} aria-hidden /> {isNote ? 'Add note' : 'Send'}
        </button>
      </div>
      {address.question}
    </section>
  );
}

function emptyDraft(): DraftText {
  return { clientMessageId: crypto.randomUUID(), text: '', kind: 'reply', identityId: '', files: [] };
}

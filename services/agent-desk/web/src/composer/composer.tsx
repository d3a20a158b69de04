import { Paperclip, SendHorizontal, StickyNote } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { ClipboardEvent, DragEvent, KeyboardEvent } from 'react';
import type { Conversation, WrittenPart } from '../../../wire/model.ts';
import { useDesk, useDeskState } from '../desk/desk-context.ts';
import { usePreferences } from '../preferences.ts';
import type { ThreadState } from '../state/thread-state.ts';
import { addressChoices } from './address-choices.ts';
import type { AddressChoice } from './address-choices.ts';
import { useNow } from '../ui/use-now.ts';
import { AddressPicker, windowWords } from './address-picker.tsx';
import { AttachmentTray } from './attachment-tray.tsx';
import { ConfirmBelieved } from './confirm-believed.tsx';
import type { DraftText } from './drafts.ts';
import { takeHandedBack, useHandedBack } from './handed-back.ts';
import { nextAddress } from './next-address.ts';
import { replyProblems } from './reply-rules.ts';
import { SwitchOffer } from './switch-offer.tsx';
import { useAttachments } from './use-attachments.ts';

/** The counter appears when so much of the limit is used. */
const COUNT_FROM_SHARE = 0.7;

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

  const [asking, setAsking] = useState<AddressChoice>();
  const now = useNow(30_000);
  const items = thread?.items ?? [];
  const choices = addressChoices(state.channels, Object.values(thread?.identities ?? {}), items, now);
  const chosen =
    choices.find((one) => one.identity.identityId === draft.identityId) ??
    choices.find((one) => one.identity.identityId === conversation.lastIdentity?.identityId) ??
    choices[0];
  const next = nextAddress(choices, chosen, {
    items,
    written: { text: draft.text, files: attachments },
    nowMs: now,
  });
  const isNote = draft.kind === 'note';
  const mine = conversation.assigneeId === state.me?.agentId;
  const uploaded = attachments.flatMap((one) => (one.part === undefined ? [] : [one.part]));
  const problems = problemsOf();
  const empty = draft.text.trim() === '' && attachments.length === 0;
  const limit = isNote ? 0 : (chosen?.channel?.maxTextLength ?? 0);

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
    const { window, channel } = chosen;
    if (!window.open && window.closesAtMs > 0) {
      return [
        `${channel?.label ?? 'This channel'} delivers nothing until the customer writes again. Choose another address, or add a note.`,
      ];
    }
    return replyProblems(channel, { text: draft.text, files: attachments });
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

  /** Where the customer wrote from last needs no question; elsewhere somebody else may read it. */
  const choose = (identityId: string) => {
    const choice = choices.find((one) => one.identity.identityId === identityId);
    const isLast = identityId === conversation.lastIdentity?.identityId;
    if (choice?.proof === 'believed' && !isLast && identityId !== draft.identityId) setAsking(choice);
    else change({ identityId });
  };
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
  const shownProblems =
    tried || draft.text.length > (limit || Infinity) || attachments.length > 0 || isShut(chosen, isNote)
      ? problems
      : [];
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
      <div className="composer-top">
        <fieldset className="composer-tabs">
          <legend className="visually-hidden">What to write</legend>
          <button type="button" aria-pressed={!isNote} data-shortcut="reply" onClick={() => switchTo('reply')}>
            Reply
          </button>
          <button type="button" aria-pressed={isNote} data-shortcut="note" onClick={() => switchTo('note')}>
            <StickyNote size={14} aria-hidden /> Note
          </button>
        </fieldset>
        {!isNote && <AddressPicker choices={choices} chosen={chosen} onChoose={choose} />}
        {!isNote && chosen !== undefined && (chosen.window.closesAtMs > 0 || !chosen.window.open) && (
          <span className="window-hint" data-open={chosen.window.open}>
            {windowWords(chosen.window)}
          </span>
        )}
      </div>
      {!isNote && next !== undefined && <SwitchOffer next={next} onTake={choose} />}
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
      <div className="composer-bottom">
        <button
          type="button"
          className="icon-button"
          aria-label="Attach files"
          onClick={() => fileRef.current?.click()}
        >
          <Paperclip size={18} aria-hidden />
        </button>
        <input
          ref={fileRef}
          type="file"
          multiple
          hidden
          onChange={(event) => {
            add(event.target.files ?? []);
            event.target.value = '';
          }}
        />
        <output id="composer-problems" className="composer-problems">
          {shownProblems.join(' ')}
        </output>
        {limit > 0 && draft.text.length > limit * COUNT_FROM_SHARE && (
          <span className="counter" data-over={draft.text.length > limit}>
            {draft.text.length} / {limit}
          </span>
        )}
        <span className="send-hint">{sendWith === 'enter' ? 'Enter sends' : 'Ctrl + Enter sends'}</span>
        <button type="button" className="button primary send" disabled={empty || problems.length > 0} onClick={send}>
          <SendHorizontal size={16} aria-hidden /> {isNote ? 'Add note' : 'Send'}
        </button>
      </div>
      {asking !== undefined && (
        <ConfirmBelieved
          choice={asking}
          onConfirm={() => {
            change({ identityId: asking.identity.identityId });
            setAsking(undefined);
          }}
          onClose={() => setAsking(undefined)}
        />
      )}
    </section>
  );
}

function isShut(chosen: AddressChoice | undefined, isNote: boolean): boolean {
  return !isNote && chosen !== undefined && !chosen.window.open && chosen.window.closesAtMs > 0;
}

function emptyDraft(): DraftText {
  return { clientMessageId: crypto.randomUUID(), text: '', kind: 'reply', identityId: '', files: [] };
}

import { ArrowRightLeft } from 'lucide-react';
import { useState } from 'react';
import type { Conversation } from '../../../wire/model.ts';
import { TransferDialog } from './transfer-dialog.tsx';

/** Opens the dialog that hands the conversation on. */
export function TransferButton({ conversation }: { readonly conversation: Conversation }) {
  const [open, setOpen] = useState(false);
  const word = conversation.assigneeId === '' ? 'Assign' : 'Transfer';
  return (
    <>
      <button
        type="button"
        className="button ghost"
        data-shortcut="transfer"
        title={`${word} (T)`}
        onClick={() => setOpen(true)}
      >
        <ArrowRightLeft size={16} aria-hidden /> <span className="wide-only">{word}…</span>
        <span className="visually-hidden narrow-name">{word}…</span>
      </button>
      {open && <TransferDialog conversation={conversation} onClose={() => setOpen(false)} />}
    </>
  );
}

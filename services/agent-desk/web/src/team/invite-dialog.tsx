import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import type { InviteLink } from '../../../wire/api.ts';
import { Modal } from '../ui/modal.tsx';
import { fullTime } from '../ui/times.ts';

interface InviteDialogProps {
  readonly name: string;
  readonly link: InviteLink;
  readonly onClose: () => void;
}

export function InviteDialog({ name, link, onClose }: InviteDialogProps) {
  const [copied, setCopied] = useState(false);
  return (
    <Modal title={`Invitation for ${name}`} onClose={onClose}>
      <div className="modal-form">
        <p>Hand this link to {name} on a safe way. It works once and lets them choose a password.</p>
        <label className="field">
          Link
          <input readOnly value={link.url} onFocus={(event) => event.target.select()} />
        </label>
        {link.expiresMs > 0 && <p className="faint">Good until {fullTime(link.expiresMs)}.</p>}
        <button
          type="button"
          className="button primary"
          onClick={() => {
            void navigator.clipboard.writeText(link.url).then(() => setCopied(true));
          }}
        >
          {copied ? <Check size={16} aria-hidden /> : <Copy size={16} aria-hidden />} {copied ? 'Copied' : 'Copy link'}
        </button>
      </div>
    </Modal>
  );
}

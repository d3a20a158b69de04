import { Modal } from '../ui/modal.tsx';

interface LeaveDialogProps {
  readonly onStay: () => void;
  readonly onKeep: () => void;
  readonly onDiscard: () => void;
}

/** Before a draft is left: it can wait, or go. */
export function LeaveDialog({ onStay, onKeep, onDiscard }: LeaveDialogProps) {
  return (
    <Modal title="Your changes are not in force" onClose={onStay}>
      <div className="modal-form">
        <p>The draft can wait in this tab until you come back.</p>
        <div className="dialog-buttons">
          <button type="button" className="button primary" onClick={onKeep}>
            Keep the draft and leave
          </button>
          <button type="button" className="button" onClick={onDiscard}>
            Discard it
          </button>
          <button type="button" className="button ghost" onClick={onStay}>
            Stay
          </button>
        </div>
      </div>
    </Modal>
  );
}

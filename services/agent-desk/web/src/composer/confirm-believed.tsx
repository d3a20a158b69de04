import { addressOf, PROOF_WORDS } from '../person/proofs.ts';
import { Modal } from '../ui/modal.tsx';
import { labelOf } from './address-choices.ts';
import type { AddressChoice } from './address-choices.ts';

interface ConfirmBelievedProps {
  readonly choice: AddressChoice;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

/** Asks before a reply goes to an address that nobody has proved to be this person's. */
export function ConfirmBelieved({ choice, onConfirm, onClose }: ConfirmBelievedProps) {
  return (
    <Modal title="Write to an address that is only believed?" onClose={onClose}>
      <div className="modal-form">
        <p>
          {labelOf(choice)} <strong dir="auto">{addressOf(choice.identity)}</strong> was linked by one of us. If that
          was wrong, somebody else reads your reply.
        </p>
        <p className="faint">{PROOF_WORDS.believed.means}</p>
        <div className="operations-actions">
          <button type="button" className="button primary" onClick={onConfirm}>
            Use this address
          </button>
          <button type="button" className="button ghost" onClick={onClose}>
            Cancel
          </button>
        </div>
      </div>
    </Modal>
  );
}

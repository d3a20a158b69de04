import { useState } from 'preact/hooks';
import { ModalDialog } from '../ui/modal-dialog.tsx';
import { usePlaying } from '../use-view.ts';

interface AddPersonDialogProps {
  readonly onAdded: (id: string) => void;
  readonly onClose: () => void;
}

export function AddPersonDialog({ onAdded, onClose }: AddPersonDialogProps) {
  const { act } = usePlaying();
  const [name, setName] = useState('');
  const [refusal, setRefusal] = useState('');

  async function add(): Promise<void> {
    const outcome = await act({ kind: 'add-person', name });
    if (outcome.kind === 'refused') return setRefusal(outcome.message);
    if (outcome.personId !== undefined) onAdded(outcome.personId);
    onClose();
  }

  return (
    <ModalDialog title="Add a person" onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void add();
        }}
      >
        <label class="field">
          Name
          <input
            type="text"
            required
            maxLength={60}
            autocomplete="off"
            value={name}
            onInput={({ currentTarget }) => setName(currentTarget.value)}
          />
        </label>
        <p class="hint">Number, mail address and accounts are made up, from ranges kept free for fiction.</p>
        {refusal !== '' && (
          <p class="fault" role="alert">
            {refusal}
          </p>
        )}
        <button type="submit" class="button strong">
          Add
        </button>
      </form>
    </ModalDialog>
  );
}

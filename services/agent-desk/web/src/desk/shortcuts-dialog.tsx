import { setPreferences, usePreferences } from '../preferences.ts';
import { Modal } from '../ui/modal.tsx';

const KEYS: readonly (readonly [keys: string, does: string])[] = [
  ['J / K', 'Next or previous conversation'],
  ['O', 'Go to the first offer'],
  ['A / D', 'Accept or decline the offer that has the focus'],
  ['/ or Ctrl K', 'Search all threads'],
  ['F or Ctrl ⇧ F', 'Search in this thread'],
  ['R', 'Write a reply'],
  ['N', 'Write a note'],
  ['S or Alt S', 'Take the address that is offered instead'],
  ['Y', 'Send a held reply anyway'],
  ['E', 'Resolve'],
  ['T', 'Transfer or assign the conversation'],
  ['W', 'Why this conversation is where it is'],
  ['Z', 'Undo what the newest notice tells'],
  ['Esc', 'Leave the text, close what is open'],
  ['?', 'This list'],
];

export function ShortcutsDialog({ onClose }: { readonly onClose: () => void }) {
  const { letterKeys, sendWith } = usePreferences();
  return (
    <Modal title="Keyboard shortcuts" onClose={onClose}>
      <dl className="shortcuts">
        {KEYS.map(([keys, does]) => (
          <div key={keys}>
            <dt>
              <kbd>{keys}</kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <fieldset className="choices">
        <legend>Send with</legend>
        <label className="check">
          <input
            type="radio"
            name="send"
            checked={sendWith === 'mod-enter'}
            onChange={() => setPreferences({ sendWith: 'mod-enter' })}
          />
          Ctrl or ⌘ + Enter
        </label>
        <label className="check">
          <input
            type="radio"
            name="send"
            checked={sendWith === 'enter'}
            onChange={() => setPreferences({ sendWith: 'enter' })}
          />
          Enter (Shift + Enter for a new line)
        </label>
      </fieldset>
      <label className="check">
        <input
          type="checkbox"
          checked={letterKeys}
          onChange={(event) => setPreferences({ letterKeys: event.target.checked })}
        />
        Use single letters as shortcuts
      </label>
    </Modal>
  );
}

import { Plus } from 'lucide-react';
import { useState } from 'react';
import type { SyntheticEvent } from 'react';
import { useEditor } from '../draft/editor-context.ts';
import { idFrom, NEW_ENTRY } from '../draft/new-entries.ts';
import { addEntry, entriesOf, keyOf } from '../draft/settings-lists.ts';
import type { ListName } from '../draft/settings-lists.ts';
import { ONE_OF } from '../sections.ts';

interface AddEntryProps {
  readonly list: ListName;
  readonly onAdded: (key: string) => void;
}

/** Asks for a name; the id is made of it. */
export function AddEntry({ list, onAdded }: AddEntryProps) {
  const { draft, canEdit, change } = useEditor();
  const [name, setName] = useState('');
  if (!canEdit) return null;
  const add = (event: SyntheticEvent) => {
    event.preventDefault();
    const wanted = name.trim();
    if (wanted === '') return;
    const id = idFrom(wanted, new Set(entriesOf(draft.settings, list).map(keyOf)));
    change((settings) => addEntry(settings, list, NEW_ENTRY[list](id, wanted)));
    setName('');
    onAdded(id);
  };
  return (
    <form className="add-entry" onSubmit={add}>
      <input
        aria-label={`Name of a new ${ONE_OF[list]}`}
        placeholder={`New ${ONE_OF[list]}`}
        value={name}
        dir="auto"
        maxLength={120}
        autoComplete="off"
        onChange={(event) => setName(event.target.value)}
      />
      <button type="submit" className="button" disabled={name.trim() === ''}>
        <Plus size={15} aria-hidden /> Add
      </button>
    </form>
  );
}

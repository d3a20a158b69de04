import { useState } from 'preact/hooks';
import type { Person } from '../../../wire/model.ts';
import { AddPersonDialog } from './add-person-dialog.tsx';

const ADD = '+';

interface PersonSelectProps {
  readonly label: string;
  readonly people: readonly Person[];
  readonly chosen: string;
  /** Further choices above the people, by value. */
  readonly others?: readonly { readonly value: string; readonly name: string }[];
  /** Answers that somebody has not looked at. */
  readonly unreadOf?: (person: Person) => number;
  readonly onChoose: (id: string) => void;
}

/** Who is played in a window; the last choice adds somebody. */
export function PersonSelect({ label, people, chosen, others = [], unreadOf, onChoose }: PersonSelectProps) {
  const [isAdding, setIsAdding] = useState(false);
  return (
    <>
      <select
        aria-label={label}
        value={chosen}
        onChange={({ currentTarget }) => {
          if (currentTarget.value === ADD) {
            currentTarget.value = chosen;
            setIsAdding(true);
          } else {
            onChoose(currentTarget.value);
          }
        }}
      >
        {others.map(({ value, name }) => (
          <option key={value} value={value}>
            {name}
          </option>
        ))}
        {people.map((person) => (
          <option key={person.id} value={person.id}>
            {nameWithUnread(person, person.id === chosen ? 0 : (unreadOf?.(person) ?? 0))}
          </option>
        ))}
        <option value={ADD}>Add a person…</option>
      </select>
      {isAdding && <AddPersonDialog onAdded={onChoose} onClose={() => setIsAdding(false)} />}
    </>
  );
}

function nameWithUnread({ name }: Person, unread: number): string {
  return unread === 0 ? name : `${name} (${unread} new)`;
}

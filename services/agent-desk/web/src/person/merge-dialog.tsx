import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { MAX_PEOPLE_QUERY, MIN_PEOPLE_QUERY } from '../../../wire/identity.ts';
import type { FoundPeople, FoundPerson, Person } from '../../../wire/identity.ts';
import { callDesk, messageOf } from '../api/http.ts';
import { useDebounced } from '../ui/use-debounced.ts';
import { Avatar } from '../ui/avatar.tsx';
import { focusOnMount } from '../ui/focus-on-mount.ts';
import { Modal } from '../ui/modal.tsx';
import { LinkForm } from './link-dialog.tsx';
import { addressOf } from './proofs.ts';

const QUIET_MS = 250;

interface MergeDialogProps {
  readonly person: Person;
  readonly onClose: () => void;
}

/** Finds whom this person is to be linked with, shows what would change, links. */
export function MergeDialog({ person, onClose }: MergeDialogProps) {
  const [target, setTarget] = useState<FoundPerson>();
  return (
    <Modal title={target === undefined ? 'Merge with…' : `Merge with ${nameOf(target)}`} wide onClose={onClose}>
      {target === undefined ? (
        <FindPeople person={person} onPick={setTarget} />
      ) : (
        <LinkForm
          customerId={person.customerId}
          target={{ customerId: target.customerId, name: nameOf(target) }}
          onDone={onClose}
          onCancel={() => setTarget(undefined)}
        />
      )}
    </Modal>
  );
}

function FindPeople({ person, onPick }: { readonly person: Person; readonly onPick: (found: FoundPerson) => void }) {
  const [typed, setTyped] = useState('');
  const query = useDebounced(useDeferredValue(typed.trim()), QUIET_MS);
  const own = new Set(person.identities.map((one) => one.customerId));
  const found = useQuery({
    queryKey: ['people', query],
    queryFn: ({ signal }) =>
      callDesk<FoundPeople>('GET', `/people?query=${encodeURIComponent(query)}`, undefined, { signal }),
    enabled: query.length >= MIN_PEOPLE_QUERY,
  });
  const others = (found.data?.people ?? []).filter((one) => !own.has(one.customerId));
  return (
    <div className="modal-form">
      <label className="field">
        Who else is this?
        <input
          ref={focusOnMount}
          type="search"
          value={typed}
          maxLength={MAX_PEOPLE_QUERY}
          placeholder="Name, address or number"
          autoComplete="off"
          onChange={(event) => setTyped(event.target.value)}
        />
      </label>
      <output className="faint">{wordsOf(query, found, others.length)}</output>
      <ul className="found-people">
        {others.map((one) => (
          <li key={one.customerId}>
            <button type="button" className="found-person" onClick={() => onPick(one)}>
              <Avatar name={nameOf(one)} size={34} />
              <span className="identity-text">
                <span dir="auto">{nameOf(one)}</span>
                <span className="faint" dir="auto">
                  {one.identities.map(addressOf).join(' · ')}
                </span>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

function wordsOf(
  query: string,
  found: { readonly isError: boolean; readonly error: unknown; readonly isPending: boolean },
  count: number,
): string {
  if (query.length < MIN_PEOPLE_QUERY) return 'Type at least two characters.';
  if (found.isError) return messageOf(found.error);
  if (found.isPending) return 'Looking…';
  return count === 0 ? 'Nobody else is called so or writes from there.' : `${count} found`;
}

function nameOf(found: FoundPerson): string {
  const [first] = found.identities;
  return found.name || (first === undefined ? 'Unknown' : addressOf(first));
}

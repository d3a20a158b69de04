import { useQueries } from '@tanstack/react-query';
import { UserRoundX } from 'lucide-react';
import type { Person } from '../../../wire/identity.ts';
import { callDesk } from '../api/http.ts';
import { personPath } from '../person/person-queries.ts';
import { addressOf } from '../person/proofs.ts';
import type { ThreadState } from '../state/thread-state.ts';

interface WrittenForProps {
  /** Customers who were held for one person then. */
  readonly customerIds: readonly string[];
  readonly thread: ThreadState;
}

/** Whom we thought this was when we answered: stands at replies of before two were taken apart. */
export function WrittenFor({ customerIds, thread }: WrittenForProps) {
  const here = new Set([thread.customerId, ...Object.values(thread.identities).map((one) => one.customerId)]);
  const others = customerIds.filter((id) => !here.has(id));
  const people = useQueries({
    queries: others.map((id) => ({
      queryKey: ['person', id, 0],
      queryFn: () => callDesk<Person>('GET', personPath(id)),
      retry: false,
      staleTime: 60_000,
    })),
  });
  if (others.length === 0) return null;
  const names = [...new Set(people.map(({ data }) => nameOf(data)))];
  return (
    <p className="written-for">
      <UserRoundX size={14} aria-hidden />
      <span>
        Written when this was thought to be the same person as <bdi>{names.join(' and ')}</bdi>
      </span>
    </p>
  );
}

function nameOf(person: Person | undefined): string {
  const [first] = person?.identities ?? [];
  const known = person?.profile.find((one) => one.field === 'name')?.value ?? '';
  return known || (first === undefined ? 'another customer' : first.name || addressOf(first));
}

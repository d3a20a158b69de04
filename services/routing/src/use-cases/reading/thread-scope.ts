import { customerIdOf, identityIdOfCustomer } from '@onethread/contracts';
import type { CustomerId, IdentityId, StreamId } from '@onethread/contracts';
import type { Collections } from '../../stores/collections.ts';
import { linksAt } from '../../stores/links.ts';

/** `all`: what agents see. `proved`: what the person behind an identity may see, tied by proof of their own alone. */
export type ScopeOf = 'all' | 'proved';

/** Whose entries make a thread, and in which streams they may stand. Both sorted. */
export interface ThreadScope {
  readonly members: readonly CustomerId[];
  readonly streams: readonly StreamId[];
}

/** Twice the cap of a thread, since links may be read while others are being refused. */
const MAX_MEMBERS = 100;
/** Streams that one thread is read from at most: each merge adds one. */
const MAX_STREAMS = 500;

type Reads = Pick<Collections, 'links' | 'threads'>;

/** The thread of a customer as the active links say now, never as a projection remembers it. */
export async function readThreadScope(reads: Reads, customerId: CustomerId, scope: ScopeOf): Promise<ThreadScope> {
  const members = await linkedCustomers(reads, customerId, scope);
  return { members, streams: await streamsOf(reads, members) };
}

/** Who is one person with a customer, as the active links say now; sorted. */
export async function linkedCustomers(
  reads: Pick<Collections, 'links'>,
  start: CustomerId,
  scope: ScopeOf,
): Promise<readonly CustomerId[]> {
  const seen = new Set<IdentityId>([identityIdOfCustomer(start)]);
  for (const identity of seen) {
    if (seen.size >= MAX_MEMBERS) break;
    for (const link of await linksAt(reads, identity)) {
      if (link.state !== 'active' || (scope === 'proved' && !link.proved)) continue;
      seen.add(link.a === identity ? link.b : link.a);
    }
  }
  return [...seen].map(customerIdOf).toSorted();
}

/** The members' own streams and every stream that those name, until no new one turns up. */
async function streamsOf({ threads }: Reads, members: readonly CustomerId[]): Promise<readonly StreamId[]> {
  const seen = new Set<StreamId>(members);
  let fresh: readonly StreamId[] = members;
  while (fresh.length > 0 && seen.size < MAX_STREAMS) {
    const found = await threads.getMany(fresh);
    const named = found.flatMap((thread) => [
      ...thread.streams,
      ...Object.entries(thread.moved ?? {})
        .filter(([customer]) => members.includes(customer as CustomerId))
        .map(([, away]) => away.to),
    ]);
    fresh = [...new Set(named)].filter((stream) => !seen.has(stream)).slice(0, MAX_STREAMS - seen.size);
    for (const stream of fresh) seen.add(stream);
  }
  return [...seen].toSorted();
}

import type { CustomerId } from '@onethread/contracts';

/** A link between the customers of two identities. */
export interface Tie {
  readonly a: CustomerId;
  readonly b: CustomerId;
}

/** The groups of customers that ties hold together, each customer in exactly one; groups and members sorted. */
export function componentsOf(
  customers: readonly CustomerId[],
  ties: readonly Tie[],
): readonly (readonly CustomerId[])[] {
  const leader = new Map(customers.map((customer) => [customer, customer]));
  const find = (customer: CustomerId): CustomerId => {
    let at = customer;
    for (let next = leader.get(at); next !== undefined && next !== at; next = leader.get(at)) at = next;
    return at;
  };
  for (const { a, b } of ties) {
    if (leader.has(a) && leader.has(b)) leader.set(find(a), find(b));
  }
  const groups = new Map<CustomerId, CustomerId[]>();
  for (const customer of customers.toSorted()) {
    const group = groups.get(find(customer));
    if (group === undefined) groups.set(find(customer), [customer]);
    else group.push(customer);
  }
  return [...groups.values()];
}

export interface StreamMembers {
  readonly streamId: CustomerId;
  readonly members: readonly CustomerId[];
}

export interface PlannedMove {
  readonly set: readonly CustomerId[];
  readonly from: CustomerId;
  readonly to: CustomerId;
}

/**
 * The next move that brings streams to what the ties say, `undefined` when they agree. A stream whose members fall apart
 * moves out a part that lacks its own customer, to the own stream of that part's oldest; two streams held together by a
 * tie become one by moving the younger's members to the older.
 *
 * @param ties active links among all members of `streams`
 * @param older negative when the first customer is older (creation, then id)
 */
export function nextMove(
  streams: readonly StreamMembers[],
  ties: readonly Tie[],
  older: (one: CustomerId, other: CustomerId) => number,
): PlannedMove | undefined {
  const components = componentsOf(
    streams.flatMap(({ members }) => members),
    ties,
  );
  for (const { streamId, members } of streams) {
    const parts = components.map((group) => group.filter((member) => members.includes(member)));
    const present = parts.filter((part) => part.length > 0);
    if (present.length < 2) continue;
    const oldest = members.toSorted(older)[0];
    const keeps =
      present.find((part) => part.includes(streamId)) ?? present.find((part) => part.some((m) => m === oldest));
    const leaves = present.find((part) => part !== keeps);
    const to = leaves?.toSorted(older)[0];
    if (leaves !== undefined && to !== undefined) return { set: leaves, from: streamId, to };
  }
  for (const { a, b } of ties) {
    const one = streams.find(({ members }) => members.includes(a));
    const other = streams.find(({ members }) => members.includes(b));
    if (one === undefined || other === undefined || one.streamId === other.streamId) continue;
    const [to, from] = older(one.streamId, other.streamId) < 0 ? [one, other] : [other, one];
    return { set: from.members, from: from.streamId, to: to.streamId };
  }
  return undefined;
}

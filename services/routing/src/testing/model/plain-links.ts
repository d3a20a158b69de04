import type { ConversationId, CustomerId } from '@onethread/contracts';
import { without } from '../../domain/without.ts';
import { byAge, conversationsOf, groupOf, tiedTo, withConversation } from './plain-history.ts';
import type { PlainConversation, PlainHistory, PlainLink } from './plain-history.ts';

export type Ends = Pick<PlainLink, 'a' | 'b'>;
/** What links come to; the members follow by a move. */
export type Links = Pick<PlainHistory, 'links' | 'refused'>;

/** Somebody says that two are one person. Proof once given counts, until the link is taken back. */
export function linked(
  { links, refused }: Links,
  link: PlainLink,
  userOf: (customerId: CustomerId) => string | undefined,
): Links {
  const isOther = notBetween(link);
  const known = [...links, ...refused].find((one) => !isOther(one));
  const said = { ...link, proved: link.proved || known?.proved === true };
  const added = [...links.filter(isOther), said];
  const users = new Set(tiedTo(link.a, added).flatMap((customerId) => userOf(customerId) ?? []));
  return users.size > 1
    ? { links, refused: [...refused.filter(isOther), said] }
    : { links: added, refused: refused.filter(isOther) };
}

export function unlinked({ links, refused }: Links, ends: Ends): Links {
  return { links: links.filter(notBetween(ends)), refused };
}

function notBetween({ a, b }: Ends): (link: PlainLink) => boolean {
  return (link) => link.a !== a || link.b !== b;
}

/**
 * The members of two threads become those of one, or those of one fall apart. Whoever leaves takes along the conversations
 * that began with it; a side that wrote in a conversation of the other, and has none of its own that goes on, goes on in a
 * split of that.
 */
export function moved(
  history: PlainHistory,
  { a, b }: Ends,
  splits: { readonly leaving: ConversationId; readonly staying: ConversationId },
): PlainHistory {
  const [one, other] = [tiedTo(a, history.links), tiedTo(b, history.links)];
  const others = history.groups.filter((group) => !group.includes(a) && !group.includes(b));
  const ages = history.customers;
  const oldestFirst = (members: readonly CustomerId[]) => members.toSorted((x, y) => ages.indexOf(x) - ages.indexOf(y));
  if (one.join() === other.join()) return { ...history, groups: [...others, oldestFirst(one)] };
  const together = groupOf(history, a);
  if (!together.includes(b)) return history;
  const [stays, leaves] = one.includes(oldestFirst(together)[0] as CustomerId) ? [one, other] : [other, one];
  const parted = { ...history, groups: [...others, oldestFirst(stays), oldestFirst(leaves)] };
  const going = conversationsOf(history, together).filter(({ state }) => state !== 'resolved');
  const withLeaving = split(parted, { going, side: leaves, id: splits.leaving });
  return split(withLeaving, { going, side: stays, id: splits.staying });
}

function split(
  history: PlainHistory,
  {
    going,
    side,
    id,
  }: {
    readonly going: readonly PlainConversation[];
    readonly side: readonly CustomerId[];
    readonly id: ConversationId;
  },
): PlainHistory {
  if (going.some(({ home }) => side.includes(home))) return history;
  const wrote = (conversation: PlainConversation) =>
    side.some((member) => history.writers.get(conversation.id)?.has(member) === true);
  const shared = going.find((conversation) => wrote(conversation));
  const home = side.toSorted()[0];
  if (shared === undefined || home === undefined) return history;
  const rest = without(shared, 'assignee', 'joinedInto') as PlainConversation;
  return withConversation(history, { ...rest, id, home });
}

/**
 * Of several open conversations in one thread the younger go on in the oldest, or in the oldest that has an agent; those
 * that have one stay as they are. Snoozed ones are asleep: nobody is joined into them.
 */
export function joinedUp(history: PlainHistory, customerId: CustomerId): PlainHistory {
  const open = conversationsOf(history, groupOf(history, customerId))
    .filter(({ state }) => state === 'open')
    .toSorted((x, y) => Number(y.assignee !== undefined) - Number(x.assignee !== undefined) || byAge(x, y));
  const leader = open[0];
  return open.reduce((after, conversation) => {
    const free = without(conversation, 'joinedInto') as PlainConversation;
    const alone = conversation.assignee !== undefined || conversation.id === leader?.id;
    return withConversation(after, alone ? free : { ...free, joinedInto: (leader as PlainConversation).id });
  }, history);
}

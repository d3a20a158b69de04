import { identityIdOfCustomer } from '@onethread/contracts';
import type { Entry, EntryBody, IdentityId } from '@onethread/contracts';
import { isLaterStatus, statusRank } from './delivery-status.ts';
import { erasedItem } from './erase.ts';
import { bornItem, providerKeyOf } from './item.ts';
import type { Item, ProviderSource } from './item.ts';
import { without } from './without.ts';

/**
 * An item after an entry: merged per field, so that any order and any repetition of the same entries ends in the same
 * item. Returns `item` itself where nothing changes, and `undefined` for a change of an item that is not there yet (its
 * own entry has to be projected first).
 *
 * @param source channel and account of the identity that the entry names; with it provider ids become keys
 */
export function projectItem(item: Item | undefined, entry: Entry, source?: ProviderSource): Item | undefined {
  const after = itemAfter(item, entry, source);
  if (after === undefined) return undefined;
  // Erased once, it stays so, whatever is said of it in whatever order.
  return entry.erased === true || item?.erased === true ? erasedItem(after) : after;
}

function itemAfter(item: Item | undefined, entry: Entry, source?: ProviderSource): Item | undefined {
  const { body } = entry;
  switch (body.kind) {
    case 'message': {
      const born = bornItem({ ...entry, body }, source);
      return item === undefined ? born : item.type === 'placeholder' ? placed(born, item) : earlierPlace(item, born);
    }
    case 'placeholder': {
      const born = bornItem({ ...entry, body }, source);
      return item === undefined ? born : earlierPlace(item, born);
    }
    case 'reply':
      return item ?? bornItem({ ...entry, body }, source);
    case 'note':
      return item ?? bornItem({ ...entry, body }, source);
    case 'resolved':
    case 'reopened':
    case 'snoozed':
    case 'woken':
    case 'assigned':
    case 'released':
    case 'queued':
    case 'target-warning':
    case 'target-missed':
    case 'standing':
      return item ?? bornItem({ ...entry, body }, source);
    case 'reply-decided':
      return item && decided(item, entry, body);
    case 'relayed':
      return item && relayed(item, body.attempt);
    case 'status': {
      if (item === undefined) return undefined;
      // Who tells of an attempt was handed it.
      const handed = relayed(withKey(item, body.providerMessageId, source), body.attempt);
      return delivered(waitsBy(handed, entry, body), entry, body);
    }
    case 'placeholder-closed':
      return item && closed(item, entry.at, body);
    case 'edit':
      return item && edited(item, entry.at, body.parts);
    case 'unsend':
      return item && (item.unsent ? item : { ...item, unsent: true, parts: [] });
    case 'reaction':
      return item && reacted(item, entry, body);
    case 'watermark':
    case 'agent-read':
    case 'moved':
    case 'joined':
    case 'erased':
      return item;
  }
}

/** A message takes the place of the placeholder that stood for it, whichever of the two was projected first. */
function placed(message: Item, placeholder: Item): Item {
  const { streamId, n, at } = placeholder.at < message.at ? placeholder : message;
  return { ...message, streamId, n, at, ...(placeholder.closed === undefined ? {} : { closed: placeholder.closed }) };
}

function earlierPlace(item: Item, other: Item): Item {
  return other.at < item.at ? placed(item, other) : item;
}

/** A reply waits for its relay while its attempt was not handed over, unless it is held back. */
function waiting(item: Item, sinceMs: number): Item {
  const { relayAt, ...rest } = item;
  const due = item.held !== true && item.discarded !== true && (item.attempt ?? 1) > (item.relayedAttempt ?? 0);
  return due ? { ...rest, relayAt: relayAt ?? sinceMs } : rest;
}

function decided(item: Item, entry: Entry, body: Extract<EntryBody, { kind: 'reply-decided' }>): Item {
  const ms = Math.floor(entry.at / 1000);
  switch (body.decision) {
    case 'send':
      return item.held === true ? waiting({ ...item, held: false }, ms) : item;
    case 'discard':
      return item.discarded === true ? item : waiting({ ...item, held: false, discarded: true }, ms);
    case 'retry': {
      if (body.attempt <= (item.attempt ?? 1)) return item;
      const rest = without(item, 'reason', 'relayAt');
      return waiting({ ...rest, attempt: body.attempt, status: 'queued', statusAt: ms }, ms);
    }
  }
}

function relayed(item: Item, attempt: number): Item {
  if (attempt <= (item.relayedAttempt ?? 0)) return item;
  return waiting({ ...item, relayedAttempt: attempt }, item.relayAt ?? item.statusAt ?? 0);
}

function withKey(item: Item, providerMessageId: string | undefined, source: ProviderSource | undefined): Item {
  if (providerMessageId === undefined || source === undefined) return item;
  const key = providerKeyOf(source, providerMessageId);
  return item.providerKeys.includes(key) ? item : { ...item, providerKeys: [...item.providerKeys, key].toSorted() };
}

function delivered(item: Item, entry: Entry, body: Extract<EntryBody, { kind: 'status' }>): Item {
  const attempt = item.attempt ?? 1;
  const ms = Math.floor(entry.at / 1000);
  const earlierTwin = body.status === item.status && ms < (item.statusAt ?? 0);
  const counts =
    body.attempt > attempt || (body.attempt === attempt && (isLaterStatus(body.status, item.status) || earlierTwin));
  if (!counts) return item;
  return {
    ...without(item, 'reason'),
    attempt: body.attempt,
    status: body.status,
    statusAt: ms,
    ...(body.reason === undefined ? {} : { reason: body.reason }),
  };
}

/** The latest word wins, whatever comes first. */
function waitsBy(item: Item, { at }: Entry, body: Extract<EntryBody, { kind: 'status' }>): Item {
  if (body.status !== 'sending' || body.reason === undefined || at <= (item.waits?.at ?? 0)) return item;
  return { ...item, waits: { at, attempt: body.attempt, reason: body.reason } };
}

function closed(item: Item, at: number, body: Extract<EntryBody, { kind: 'placeholder-closed' }>): Item {
  if (at <= (item.closed?.at ?? 0)) return item;
  const { outcome, reason } = body;
  return { ...item, closed: { at, outcome, ...(reason === undefined ? {} : { reason }) } };
}

function edited(item: Item, at: number, parts: Item['parts']): Item {
  if (at <= item.partsAt) return item.edited ? item : { ...item, edited: true };
  return { ...item, edited: true, partsAt: at, parts: item.unsent ? [] : parts };
}

function reacted(item: Item, entry: Entry, body: Extract<EntryBody, { kind: 'reaction' }>): Item {
  const who = reactorOf(entry);
  const mark = `${who}:${body.emoji}`;
  const known = new Map(Object.entries(item.reactionsAt ?? {}));
  if ((known.get(mark) ?? 0) >= entry.at) return item;
  known.set(mark, entry.at);
  const all = new Map(Object.entries(item.reactions ?? {}));
  const others = (all.get(body.emoji) ?? []).filter((identity) => identity !== who);
  const now = body.active ? [...others, who].toSorted() : others;
  if (now.length > 0) all.set(body.emoji, now);
  else all.delete(body.emoji);
  return { ...item, reactionsAt: Object.fromEntries(known), reactions: Object.fromEntries(all) };
}

/** A reaction is filed under the customer of its identity, who is named after it. */
function reactorOf(entry: Entry): IdentityId {
  return identityIdOfCustomer(entry.customerId);
}

/** Whether a channel's word on why a reply cannot go out yet would tell something: the first, or another than the last. */
export function isNewWait(
  item: Pick<Item, 'status' | 'attempt' | 'waits'>,
  word: { readonly attempt: number; readonly code: string },
): boolean {
  const { waits, attempt = 1, status } = item;
  if (word.attempt !== attempt || (status !== undefined && isLaterStatus(status, 'sending'))) return false;
  return waits?.attempt !== word.attempt || waits.reason.code !== word.code;
}

/** Whether a receipt would still tell something about this item. */
export function isNews(item: Pick<Item, 'status'>, status: NonNullable<Item['status']>): boolean {
  return item.status === undefined || statusRank(status) > statusRank(item.status);
}

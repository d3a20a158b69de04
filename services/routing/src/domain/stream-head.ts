import type { CustomerId, Entry, EntryBody, IdentityId, OpenConversation, StreamId } from '@onethread/contracts';
import { openAfter } from './open-conversations.ts';

/** What a stream's entries up to `n` amount to: everything that decides the next entry. */
export interface StreamHead {
  readonly streamId: StreamId;
  readonly n: number;
  /** µs of entry n. */
  readonly lastAt: number;
  readonly members: readonly CustomerId[];
  /** Open, snoozed and lately resolved conversations, oldest first. */
  readonly open: readonly OpenConversation[];
  readonly streams: readonly StreamId[];
  readonly moved: Readonly<Record<CustomerId, MovedAway>>;
  readonly agentsReadUpTo: number;
  readonly watermarks: Readonly<Record<IdentityId, Watermark>>;
  readonly lastIdentityId?: IdentityId;
  /** Epoch ms at which a person last wrote from each identity, as far as this stream holds it: windows are counted from it. */
  readonly wroteAt: Readonly<Record<IdentityId, number>>;
}

export interface MovedAway {
  readonly opId: string;
  readonly to: StreamId;
  /** Number of the `moved` entry. */
  readonly n: number;
}

export interface Watermark {
  readonly delivered: number;
  readonly read: number;
}

/** A stream before its first entry: its one member is the customer that it is named after. */
export function bornHead(streamId: StreamId): StreamHead {
  return {
    streamId,
    n: 0,
    lastAt: 0,
    members: [streamId],
    open: [],
    streams: [streamId],
    moved: {},
    agentsReadUpTo: 0,
    watermarks: {},
    wroteAt: {},
  };
}

/** The head after `entry`, which must be number n + 1. */
export function foldEntry(head: StreamHead, entry: Entry): StreamHead {
  if (entry.n !== head.n + 1 || entry.streamId !== head.streamId) {
    throw new Error(`entry ${entry.n} of ${entry.streamId} does not follow ${head.n} of ${head.streamId}`);
  }
  const next: StreamHead = { ...head, n: entry.n, lastAt: entry.at, open: openAfter(head.open, entry) };
  const { body } = entry;
  switch (body.kind) {
    case 'message':
      if (body.author !== 'customer' || body.automatic) return next;
      return { ...next, lastIdentityId: body.identityId, wroteAt: wroteAfter(head.wroteAt, entry.at, body) };
    case 'watermark':
      return { ...next, watermarks: raise(head.watermarks, body.identityId, body.receipt, body.upToAt) };
    case 'agent-read':
      return { ...next, agentsReadUpTo: Math.max(head.agentsReadUpTo, body.upToAt) };
    case 'moved':
      return leave(next, body.set, { opId: body.opId, to: body.to, n: entry.n });
    case 'joined':
      return enter(next, body.set, [body.from, ...(body.streams ?? [])]);
    case 'reply':
    case 'reply-decided':
    case 'relayed':
    case 'status':
    case 'note':
    case 'edit':
    case 'unsend':
    case 'reaction':
    case 'resolved':
    case 'reopened':
    case 'snoozed':
    case 'woken':
    case 'assigned':
    case 'released':
    case 'queued':
    case 'target-warning':
    case 'target-missed':
    case 'placeholder':
    case 'placeholder-closed':
    case 'standing':
    case 'erased':
      return next;
  }
}

/** A provider that was kept waiting counts its window from when it took the message, not from when we did. */
function wroteAfter(
  wroteAt: StreamHead['wroteAt'],
  at: number,
  { identityId, providerTime = Infinity }: Pick<Extract<EntryBody, { kind: 'message' }>, 'identityId' | 'providerTime'>,
): StreamHead['wroteAt'] {
  const ms = Math.min(Math.floor(at / 1000), providerTime);
  return (wroteAt[identityId] ?? 0) >= ms ? wroteAt : { ...wroteAt, [identityId]: ms };
}

function raise(
  watermarks: StreamHead['watermarks'],
  identityId: IdentityId,
  receipt: 'delivered' | 'read',
  upToAt: number,
): StreamHead['watermarks'] {
  const known = watermarks[identityId] ?? { delivered: 0, read: 0 };
  return { ...watermarks, [identityId]: { ...known, [receipt]: Math.max(known[receipt], upToAt) } };
}

function leave(head: StreamHead, set: readonly CustomerId[], away: MovedAway): StreamHead {
  const { lastIdentityId, ...rest } = head;
  const stays = lastIdentityId !== undefined && !set.some((customer) => customer === `c_${lastIdentityId}`);
  return {
    ...rest,
    ...(stays ? { lastIdentityId } : {}),
    members: head.members.filter((member) => !set.includes(member)),
    moved: { ...head.moved, ...Object.fromEntries(set.map((customer) => [customer, away])) },
  };
}

function enter(head: StreamHead, set: readonly CustomerId[], streams: readonly StreamId[]): StreamHead {
  const moved = Object.entries(head.moved).filter(([customer]) => !set.some((member) => member === customer));
  return {
    ...head,
    members: union(head.members, set),
    streams: union(head.streams, [...set, ...streams]),
    moved: Object.fromEntries(moved),
  };
}

function union<T>(known: readonly T[], more: readonly T[]): readonly T[] {
  return [...new Set([...known, ...more])];
}

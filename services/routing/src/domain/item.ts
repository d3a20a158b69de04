import type { DeliveryStatus, Entry, EntryBody, EntryId, IdentityId, Part } from '@onethread/contracts';
import type { AgentId, ConversationId, CustomerId, StreamId } from '@onethread/contracts';

/** What stands in a thread, in its present state. `_id` is the entryId of the entry that made it. */
export interface Item {
  readonly _id: EntryId;
  readonly streamId: StreamId;
  readonly n: number;
  readonly at: number;
  readonly customerId: CustomerId;
  readonly identityId?: IdentityId;
  readonly conversationId: ConversationId;
  readonly type: 'message' | 'reply' | 'note' | 'event' | 'placeholder';
  readonly fromCustomer: boolean;
  readonly parts: readonly Part[];
  /** Emptied for ever, because its person was erased. */
  readonly erased?: boolean;
  /** `at` of the entry that the parts are from: a later edit wins, an earlier one loses. */
  readonly partsAt: number;
  readonly edited: boolean;
  readonly unsent: boolean;
  readonly subject?: string;
  readonly notice?: string;
  readonly automatic?: boolean;
  readonly outside?: boolean;
  readonly providerTime?: number;
  /** `<channel>:<account>:<providerMessageId>`: by them receipts, edits and answers find it. */
  readonly providerKeys: readonly string[];
  readonly agentId?: AgentId;
  readonly agentName?: string;
  readonly clientMessageId?: string;
  readonly status?: DeliveryStatus;
  /** Epoch ms. */
  readonly statusAt?: number;
  /** 1 at first; a retry raises it. `status` belongs to it. */
  readonly attempt?: number;
  /** Highest attempt that was handed to the channel's topic. */
  readonly relayedAttempt?: number;
  readonly reason?: { readonly code: string; readonly text: string; readonly permanent: boolean };
  readonly held?: boolean;
  readonly discarded?: boolean;
  /** Who were held for one person when it was written; absent where it was this customer alone. */
  readonly writtenFor?: readonly CustomerId[];
  /** The reply of which it is a copy on another channel. */
  readonly copyOf?: EntryId;
  readonly reactions?: Readonly<Record<string, readonly IdentityId[]>>;
  /** `<identityId>:<emoji>` → µs of the last word on it. */
  readonly reactionsAt?: Readonly<Record<string, number>>;
  readonly event?: {
    readonly kind: string;
    readonly reason?: string;
    readonly until?: number;
    readonly queueId?: string;
    readonly target?: string;
    readonly dueAt?: number;
    /** The provider's own words. */
    readonly text?: string;
  };
  readonly code?: string;
  /** Of a placeholder that nothing will fill in: why. Kept, though not shown, where a message came after all. */
  readonly closed?: { readonly at: number; readonly outcome: 'dropped' | 'repaired'; readonly reason?: string };
  /** The channel's latest word (`at`, µs) on why an attempt of a reply cannot go out yet; shown while that attempt is being sent. */
  readonly waits?: { readonly at: number; readonly attempt: number; readonly reason: NonNullable<Item['reason']> };
  /** Epoch ms since when a reply waits for its relay; absent once relayed. Indexed: the sweeper relays what is older than 5 s. */
  readonly relayAt?: number;
}

/** The item that an entry makes or changes; `undefined` for entries that are about the thread as a whole. */
export function itemOf(entry: Entry): EntryId | undefined {
  const { body } = entry;
  switch (body.kind) {
    case 'placeholder':
      return body.itemId ?? entry.entryId;
    case 'reply-decided':
    case 'relayed':
    case 'status':
    case 'edit':
    case 'unsend':
    case 'reaction':
    case 'placeholder-closed':
      return body.itemId;
    case 'message':
      return body.itemId ?? entry.entryId;
    case 'watermark':
    case 'agent-read':
    case 'moved':
    case 'joined':
    case 'erased':
      return undefined;
    case 'reply':
    case 'note':
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
      return entry.entryId;
  }
}

/** Why a reply cannot go out yet or did not; undefined when there is nothing to say. */
export function reasonOf({ status, attempt, waits, reason }: Item): Item['reason'] {
  return status === 'sending' && waits?.attempt === attempt ? waits?.reason : reason;
}

/** How a provider's message id is kept: unique over channels and accounts. */
export function providerKeyOf(source: ProviderSource, providerMessageId: string): string {
  return `${source.channel}:${source.account}:${providerMessageId}`;
}

export interface ProviderSource {
  readonly channel: string;
  readonly account: string;
}

type MakingBody = Extract<
  EntryBody,
  {
    kind:
      | 'message'
      | 'reply'
      | 'note'
      | 'placeholder'
      | 'resolved'
      | 'reopened'
      | 'snoozed'
      | 'woken'
      | 'assigned'
      | 'released'
      | 'queued'
      | 'target-warning'
      | 'target-missed'
      | 'standing';
  }
>;

/** The item as its own entry makes it. */
export function bornItem(entry: Entry & { readonly body: MakingBody }, source: ProviderSource | undefined): Item {
  const { body } = entry;
  const base = {
    _id: itemOf(entry) ?? entry.entryId,
    streamId: entry.streamId,
    n: entry.n,
    at: entry.at,
    customerId: entry.customerId,
    conversationId: body.conversationId,
    fromCustomer: false,
    parts: [],
    partsAt: entry.at,
    edited: false,
    unsent: false,
    providerKeys: [],
  };
  switch (body.kind) {
    case 'message':
      return {
        ...base,
        type: 'message',
        identityId: body.identityId,
        fromCustomer: body.author === 'customer',
        parts: body.parts,
        providerKeys: source === undefined ? [] : [providerKeyOf(source, body.providerMessageId)],
        ...(body.author === 'agent-outside' ? { outside: true } : {}),
        ...(body.automatic ? { automatic: true } : {}),
        ...(body.subject === undefined ? {} : { subject: body.subject }),
        ...(body.notice === undefined ? {} : { notice: body.notice }),
        ...(body.providerTime === undefined ? {} : { providerTime: body.providerTime }),
      };
    case 'reply': {
      const ms = Math.floor(entry.at / 1000);
      return {
        ...base,
        type: 'reply',
        identityId: body.identityId,
        parts: body.parts,
        agentId: body.agentId,
        agentName: body.agentName,
        clientMessageId: body.clientMessageId,
        status: 'queued',
        statusAt: ms,
        attempt: 1,
        held: body.held,
        ...(body.held ? {} : { relayAt: ms }),
        ...(body.writtenFor === undefined ? {} : { writtenFor: body.writtenFor }),
        ...(body.automatic === true ? { automatic: true } : {}),
        ...(body.copyOf === undefined ? {} : { copyOf: body.copyOf }),
      };
    }
    case 'note':
      return { ...base, type: 'note', parts: body.parts, agentId: body.agentId, agentName: body.agentName };
    case 'placeholder':
      return { ...base, type: 'placeholder', identityId: body.identityId, fromCustomer: true, code: body.code };
    case 'snoozed':
      return { ...base, type: 'event', agentId: body.agentId, event: { kind: body.kind, until: body.until } };
    case 'assigned':
    case 'released':
      return { ...base, type: 'event', agentId: body.agentId, event: { kind: body.kind, reason: body.reason } };
    case 'resolved':
    case 'reopened':
      return { ...base, type: 'event', agentId: body.agentId, event: { kind: body.kind } };
    case 'woken':
      return { ...base, type: 'event', event: { kind: body.kind } };
    case 'queued':
      return { ...base, type: 'event', agentId: body.agentId, event: { kind: body.kind, queueId: body.queueId } };
    case 'target-warning':
    case 'target-missed':
      return { ...base, type: 'event', event: { kind: body.kind, target: body.target, dueAt: body.dueAt } };
    case 'standing': {
      const { identityId, standing, reason, text } = body;
      const event = { kind: `address-${standing}`, reason, ...(text === undefined ? {} : { text }) };
      return { ...base, type: 'event', identityId, event };
    }
  }
}

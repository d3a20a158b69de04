import type { ConversationId, CustomerId, EntryId, AgentId, IdentityId, StreamId } from './ids.ts';
import type { DeliveryStatus, InboundStanding } from './envelopes.ts';
import type { Part } from './parts.ts';

/** A conversation as carried in `open[]`: where it lives and since when. */
export interface OpenConversation {
  readonly conversationId: ConversationId;
  readonly homeId: CustomerId;
  /** Epoch ms, as `resolvedAt` and `snoozedUntil`. */
  readonly openedAt: number;
  /** Set while it is resolved but may still be reopened. */
  readonly resolvedAt?: number;
  /** Set while it is snoozed. */
  readonly snoozedUntil?: number;
}

/** What an entry says. Never rewritten; erasure alone empties a body. */
export type EntryBody =
  | {
      readonly kind: 'message';
      readonly author: 'customer' | 'agent-outside';
      readonly identityId: IdentityId;
      readonly conversationId: ConversationId;
      /**
       * `opened`: a new conversation (resolved from birth where nobody waits for an answer: automatic, or written by a
       * person of ours). `reopened`: a resolved or snoozed one is open again. `joined`: its state stays.
       */
      readonly effect: 'opened' | 'reopened' | 'joined';
      readonly parts: readonly Part[];
      readonly providerMessageId: string;
      readonly providerTime?: number;
      readonly subject?: string;
      readonly automatic: boolean;
      readonly notice?: string;
      /** The placeholder that it fills in, where that one could not name the message that it stood for. */
      readonly itemId?: EntryId;
    }
  | {
      readonly kind: 'reply';
      readonly identityId: IdentityId;
      readonly conversationId: ConversationId;
      readonly agentId: AgentId;
      readonly agentName: string;
      readonly parts: readonly Part[];
      readonly clientMessageId: string;
      /** Written against an older cursor than somebody else's message: waits for the agent's word. */
      readonly held: boolean;
      /** Who were held for one person when it was written; absent where it was this customer alone. */
      readonly writtenFor?: readonly CustomerId[];
      /** Not an agent's words: a code, an automatic answer, a copy sent on. */
      readonly automatic?: true;
      /** The reply of which it is a copy on another channel. */
      readonly copyOf?: EntryId;
    }
  /** A held reply was sent after all or withdrawn; a failed one is sent again. */
  | {
      readonly kind: 'reply-decided';
      readonly itemId: EntryId;
      readonly decision: 'send' | 'discard' | 'retry';
      readonly attempt: number;
      readonly agentId: AgentId;
    }
  | { readonly kind: 'relayed'; readonly itemId: EntryId; readonly attempt: number }
  | {
      readonly kind: 'status';
      readonly itemId: EntryId;
      readonly status: DeliveryStatus;
      readonly attempt: number;
      readonly providerMessageId?: string;
      readonly reason?: { readonly code: string; readonly text: string; readonly permanent: boolean };
    }
  /** Customer's side: delivered or read for every reply to this identity up to `upToAt` (µs of the thread). */
  | {
      readonly kind: 'watermark';
      readonly identityId: IdentityId;
      readonly receipt: 'delivered' | 'read';
      readonly upToAt: number;
    }
  | {
      readonly kind: 'note';
      readonly conversationId: ConversationId;
      readonly agentId: AgentId;
      readonly agentName: string;
      readonly parts: readonly Part[];
    }
  | { readonly kind: 'edit'; readonly itemId: EntryId; readonly parts: readonly Part[] }
  | { readonly kind: 'unsend'; readonly itemId: EntryId }
  | { readonly kind: 'reaction'; readonly itemId: EntryId; readonly emoji: string; readonly active: boolean }
  | { readonly kind: 'resolved'; readonly conversationId: ConversationId; readonly agentId: AgentId }
  | { readonly kind: 'reopened'; readonly conversationId: ConversationId; readonly agentId: AgentId }
  | {
      readonly kind: 'snoozed';
      readonly conversationId: ConversationId;
      readonly agentId: AgentId;
      readonly until: number;
    }
  /** The snooze ran out (a customer's message that wakes it says so by itself). */
  | { readonly kind: 'woken'; readonly conversationId: ConversationId }
  | {
      readonly kind: 'assigned' | 'released';
      readonly conversationId: ConversationId;
      readonly agentId: AgentId;
      /** accepted, taken, transferred, declined, went-offline, idle, … with what explains it. */
      readonly reason: string;
      /** Epoch ms when the conversation was written so; the entry follows and may be later. Absent before it was kept. */
      readonly decidedAt?: number;
      /** `at` (µs) of the entry that its state was from then: later ones had not reached it. Absent before it was kept. */
      readonly stateAt?: number;
    }
  /** It goes to another queue: by an agent's transfer, with who did it. */
  | {
      readonly kind: 'queued';
      readonly conversationId: ConversationId;
      readonly queueId: string;
      readonly agentId: AgentId;
      readonly decidedAt: number;
      /** As with `assigned`. */
      readonly stateAt?: number;
    }
  /** A target's clock came near its due time, or passed it. */
  | {
      readonly kind: 'target-warning' | 'target-missed';
      readonly conversationId: ConversationId;
      readonly target: 'first-response' | 'next-response' | 'resolution';
      /** Epoch ms when it was or is due. */
      readonly dueAt: number;
      readonly decidedAt: number;
    }
  /** The agents' read position of a thread. */
  | { readonly kind: 'agent-read'; readonly agentId: AgentId; readonly upToAt: number }
  /** A record that could not be processed keeps its place; replay fills it in. */
  | {
      readonly kind: 'placeholder';
      readonly identityId: IdentityId;
      readonly conversationId: ConversationId;
      readonly code: string;
      /** The message that it stands for, where its id could be read: replay fills that item in at this place. */
      readonly itemId?: EntryId;
    }
  /** Whether a person may be written to at an address changed; the last one counts (`InboundStanding`). */
  | {
      readonly kind: 'standing';
      readonly identityId: IdentityId;
      readonly conversationId: ConversationId;
      readonly standing: InboundStanding['standing'];
      readonly reason: InboundStanding['reason'];
      /** The provider's own words. */
      readonly text?: string;
    }
  /** Nothing will fill a placeholder in: an operator gave its record up, or it was a change of a message and took effect. */
  | {
      readonly kind: 'placeholder-closed';
      readonly itemId: EntryId;
      readonly outcome: 'dropped' | 'repaired';
      /** The operator's words. */
      readonly reason?: string;
    }
  /**
   * The person to whom this customer belongs is erased: every earlier entry of the customer is emptied from `begun` on, and
   * is empty at `done`, when whoever shows the thread has to show it anew.
   */
  | { readonly kind: 'erased'; readonly operationId: string; readonly phase: 'begun' | 'done' }
  | {
      readonly kind: 'moved';
      readonly opId: string;
      readonly set: readonly CustomerId[];
      readonly to: StreamId;
      readonly open: readonly OpenConversation[];
      /** In these those go on who stay, and whose words stand in a conversation that goes away: a split of it. */
      readonly staying?: readonly OpenConversation[];
      /** Every stream in which entries of the set may stand: read by their new thread. */
      readonly streams?: readonly StreamId[];
    }
  | {
      readonly kind: 'joined';
      readonly opId: string;
      readonly set: readonly CustomerId[];
      readonly from: StreamId;
      readonly open: readonly OpenConversation[];
      readonly streams?: readonly StreamId[];
    };

export type EntryKind = EntryBody['kind'];

/** One numbered fact of a stream. `at` is µs since the epoch, strictly rising in the stream. */
export interface Entry {
  readonly streamId: StreamId;
  readonly n: number;
  readonly entryId: EntryId;
  readonly customerId: CustomerId;
  readonly at: number;
  readonly body: EntryBody;
  /** Emptied, because its person was erased: ids and number are all that is left. */
  readonly erased?: true;
}

/** Value of `conversation.events.v1`. */
export type ConversationEvent =
  | { readonly version: 1; readonly type: 'entry'; readonly entry: Entry }
  /** The conversation's document changed (assignment, reservation, state): read it again if its `rev` is above yours. */
  | {
      readonly version: 1;
      readonly type: 'conversation';
      readonly conversationId: ConversationId;
      readonly rev: number;
      readonly agentIds: readonly AgentId[];
    }
  /** Somebody types or looks; dropped when older than 6 s. */
  | {
      readonly version: 1;
      readonly type: 'activity';
      readonly customerId: CustomerId;
      readonly actor: { readonly identityId: IdentityId } | { readonly agentId: AgentId; readonly name: string };
      readonly activity: 'typing' | 'viewing';
      readonly at: number;
    }
  /** Presence, capacity or settings of an agent changed. */
  | { readonly version: 1; readonly type: 'agent'; readonly agentId: AgentId; readonly rev: number }
  /** Other assignment settings are in force. */
  | { readonly version: 1; readonly type: 'settings'; readonly settingsVersion: number };

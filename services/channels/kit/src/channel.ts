import type {
  AgentSignal,
  ChannelAnnounced,
  ChannelCapabilities,
  IdentityRef,
  OutboundMessage,
} from '@onethread/contracts';
import type { ChannelHost } from './channel-host.ts';

/**
 * A channel: its declaration apart from its behaviour. The kit runs it: it consumes `outbound.<name>.v1`, claims each step
 * in the channel's own database before `send`, publishes what became of it, parks what must wait.
 */
export interface ChannelDefinition<Settings> {
  /** Folder name, topic suffix and the word in all identities: kebab-case. */
  readonly name: string;
  readonly capabilities: ChannelCapabilities;
  /** One provider call may take this long; default 30 s. */
  readonly sendTimeoutMs?: number;
  /** A reply that never went out fails after this; default 24 h. */
  readonly giveUpAfterMs?: number;
  readonly create: (host: ChannelHost, settings: Settings) => Channel;
}

export type ChannelAccount = ChannelAnnounced['accounts'][number];

export interface Channel {
  /** The pages, numbers, mailboxes or apps that it serves now. */
  readonly accounts: readonly ChannelAccount[];
  /** Abilities of the declaration that its settings rule out (a permission that the provider has not given): not announced. */
  readonly withheld?: readonly 'personWindowHours'[];
  /** Mounts routes, opens listeners. Nothing may be acknowledged to a provider before `host.receive` resolved. */
  start(): Promise<void>;
  /** Stops intake first; resolves when nothing of the channel is in work. */
  stop(): Promise<void>;
  /**
   * Cuts a reply into provider calls, in order (text, then one per file where the provider wants it so). Pure: the same
   * message gives the same steps for ever. Throws `UnsendableError` when it can never be sent as it is.
   */
  plan(message: OutboundMessage): readonly SendStep[];
  /** One provider call. Returns what became of it and never throws for anything the provider or the network did. */
  send(step: SendStep, context: SendContext): Promise<SendResult>;
  /**
   * Looks up what became of a call whose answer was lost, by our id in the provider's own records. Absent: the reply stays
   * `unknown` until an echo or a callback tells. `undefined`: cannot tell yet, ask again later. `temporary` or `rejected`:
   * it surely was not sent, and sending again may or cannot help; the reply is shown as failed, never sent again by itself.
   */
  reconcile?(step: SendStep, context: SendContext): Promise<SendResult | undefined>;
  /**
   * Forgets what the channel keeps of a person who was erased: claims, subscriptions, correspondences. That they opted out
   * stays: it must be honoured. Repeatable. Absent: it keeps nothing beyond what expires by itself.
   */
  forget?(identity: IdentityRef): Promise<void>;
  /**
   * Shows the person that an agent types or has read, where `capabilities.signals` names it. Best effort: one call within
   * `bounds.signalMs`, never repeated, never beside another of the same person; what it throws is counted by the kit.
   * Absent where `capabilities.signals` is not: the channel shows it by other means (a feed that it follows).
   */
  signal?(signal: AgentSignal['signal'], context: SignalContext): Promise<void>;
}

export interface SignalContext {
  readonly identity: IdentityRef;
  readonly signal: AbortSignal;
}

/** JSON-safe, as it is kept with the claim. */
export type SendStep = Readonly<Record<string, unknown>>;

export interface SendContext {
  readonly message: OutboundMessage;
  /** Unique for ever per provider call: `<entryId>.<attempt>.<step>`. The provider's metadata or Message-ID is made of it. */
  readonly sendId: string;
  /** Aborted when the service must stop or the call's own time is over. */
  readonly signal: AbortSignal;
}

/** The error table of every channel ends in one of these. */
export type SendResult =
  /** The provider took it. `providerMessageId` finds later receipts. */
  | { readonly outcome: 'sent'; readonly providerMessageId: string }
  /** Never going to work: shown to the agent with the provider's words. */
  | { readonly outcome: 'rejected'; readonly code: string; readonly text: string }
  /** Surely not sent; may work later. Tried again 1 s → 5 min, then parked up to 24 h (or the channel's own `giveUpAfterMs`). */
  | { readonly outcome: 'temporary'; readonly code: string; readonly text: string; readonly retryAfterMs?: number }
  /** The whole account must slow down: as temporary, for every key of the account. */
  | { readonly outcome: 'throttled'; readonly code: string; readonly text: string; readonly retryAfterMs: number }
  /** The account's credentials are refused: its queue is paused, operators and agents are told, nothing is lost. */
  | { readonly outcome: 'unauthorised'; readonly code: string; readonly text: string }
  /** The request went out and no answer came: it may have been sent. Never sent again by itself. */
  | { readonly outcome: 'ambiguous'; readonly code: string; readonly text: string };

import type { IdentityRef, OutboundMessage } from '@onethread/contracts';
import type { HttpHost } from '@onethread/runtime';
import type { ChannelDefinition, SendResult } from '../channel.ts';
import type { ChannelHost } from '../channel-host.ts';

/**
 * What the other side was told, in words that fit a webhook, an SMTP dialogue and a socket alike:
 *
 * | verdict | webhook | SMTP | socket |
 * |---|---|---|---|
 * | accepted | 2xx | 250 | `ok` |
 * | unauthorised | 401, 403 | 530, 535 | closed 4001, 4003 |
 * | malformed | 400, 415, 422 | 5xx | error frame |
 * | too-large | 413 | 552 | closed, error frame |
 * | try-later | 503 | 421, 451 | no `ok` |
 */
export type Verdict = 'accepted' | 'unauthorised' | 'malformed' | 'too-large' | 'try-later';

/** How the contract suite drives one kind of channel: written once per channel, in its tests. */
export interface ChannelHarness<Settings> {
  readonly definition: ChannelDefinition<Settings>;
  /** Starts what the channel talks to (provider simulator, mail relay). Called anew for each test. */
  prepare(): Promise<PreparedChannel<Settings>>;
}

export interface PreparedChannel<Settings> {
  readonly settings: Settings;
  /** Customer's message number `n`, proved as the provider proves it. The same number is the same delivery, byte for byte. */
  deliver(n: number, at: ChannelEnds): Promise<Verdict>;
  /** The same without a valid proof. Absent where the protocol has none (SMTP). */
  readonly deliverForged?: (at: ChannelEnds) => Promise<Verdict>;
  /** Bodies that are no message. What may be kept of them anyway ('accepted', parked or shown) is the channel's choice. */
  readonly malformed: readonly {
    readonly name: string;
    readonly deliver: (at: ChannelEnds) => Promise<Verdict>;
    readonly verdicts: readonly Verdict[];
  }[];
  deliverOversize(at: ChannelEnds): Promise<Verdict>;
  /** A reply that this channel can send to this identity, in one provider call or several. */
  reply(entryId: string, identity: IdentityRef): OutboundMessage;
  /** Whom `deliver` writes as. */
  customer(host: ChannelHost): IdentityRef;
  /** Each row of the channel's error table: what the provider does, and what the channel makes of it. */
  readonly sendErrors: readonly SendErrorRow[];
  /** Calls of the send API that reached the provider, whatever it answered. Absent where nobody is called (a feed). */
  readonly providerCalls?: () => number;
  close(): Promise<void>;
}

export interface ChannelEnds {
  readonly http: HttpHost;
  readonly host: ChannelHost;
}

export interface SendErrorRow {
  readonly name: string;
  /** Makes the provider (or the network to it) behave so from now on. */
  readonly arrange: () => void | Promise<void>;
  readonly outcome: SendResult['outcome'];
  /** Expected in the words for the agent. */
  readonly text?: RegExp;
}

import type { SendContext, SendResult, SendStep } from '@onethread/channel-kit';
import type { OutboundMessage } from '@onethread/contracts';

/** A company, or a carrier, that takes and brings the messages of some of our numbers. */
export interface SmsProvider {
  /** Our numbers there, in normal form. */
  readonly numbers: readonly string[];
  /** Mounts its webhooks, opens its connections. What it takes goes to `Intake` and is acknowledged only after that. */
  start(): Promise<void>;
  /** Stops intake first; resolves when nothing is in work. */
  stop(): Promise<void>;
  /** See `Channel`: the provider's part of it, for its own numbers. */
  plan(message: OutboundMessage): readonly SendStep[];
  send(step: SendStep, context: SendContext): Promise<SendResult>;
  reconcile(step: SendStep, context: SendContext): Promise<SendResult | undefined>;
}

/** Code of a refusal that says that the person has opted out; the block list learns it. */
export const OPTED_OUT = 'opted-out';

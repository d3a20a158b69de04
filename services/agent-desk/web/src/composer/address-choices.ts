import type { ChannelInfo, Identity } from '../../../wire/model.ts';
import { proofOf } from '../person/proofs.ts';
import type { ProofMark } from '../person/proofs.ts';
import { replyWindow } from './reply-window.ts';
import type { ReplyWindow, ThreadFacts } from './reply-window.ts';

/** An address that a reply may go to. */
export interface AddressChoice {
  readonly identity: Identity;
  readonly channel: ChannelInfo | undefined;
  readonly window: ReplyWindow;
  readonly proof: ProofMark;
}

/** Every address of the person, as things stand at `nowMs`. */
export function addressChoices(
  channels: Readonly<Record<string, ChannelInfo>>,
  identities: readonly Identity[],
  thread: ThreadFacts,
  nowMs: number,
): readonly AddressChoice[] {
  return identities.map((identity) => {
    const channel = channels[identity.channel];
    const window = replyWindow(channel, identity, thread, nowMs);
    return { identity, channel, window, proof: proofOf(identity, identities) };
  });
}

/** What a choice's channel is called. */
export function labelOf({ channel, identity }: Pick<AddressChoice, 'channel' | 'identity'>): string {
  return channel?.label ?? identity.channel;
}

import type { ChannelHost, InboundDraft, KnownSends, ReceiptDraft, StatusDraft } from '@onethread/channel-kit';
import type { IdentityRef, Part, Profile } from '@onethread/contracts';
import type { ExpectedEchoes } from '../send/expected-echoes.ts';
import type { Profiles } from './profiles.ts';
import type { MetaEvent } from './read-events.ts';
import type { PartReader } from './read-parts.ts';

/** What an update is turned into drafts with. */
export interface DraftMaker {
  readonly host: ChannelHost;
  readonly profiles: Profiles;
  readonly knownSends: KnownSends;
  /** Only where `metadata` does not come back. */
  readonly expectedEchoes: ExpectedEchoes | undefined;
  readonly reader: PartReader;
  readonly appId: string | undefined;
}

/** What one update says, in the words of the kit. */
export interface Drafts {
  readonly inbound?: InboundDraft;
  readonly receipts?: readonly ReceiptDraft[];
  readonly status?: StatusDraft;
  /** Said by the person's own side: whoever was out of reach can be written to again. */
  readonly wroteBy?: IdentityRef;
}

/** The fields that all messages share. */
export function messageDraft(
  event: MetaEvent,
  identity: IdentityRef,
  profile: Profile,
  providerMessageId: string,
  parts: Part[],
) {
  const time = event.timestamp === undefined ? {} : { providerTime: event.timestamp };
  return { type: 'message' as const, identity, profile, providerMessageId, parts, ...time };
}

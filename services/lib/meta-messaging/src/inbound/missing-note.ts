import type { InboundDraft } from '@onethread/channel-kit';
import { card, clip } from '@onethread/meta-graph';
import { messageDraft, type DraftMaker } from './draft-maker.ts';

/** Messages that could not be fetched. */
export interface Missing {
  readonly accountId: string;
  readonly personId: string;
  /** Written from here on (epoch ms) … */
  readonly since: number;
  /** … and before this. */
  readonly at: number;
}

/** A card in the person's thread: some messages could not be fetched. One per person and `since`. */
export async function missingNote(
  maker: Pick<DraftMaker, 'host' | 'profiles'>,
  label: string,
  { accountId, personId, since, at }: Missing,
): Promise<InboundDraft> {
  const profile = await maker.profiles.of(accountId, personId);
  const identity = maker.host.identity(accountId, personId);
  const part = card(`Earlier messages of this time could not be fetched from ${label}: they stand in its inbox only`);
  const event = { accountId, personId, isOurSide: false, timestamp: at };
  const id = clip(`missing:${personId}:${since}`, 1000);
  return { ...messageDraft(event, identity, profile, id, [part]), author: 'customer', automatic: true };
}

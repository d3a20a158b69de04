import type { OutOfReach } from '@onethread/channel-kit';
import { inTurns, receiveAll } from '@onethread/meta-graph';
import type { DraftMaker } from './draft-maker.ts';
import { findPicture } from './find-picture.ts';
import type { MetaEvent } from './read-events.ts';
import { toDrafts } from './to-drafts.ts';

/** Makes all updates of a call durable, in their order. Throws when the provider must send the call again. */
export async function takeIn(maker: DraftMaker, outOfReach: OutOfReach, events: readonly MetaEvent[]): Promise<void> {
  const drafts = await inTurns(events, (event) => toDrafts(maker, event));
  const inbound = drafts.flatMap((draft) => (draft.inbound === undefined ? [] : [draft.inbound]));
  const receipts = drafts.flatMap((draft) => draft.receipts ?? []);
  const statuses = drafts.flatMap((draft) => (draft.status === undefined ? [] : [draft.status]));
  await receiveAll(maker.host, inbound);
  for (const { wroteBy, inbound: said } of drafts)
    if (wroteBy !== undefined && said?.type === 'message')
      maker.host.lookForPicture(wroteBy, findPicture(maker, wroteBy));
  await outOfReach.wroteAgain(drafts.flatMap(({ wroteBy, inbound: said }) => (wroteBy && said ? [said] : [])));
  if (statuses.length > 0) await maker.host.report(statuses);
  if (receipts.length > 0) await maker.host.receipts(receipts);
}

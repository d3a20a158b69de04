import type { ChannelAnnounced } from '@onethread/contracts';
import { changeDocument } from '@onethread/documents';
import type { ChannelDocument } from '../stores/documents.ts';
import type { UseCaseContext } from './context.ts';

/** Keeps what a channel says of itself; an older announcement never replaces a newer one. */
export async function storeChannelAnnouncement(context: UseCaseContext, announced: ChannelAnnounced): Promise<void> {
  const { channel, occurredAt, accounts, capabilities } = announced;
  await changeDocument<ChannelDocument>(context.collections.channels, {
    id: channel,
    make: (known) =>
      known !== undefined && known.announcedAt >= occurredAt
        ? known
        : { _id: channel, announcedAt: occurredAt, accounts, capabilities },
  });
  context.collections.memory.channels.delete(channel);
}

import type { UseCaseContext } from '../use-cases/context.ts';
import type { ChannelDocument } from './documents.ts';

/** A channel's announcement is read again after so long. */
const CHANNEL_FRESH_MS = 30_000;

/** What a channel announced, at most half a minute ago. */
export async function knownChannel(
  { collections, now }: Pick<UseCaseContext, 'collections' | 'now'>,
  name: string,
): Promise<ChannelDocument | undefined> {
  const { channels, memory } = collections;
  const remembered = memory.channels.get(name);
  if (remembered !== undefined && remembered.readAt + CHANNEL_FRESH_MS > now()) return remembered.document;
  const document = await channels.get(name);
  memory.channels.set(name, { readAt: now(), document });
  return document;
}

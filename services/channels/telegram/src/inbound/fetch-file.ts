import { openMedia, type ChannelHost } from '@onethread/channel-kit';
import type { EntryId, Part } from '@onethread/contracts';
import { z } from 'zod';
import type { BotApi } from '../bot-api.ts';
import type { Bot } from '../bots.ts';
import { clip } from './clip.ts';
import type { TelegramFile } from './update.ts';

/** What the Bot API lets a bot download. */
export const MAX_RECEIVED_FILE_BYTES = 20 * 1024 * 1024;
const TOO_LARGE = 'larger than the 20 MB that Telegram hands to a bot';

const locatedSchema = z.object({ file_path: z.string().min(1).max(1_000) });

export interface FileReader {
  readonly host: ChannelHost;
  readonly api: BotApi;
  readonly bot: Bot;
  /** All downloads of one update must be over by then. */
  readonly signal: AbortSignal;
}

/** Fetches a file that a person sent, at once: the address is good for an hour. A gap with its reason where it cannot be had. */
export async function fetchFile(
  { host, api, bot, signal }: FileReader,
  file: TelegramFile,
  name: string,
  entryId: EntryId,
): Promise<Part> {
  const missing = (reason: string): Part => {
    host.refused('media-unavailable');
    return { kind: 'missing-file', name: clip(name, 255), reason };
  };
  if ((file.file_size ?? 0) > MAX_RECEIVED_FILE_BYTES) return missing(TOO_LARGE);
  const answer = await api.call(bot, 'getFile', { file_id: file.file_id }, signal);
  if (answer.kind === 'refused') {
    const { description } = answer.refusal;
    return missing(/file is too big/i.test(description) ? TOO_LARGE : `Telegram says: ${clip(description, 400)}`);
  }
  const located = answer.kind === 'ok' ? locatedSchema.safeParse(answer.result).data : undefined;
  if (located === undefined) return missing('Telegram could not be asked for it');
  const url = api.fileAddress(bot, located.file_path);
  if (url === undefined) return missing('it lies at an address that is not Telegram’s');
  const media = await openMedia({
    url,
    isAllowed: (address) => api.isOwn(address),
    maxBytes: MAX_RECEIVED_FILE_BYTES,
    signal,
  });
  if (media.kind === 'unavailable') return missing(media.reason);
  return await host.storeFile({
    entryId,
    index: 0,
    content: media.content,
    name,
    maxBytes: MAX_RECEIVED_FILE_BYTES,
    ...(file.mime_type === undefined ? {} : { claimedType: file.mime_type }),
  });
}

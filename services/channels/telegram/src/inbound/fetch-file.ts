import { setTimeout as delay } from 'node:timers/promises';
import { openMedia, type ChannelHost } from '@onethread/channel-kit';
import type { EntryId, Part } from '@onethread/contracts';
import { z } from 'zod';
import type { BotAnswer, BotApi } from '../bot-api.ts';
import type { Bot } from '../bots.ts';
import { clip } from './clip.ts';
import type { TelegramFile } from './update.ts';

/** What the Bot API lets a bot download. */
export const MAX_RECEIVED_FILE_BYTES = 20 * 1024 * 1024;
/** Of asking where a file lies: what Telegram cannot tell now it may tell in a moment. */
const MAX_TRIES = 3;
const FIRST_WAIT_MS = 300;
const TOO_LARGE = 'larger than the 20 MB that Telegram hands to a bot';

export const locatedSchema = z.object({ file_path: z.string().min(1).max(1_000) });

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
  const answer = await locate({ api, bot, signal }, file.file_id);
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

/** `getFile`, asked again where that may help. */
export async function locate({ api, bot, signal }: Omit<FileReader, 'host'>, fileId: string): Promise<BotAnswer> {
  for (let attempt = 1; ; attempt += 1) {
    const answer = await api.call(bot, 'getFile', { file_id: fileId }, signal);
    const mayHelp = answer.kind !== 'ok' && (answer.kind !== 'refused' || answer.refusal.code >= 429);
    if (!mayHelp || attempt >= MAX_TRIES || signal.aborted) return answer;
    await delay(FIRST_WAIT_MS * 2 ** (attempt - 1), undefined, { signal }).catch(() => undefined);
  }
}

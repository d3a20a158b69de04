import { openMedia, isHostUnder, type ChannelHost } from '@onethread/channel-kit';
import { MAX_PARTS, type EntryId, type Part } from '@onethread/contracts';
import type { MetaAttachment, MetaMessage } from './read-events.ts';

/** Largest file that is kept of what a person sends. */
export const MAX_RECEIVED_FILE_BYTES = 25 * 1024 * 1024;
/** Longest text of one part; Messenger's own limit lies far below. Keeps a message under the log's record size. */
const MAX_TEXT = 50_000;
/** Meta's own media hosts. */
const META_MEDIA_DOMAINS = ['fbcdn.net', 'fbsbx.com', 'facebook.com', 'cdninstagram.com'];
const MEDIA_TYPES = new Set(['image', 'audio', 'video', 'file', 'sticker', 'reel', 'ig_reel']);

export interface PartReader {
  readonly host: ChannelHost;
  readonly graphUrl: string;
  /** All downloads of one webhook call must be over by then. */
  readonly signal: AbortSignal;
}

/** What a message is made of; its files are fetched at once, since their addresses expire. */
export async function readParts(reader: PartReader, message: MetaMessage, entryId: EntryId): Promise<Part[]> {
  const parts: Part[] = [];
  const text = message.text ?? '';
  const quickReply = message.quick_reply?.payload;
  if (quickReply !== undefined) parts.push({ kind: 'choice', title: clip(text, 500), payload: clip(quickReply, 1000) });
  else if (text !== '') parts.push(textPart(text));
  for (const [index, attachment] of (message.attachments ?? []).slice(0, MAX_PARTS - 1).entries()) {
    parts.push(await readAttachment(reader, attachment, entryId, index));
  }
  return parts.length > 0 ? parts : [{ kind: 'unsupported', providerKind: 'empty message' }];
}

export function textPart(text: string): Part {
  return { kind: 'text', text: clip(text, MAX_TEXT) };
}

/** Never ends within a character. */
export function clip(text: string, most: number): string {
  return (text.length <= most ? text : text.slice(0, most)).toWellFormed();
}

async function readAttachment(
  reader: PartReader,
  attachment: MetaAttachment,
  entryId: EntryId,
  index: number,
): Promise<Part> {
  const { type, payload } = attachment;
  const url = payload?.url ?? attachment.url ?? undefined;
  const title = attachment.title ?? payload?.title ?? undefined;
  if (type === 'location' && payload?.coordinates) {
    const { lat, long } = payload.coordinates;
    return {
      kind: 'location',
      latitude: lat,
      longitude: long,
      ...(title === undefined ? {} : { title: clip(title, 500) }),
    };
  }
  if (url !== undefined && MEDIA_TYPES.has(type)) return await fetchFile(reader, type, url, entryId, index);
  if (url !== undefined || title !== undefined) {
    const link = url !== undefined && url.length <= 2000 && /^https?:\/\//.test(url) ? { url } : {};
    return { kind: 'card', title: clip(title ?? 'Link', 500), ...link };
  }
  return { kind: 'unsupported', providerKind: clip(type, 100) };
}

async function fetchFile(
  reader: PartReader,
  type: string,
  url: string,
  entryId: EntryId,
  index: number,
): Promise<Part> {
  const name = fileName(url, type);
  const media = await openMedia({
    url,
    isAllowed: (address) => isMetaMedia(address, reader.graphUrl),
    maxBytes: MAX_RECEIVED_FILE_BYTES,
    signal: reader.signal,
  });
  if (media.kind === 'unavailable') {
    reader.host.refused('media-unavailable');
    return { kind: 'missing-file', name: clip(name, 255), reason: media.reason };
  }
  const part = await reader.host.storeFile({
    entryId,
    index,
    content: media.content,
    name,
    maxBytes: MAX_RECEIVED_FILE_BYTES,
    ...(media.contentType === undefined ? {} : { claimedType: media.contentType }),
  });
  return type === 'sticker' && part.kind === 'image' ? { ...part, kind: 'sticker' } : part;
}

function isMetaMedia(address: URL, graphUrl: string): boolean {
  if (address.origin === new URL(graphUrl).origin) return true;
  return address.protocol === 'https:' && address.port === '' && isHostUnder(address.hostname, META_MEDIA_DOMAINS);
}

function fileName(url: string, type: string): string {
  const last = URL.canParse(url) ? new URL(url).pathname.split('/').at(-1) : undefined;
  if (last === undefined || last === '') return type;
  try {
    return decodeURIComponent(last);
  } catch {
    return last;
  }
}

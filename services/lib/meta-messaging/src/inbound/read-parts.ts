import type { ChannelHost } from '@onethread/channel-kit';
import { MAX_PARTS, type EntryId, type Part } from '@onethread/contracts';
import { card, clip, fetchMetaFile, fileNameOf, textPart } from '@onethread/meta-graph';
import type { MetaAttachment, MetaMessage } from './event-schemas.ts';
import { referralCard } from './referral-card.ts';

/** Largest file that is kept of what a person sends. */
export const MAX_RECEIVED_FILE_BYTES = 25 * 1024 * 1024;
/** Text and cards around the files of one message. */
const PLACES_BESIDE_FILES = 4;

export interface PartReader {
  readonly host: ChannelHost;
  readonly graphUrl: string;
  /** All downloads of one webhook call must be over by then. */
  readonly signal: AbortSignal;
}

/** Kinds that carry the thing itself. */
const FILE_KINDS = new Set(['image', 'audio', 'video', 'file', 'sticker', 'animated_image']);
/** Kinds that point at something on Facebook or Instagram: the thing itself where it can be fetched, else a card. */
const SHARED_KINDS: Readonly<Record<string, string>> = {
  reel: 'A reel',
  ig_reel: 'A reel on Instagram',
  post: 'A post',
  ig_post: 'A post on Instagram',
  share: 'A post on Instagram',
  ig_story: 'A story on Instagram',
  story_mention: 'You were mentioned in a story',
};

/** What a message is made of; its files are fetched at once, since their addresses expire. */
export async function readParts(reader: PartReader, message: MetaMessage, entryId: EntryId): Promise<Part[]> {
  if (message.is_unsupported === true) return [{ kind: 'unsupported', providerKind: 'unsupported message' }];
  const parts: Part[] = [];
  const story = message.reply_to?.story;
  if (story) parts.push(card('In answer to your story', story.url));
  const text = message.text ?? '';
  const quickReply = message.quick_reply?.payload;
  if (quickReply !== undefined) parts.push({ kind: 'choice', title: clip(text, 500), payload: clip(quickReply, 1000) });
  else if (text !== '') parts.push(textPart(text));
  for (const [index, attachment] of (message.attachments ?? []).slice(0, MAX_PARTS - PLACES_BESIDE_FILES).entries()) {
    const place = { entryId, index };
    const stickerId = message.sticker_id ?? attachment.payload?.sticker_id;
    parts.push(...(await readAttachment(reader, attachment, place, Boolean(stickerId))));
    if (parts.length >= MAX_PARTS - 1) break;
  }
  if (message.referral) parts.push(referralCard(message.referral));
  return parts.length > 0 ? parts : [{ kind: 'unsupported', providerKind: 'empty message' }];
}

interface Place {
  readonly entryId: EntryId;
  readonly index: number;
}

async function readAttachment(
  reader: PartReader,
  attachment: MetaAttachment,
  place: Place,
  isSticker: boolean,
): Promise<readonly Part[]> {
  const { type, payload } = attachment;
  const url = payload?.url ?? attachment.url ?? undefined;
  const title = attachment.title ?? payload?.title ?? undefined;
  if (type === 'location' && payload?.coordinates) {
    const { lat, long } = payload.coordinates;
    const named = title === undefined ? {} : { title: clip(title, 500) };
    return [{ kind: 'location', latitude: lat, longitude: long, ...named }];
  }
  if (type === 'like_heart') return [textPart('❤️')];
  if (url !== undefined && FILE_KINDS.has(type)) {
    const part = await fetchFile(reader, type, url, place);
    return [(isSticker || type === 'sticker') && part.kind === 'image' ? { ...part, kind: 'sticker' } : part];
  }
  const shared = SHARED_KINDS[type];
  if (shared !== undefined) return await readShared(reader, { kind: type, words: title ?? shared, url }, place);
  if (type === 'appointment_booking') return [card(title ?? 'An appointment', url)];
  if (type === 'template') return [card(title ?? templateWords(attachment), url)];
  if (url !== undefined || title !== undefined) return [card(title ?? 'Link', url)];
  return [{ kind: 'unsupported', providerKind: clip(type, 100) }];
}

interface Shared {
  readonly kind: string;
  readonly words: string;
  readonly url: string | undefined;
}

/** What was shared may be a picture or film itself, or a page about it: a page is shown as a card. */
async function readShared(reader: PartReader, shared: Shared, place: Place): Promise<readonly Part[]> {
  const { kind, words, url } = shared;
  if (url === undefined || !isMediaHost(url)) return [card(words, url)];
  const part = await fetchFile(reader, kind, url, place);
  return part.kind === 'image' || part.kind === 'video' ? [card(words), part] : [card(words, url)];
}

/** Media lie on hosts of their own; facebook.com and instagram.com serve pages. */
function isMediaHost(url: string): boolean {
  if (!URL.canParse(url)) return false;
  return !/^(www\.|m\.)?(facebook\.com|instagram\.com|fb\.me|fb\.watch)$/.test(new URL(url).hostname);
}

function templateWords({ payload }: MetaAttachment): string {
  const first = payload?.elements?.[0];
  return payload?.text ?? ([first?.title, first?.subtitle].filter(Boolean).join(' · ') || 'A card of buttons');
}

async function fetchFile(reader: PartReader, type: string, url: string, place: Place): Promise<Part> {
  const name = fileNameOf(url, type);
  return await fetchMetaFile({ ...reader, ...place, url, name, maxBytes: MAX_RECEIVED_FILE_BYTES });
}

import { openMedia, type ChannelHost } from '@onethread/channel-kit';
import type { EntryId, Part } from '@onethread/contracts';
import type { TwilioSettings } from '../settings.ts';
import { basicAuthorisation } from '../twilio-client.ts';
import { isTwilioMedia, wantsCredentials } from './media-address.ts';

/** Twilio's own limit of an MMS. */
const MAX_MEDIA = 10;
/** Of WhatsApp through Twilio; an MMS has 5 MB in all. */
const MAX_MEDIA_BYTES = 16 * 1024 * 1024;
/** All files of one message; Twilio waits 15 s for the answer. */
const MEDIA_TIMEOUT_MS = 9000;

export interface MediaFetcher {
  readonly host: ChannelHost;
  readonly settings: TwilioSettings;
  readonly stopping: AbortSignal;
}

export interface FetchedMedia {
  readonly parts: readonly Part[];
  /** Addresses of those that are kept here now. */
  readonly kept: readonly string[];
}

/** Fetches and keeps the files that a form announces; one that cannot be had is shown as missing. */
export async function fetchMedia(
  fetcher: MediaFetcher,
  parameters: URLSearchParams,
  announced: number,
  entryId: EntryId,
): Promise<FetchedMedia> {
  if (announced === 0) return { parts: [], kept: [] };
  const signal = AbortSignal.any([fetcher.stopping, AbortSignal.timeout(MEDIA_TIMEOUT_MS)]);
  const places = Array.from({ length: Math.min(announced, MAX_MEDIA) }, (_, place) => place);
  const parts = await Promise.all(places.map((place) => fetchFile(fetcher, parameters, entryId, place, signal)));
  const kept = places.filter((place) => parts[place] !== undefined && 'blobId' in parts[place]);
  return { parts, kept: kept.map((place) => parameters.get(`MediaUrl${place}`) ?? '') };
}

async function fetchFile(
  { host, settings }: MediaFetcher,
  parameters: URLSearchParams,
  entryId: EntryId,
  place: number,
  signal: AbortSignal,
): Promise<Part> {
  const claimedType = parameters.get(`MediaContentType${place}`) ?? undefined;
  const name = `${claimedType?.split('/')[0] ?? 'file'}-${place + 1}`;
  const media = await openMedia({
    url: parameters.get(`MediaUrl${place}`) ?? '',
    isAllowed: (url) => isTwilioMedia(url, settings.apiUrl),
    headersFor: (url) => (wantsCredentials(url, settings.apiUrl) ? basicAuthorisation(settings) : {}),
    maxBytes: MAX_MEDIA_BYTES,
    signal,
  });
  if (media.kind === 'unavailable') {
    host.refused('media-unavailable');
    return { kind: 'missing-file', name: name.slice(0, 255), reason: media.reason };
  }
  return await host.storeFile({
    entryId,
    index: place,
    content: media.content,
    name,
    maxBytes: MAX_MEDIA_BYTES,
    ...(claimedType === undefined ? {} : { claimedType }),
  });
}

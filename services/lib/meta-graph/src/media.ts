import { isHostUnder, openMedia, type ChannelHost } from '@onethread/channel-kit';
import type { EntryId, Part } from '@onethread/contracts';
import { clip } from './clip.ts';

/** Meta's own media hosts; nothing else is ever called for a file. */
const META_MEDIA_DOMAINS = ['fbcdn.net', 'fbsbx.com', 'facebook.com', 'cdninstagram.com', 'whatsapp.net'];

export interface MetaFile {
  readonly host: ChannelHost;
  readonly url: string;
  /** Files of the Graph API's own origin are accepted as well. */
  readonly graphUrl: string;
  readonly entryId: EntryId;
  /** Place within the message, from 0. */
  readonly index: number;
  readonly name: string;
  readonly maxBytes: number;
  readonly signal: AbortSignal;
  /** Where the media host wants the token as well. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** Fetches a file at once, since its address expires. `missing-file` for whatever is wrong with it; throws only when our store is down. */
export async function fetchMetaFile(file: MetaFile): Promise<Part> {
  const { host, url, graphUrl, entryId, index, name, maxBytes, signal, headers } = file;
  const media = await openMedia({
    url,
    isAllowed: (address) => isMetaMedia(address, graphUrl),
    ...(headers === undefined ? {} : { headersFor: () => headers }),
    maxBytes,
    signal,
  });
  if (media.kind === 'unavailable') {
    host.refused('media-unavailable');
    return { kind: 'missing-file', name: clip(name, 255), reason: media.reason };
  }
  return await host.storeFile({
    entryId,
    index,
    content: media.content,
    name,
    maxBytes,
    ...(media.contentType === undefined ? {} : { claimedType: media.contentType }),
  });
}

/** Whether an address is one of Meta's media hosts, by TLS on the usual port, or the Graph API's own origin. */
export function isMetaMedia(address: URL, graphUrl: string): boolean {
  if (address.origin === new URL(graphUrl).origin) return true;
  return address.protocol === 'https:' && address.port === '' && isHostUnder(address.hostname, META_MEDIA_DOMAINS);
}

/** The last part of an address as a file name; the kind where it has none. */
export function fileNameOf(url: string, kind: string): string {
  const last = URL.canParse(url) ? new URL(url).pathname.split('/').at(-1) : undefined;
  if (last === undefined || last === '') return kind;
  try {
    return decodeURIComponent(last);
  } catch {
    return last;
  }
}

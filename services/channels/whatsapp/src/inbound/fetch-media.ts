import type { EntryId, Part } from '@onethread/contracts';
import { authorisation, clip, fetchMetaFile } from '@onethread/meta-graph';
import { z } from 'zod';
import type { PartReader } from './read-parts.ts';

/** Largest file that is kept of what a person sends: WhatsApp's own limit. */
export const MAX_RECEIVED_FILE_BYTES = 100 * 1024 * 1024;

const addressSchema = z.object({ url: z.string(), mime_type: z.string().optional() });

/** Ending of a file that WhatsApp gives no name, by its type. */
const ENDINGS: Readonly<Record<string, string>> = {
  'image/jpeg': '.jpg',
  'image/png': '.png',
  'image/webp': '.webp',
  'audio/ogg': '.ogg',
  'audio/mpeg': '.mp3',
  'audio/mp4': '.m4a',
  'audio/aac': '.aac',
  'audio/amr': '.amr',
  'video/mp4': '.mp4',
  'video/3gpp': '.3gp',
};

interface MediaId {
  readonly id: string;
  readonly mime_type?: string | null | undefined;
  readonly filename?: string | null | undefined;
}

/** By its id to an address of minutes, and from there with our token; both at once. */
export async function fetchMedia(
  reader: PartReader,
  phoneNumberId: string,
  { id, mime_type: type, filename }: MediaId,
  kind: string,
  entryId: EntryId,
): Promise<Part> {
  const { host, graph, graphUrl, signal } = reader;
  const name = filename ?? `${kind}${ENDINGS[type?.split(';')[0]?.trim() ?? ''] ?? ''}`;
  const query = { phone_number_id: phoneNumberId };
  const answer = await graph.lookUp(phoneNumberId, encodeURIComponent(id), query, signal);
  const found = addressSchema.safeParse(answer.body);
  const accessToken = reader.accessTokenOf(phoneNumberId);
  if (!answer.ok || !found.success || accessToken === undefined) {
    host.refused('media-unavailable');
    const reason = answer.ok ? 'WhatsApp did not say where it lies' : 'WhatsApp does not hand it out';
    return { kind: 'missing-file', name: clip(name, 255), reason };
  }
  return await fetchMetaFile({
    host,
    url: found.data.url,
    graphUrl,
    entryId,
    index: 0,
    name,
    maxBytes: MAX_RECEIVED_FILE_BYTES,
    signal,
    headers: authorisation({ accessToken }),
  });
}

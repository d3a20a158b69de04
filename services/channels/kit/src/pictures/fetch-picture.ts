import type { Readable } from 'node:stream';
import { recogniseType } from '../files/recognise-type.ts';
import type { OpenedMedia } from '../provider/open-media.ts';

export interface FetchedPicture {
  readonly bytes: Uint8Array;
  readonly contentType: string;
}

/** The whole of it in memory; undefined for what cannot be had, is too large, or by its bytes is no picture that browsers show. */
export async function fetchPicture(media: OpenedMedia, maxBytes: number): Promise<FetchedPicture | undefined> {
  if (media.kind === 'unavailable') return undefined;
  const bytes = await wholeOf(media.content, maxBytes);
  if (bytes === undefined) return undefined;
  const { kind, contentType } = await recogniseType(bytes, undefined);
  return kind === 'image' ? { bytes, contentType } : undefined;
}

async function wholeOf(content: Readable, maxBytes: number): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of content as AsyncIterable<Uint8Array>) {
      size += chunk.length;
      if (size > maxBytes) return undefined;
      chunks.push(chunk);
    }
    return Buffer.concat(chunks);
  } catch {
    return undefined;
  } finally {
    content.destroy();
  }
}

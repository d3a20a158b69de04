import { pipeline } from 'node:stream/promises';
import type { Request, RequestHandler, Response, Router } from 'express';
import type { BlobStore } from '@onethread/blobs';
import type { FileLinks } from '../files/file-links.ts';
import type { Uploads } from '../files/uploads.ts';
import { InAppError } from '../in-app-error.ts';
import type { Limits } from '../limits.ts';
import { REST_PATH } from '../protocol.ts';
import type { Person } from '../identity/person.ts';

/** Types that a browser may show in place; all others are handed over as downloads. */
const SHOWN_IN_PLACE = /^(image\/(png|jpeg|gif|webp|avif)|audio\/|video\/)/;

export interface FileRouteParts {
  readonly uploads: Uploads;
  readonly limits: Limits;
  readonly links: FileLinks;
  readonly blobs: BlobStore;
  readonly person: (request: Request) => Promise<Person>;
}

export function addFileRoutes(
  router: Router,
  { uploads, limits, links, blobs, person }: FileRouteParts,
  body: RequestHandler,
): void {
  router.post('/uploads', body, async (request, response) => {
    const wanted = (request.body ?? {}) as { name: unknown; size: unknown; type?: unknown };
    const uploader = await person(request);
    if (!limits.uploads.allows(uploader.identity.identityId))
      throw new InAppError(429, 'too-many', 'Too many files at once: wait a moment, then attach it again.');
    const id = await uploads.create(uploader, wanted);
    response.status(201).json({ id, url: `${REST_PATH}/uploads/${id}` });
  });

  router.put('/uploads/:id', async (request, response) => {
    const part = await uploads.fill(await person(request), request.params.id, request);
    response.json({ id: request.params.id, part: { ...part, url: links.sign(part.blobId) } });
  });

  router.get('/files/:blobId', async (request, response) => {
    const { blobId } = request.params;
    if (!links.check(blobId, request.query['e'], request.query['s']))
      throw new InAppError(404, 'not-found', 'This link is not valid (any more): load the conversation again.');
    await sendFile(blobs, blobId, request, response);
  });
}

async function sendFile(blobs: BlobStore, blobId: string, request: Request, response: Response): Promise<void> {
  const info = await blobs.info(blobId);
  if (info === undefined) throw new InAppError(404, 'not-found', 'There is no such file.');
  const [range] = rangesOf(request, info.size);
  if (!SHOWN_IN_PLACE.test(info.contentType)) response.attachment(info.name ?? 'file');
  // After `attachment`, which would go by the name's ending.
  response.setHeader('content-type', info.contentType);
  response.setHeader('content-security-policy', "default-src 'none'; sandbox");
  response.setHeader('cache-control', 'private, max-age=3600, immutable');
  response.setHeader('accept-ranges', 'bytes');
  if (range === undefined) response.setHeader('content-length', info.size);
  else {
    response.status(206).setHeader('content-range', `bytes ${range.start}-${range.end}/${info.size}`);
    response.setHeader('content-length', range.end - range.start + 1);
  }
  if (request.method === 'HEAD') return void response.end();
  await pipeline(await blobs.open(blobId, range), response).catch((error: unknown) => {
    // The reader went away, or the bytes broke on the way: the length tells the client.
    if (!response.destroyed) throw error;
  });
}

/** The one range that was asked for; several or malformed ones get the whole file. */
function rangesOf(request: Request, size: number): { start: number; end: number }[] {
  const ranges = request.range(size, { combine: true });
  return Array.isArray(ranges) && ranges.length === 1 && ranges.type === 'bytes' ? ranges : [];
}

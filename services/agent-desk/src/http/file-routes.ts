import { pipeline } from 'node:stream/promises';
import type { BlobInfo, BlobStore } from '@onethread/blobs';
import { Router } from 'express';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { MAX_UPLOAD_BYTES } from '../../wire/api.ts';
import type { UploadedFile } from '../../wire/api.ts';
import type { DeskMetrics } from '../desk-metrics.ts';
import { DeskError, fromRouting } from '../errors.ts';
import { parseRange } from '../files/parse-range.ts';
import { INLINE_TYPES } from '../files/sniff-type.ts';
import { storeUpload, tooLarge } from '../files/upload.ts';
import type { AgentClients } from '../routing/agent-clients.ts';
import type { Guard } from './guard.ts';
import { pathParameter, read } from './read-body.ts';

export interface FileRoutesParts {
  readonly guard: Guard;
  readonly clients: AgentClients;
  readonly blobs: BlobStore;
  readonly metrics: DeskMetrics;
}

const uploadSchema = z.object({ name: z.string().min(1).max(255) });
/** Uploads of one process at once: each holds a stream and a file open. */
const MAX_UPLOADS = 50;
/** What was allowed once is in history for good. */
const CACHE_SECONDS = 24 * 3600;

/** Files that agents attach, and files of history. */
export function fileRoutes(parts: FileRoutesParts): Router {
  const router = Router();
  let running = 0;

  router.put(
    '/files/:draftId',
    parts.guard.signedIn(async (request, response, { agent }) => {
      const { name } = read(uploadSchema, request.query);
      const draftId = pathParameter(request, 'draftId');
      if (Number(request.headers['content-length'] ?? 0) > MAX_UPLOAD_BYTES) refuse('too-large');
      if (running >= MAX_UPLOADS) throw new DeskError('too-many-attempts', 'Too many uploads at once. Try again soon.');
      running += 1;
      try {
        const claimedType = request.headers['content-type'] ?? '';
        const file = await storeUpload(parts.blobs, {
          agentId: agent.agentId,
          draftId,
          name,
          claimedType,
          content: request,
        });
        parts.metrics.uploads.inc({ outcome: 'ok' });
        response.status(201).json(file satisfies UploadedFile);
      } catch (error) {
        parts.metrics.uploads.inc({ outcome: error instanceof DeskError ? error.code : 'failed' });
        // What is left of the body is not worth reading.
        response.setHeader('connection', 'close');
        throw error;
      } finally {
        running -= 1;
      }
    }),
  );

  router.get(
    '/files/:blobId',
    parts.guard.signedIn(async (request, response, { agent }) => {
      const blobId = pathParameter(request, 'blobId');
      const { allowed } = await parts.clients
        .of(agent)
        .history()
        .checkFile({ blobId })
        .catch((error: unknown) => {
          throw fromRouting(error);
        });
      const info = allowed ? await parts.blobs.info(blobId) : undefined;
      if (info === undefined) throw new DeskError('not-found', 'This file does not exist.');
      await sendBlob(parts.blobs, info, request, response);
    }),
  );

  function refuse(outcome: 'too-large'): never {
    parts.metrics.uploads.inc({ outcome });
    throw tooLarge();
  }

  return router;
}

async function sendBlob(blobs: BlobStore, info: BlobInfo, request: Request, response: Response): Promise<void> {
  const inline = INLINE_TYPES.has(info.contentType) && request.query['download'] === undefined;
  const range = parseRange(request.headers.range, info.size);
  response.setHeader(
    'content-type',
    INLINE_TYPES.has(info.contentType) ? info.contentType : 'application/octet-stream',
  );
  response.setHeader('content-disposition', disposition(inline ? 'inline' : 'attachment', info.name ?? 'file'));
  response.setHeader('content-security-policy', "default-src 'none'; sandbox; frame-ancestors 'none'");
  response.setHeader('x-content-type-options', 'nosniff');
  response.setHeader('cross-origin-resource-policy', 'same-origin');
  response.setHeader('cache-control', `private, max-age=${CACHE_SECONDS}, immutable`);
  response.setHeader('accept-ranges', 'bytes');
  if (range === 'invalid') {
    response.setHeader('content-range', `bytes */${info.size}`);
    throw new DeskError('range-invalid', 'This part of the file does not exist.');
  }
  if (range === undefined) response.setHeader('content-length', info.size);
  else {
    response.status(206).setHeader('content-range', `bytes ${range.start}-${range.end}/${info.size}`);
    response.setHeader('content-length', range.end - range.start + 1);
  }
  if (request.method === 'HEAD') {
    response.end();
    return;
  }
  const content = await blobs.open(info.id, range);
  try {
    await pipeline(content, response);
  } catch (error) {
    // The reader went away: nobody is left to be told.
    if (!response.destroyed) throw error;
  }
}

/** RFC 6266: an ASCII name for old readers, the true one beside it. */
function disposition(kind: 'inline' | 'attachment', name: string): string {
  const plain = name.replaceAll(/[^\w. -]/g, '_');
  const exact = encodeURIComponent(name.toWellFormed()).replaceAll(
    /['()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16)}`,
  );
  return `${kind}; filename="${plain}"; filename*=UTF-8''${exact}`;
}

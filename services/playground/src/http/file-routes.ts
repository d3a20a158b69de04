import { basename } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import express, { type RequestHandler, Router } from 'express';
import { MAX_FILE_BYTES } from '../../wire/frames.ts';
import { openShownFile } from '../files/open-shown-file.ts';
import { RefusedActError } from '../refused-act-error.ts';
import type { Stage } from '../stage.ts';

const MAX_NAME_CHARACTERS = 120;
/** Longer than a look at the page; the address of a file never changes its content. */
const KEPT_SECONDS = 3600;

/** Files on their way in (to be attached) and out (shown in messages), and formatted bodies of mails. */
export function fileRoutes(stage: Stage, ownWrites: RequestHandler): Router {
  const router = Router();

  router.post('/files', ownWrites, express.raw({ type: () => true, limit: MAX_FILE_BYTES }), (request, response) => {
    const bytes: unknown = request.body;
    if (!Buffer.isBuffer(bytes) || bytes.length === 0) throw new RefusedActError('empty-file', 'The file is empty.');
    const name = cleanName(request.query['name']);
    const contentType = /^[\w.+-]+\/[\w.+-]+$/.exec(request.headers['content-type']?.split(';')[0]?.trim() ?? '')?.[0];
    const id = stage.handedFiles.add({ name, contentType: contentType ?? 'application/octet-stream', bytes });
    response.status(201).json({ id, name, size: bytes.length });
  });

  router.get('/files/:id', async (request, response) => {
    const address = stage.fileAddress(request.params.id);
    const file = address === undefined ? undefined : await openShownFile(address, stage.closing);
    if (file === undefined) {
      response.status(404).json({ error: { code: 'not-found', message: 'The file is not there any more.' } });
      return;
    }
    response.setHeader('content-type', file.isShown ? file.contentType : 'application/octet-stream');
    if (!file.isShown) response.setHeader('content-disposition', 'attachment');
    response.setHeader('content-security-policy', "default-src 'none'; sandbox");
    response.setHeader('cache-control', `private, max-age=${KEPT_SECONDS}`);
    // A broken stream ends the answer short, which is all that can still be told.
    await pipeline(Readable.fromWeb(file.body), response).catch(() => response.destroy());
  });
  return router;
}

/** A bare file name: no path, no control characters, not too long. */
function cleanName(given: unknown): string {
  const text = typeof given === 'string' ? given : '';
  // oxlint-disable-next-line no-control-regex -- control characters are what must go
  const name = basename(text.replaceAll('\\', '/')).replaceAll(/[\u0000-\u001F\u007F]/g, '');
  return name === '' ? 'file' : name.slice(-MAX_NAME_CHARACTERS);
}

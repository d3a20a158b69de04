import { join } from 'node:path';
import express, { Router } from 'express';
import { setAppHeaders, setMailHeaders } from './page-policy.ts';

export interface WebRoutesParts {
  /** The built web app. */
  readonly distFolder: string;
  readonly publicUrl: () => string;
}

/** Addresses within the app: all of them are its one page. */
const PAGES = [
  '/',
  '/login',
  '/team',
  '/matches',
  '/operations',
  '/wallboard',
  '/settings',
  '/settings/:section',
  '/settings/:section/:entry',
  '/c/:conversationId',
];

/** An empty page: the app writes a mail's markup into it, where no script can run and no picture is fetched unasked. */
const MAIL_PAGE = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Formatted message</title><style>
:root { color-scheme: light; }
body { margin: 0; padding: 12px; background: #fff; color: #1a1a1a; font: 15px/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
img, table { max-width: 100%; height: auto; }
blockquote { margin: 8px 0 8px 4px; padding-left: 10px; border-left: 2px solid #ccc; }
</style></head><body></body></html>
`;

export function webRoutes(parts: WebRoutesParts): Router {
  const router = Router();

  router.get(PAGES, (_request, response, next) => {
    setAppHeaders(response, parts.publicUrl());
    response.sendFile(join(parts.distFolder, 'index.html'), { cacheControl: false }, (error?: Error) => {
      if (error === undefined || response.headersSent) return;
      if ((error as { status?: unknown }).status !== 404) return next(error);
      response.status(503).type('text/plain').send('The desk is not built yet: run `npm run build:web`.\n');
      return undefined;
    });
  });

  router.get('/desk/mail-frame', (request, response) => {
    setMailHeaders(response, parts.publicUrl(), request.query['images'] === 'remote');
    response.type('html').send(MAIL_PAGE);
  });

  // Their names change with their content.
  const assets = { immutable: true, maxAge: '1y', index: false, redirect: false } as const;
  router.use('/desk/assets', express.static(join(parts.distFolder, 'desk/assets'), assets));
  router.get('/desk/icon.svg', (_request, response, next) => {
    response.sendFile(join(parts.distFolder, 'desk/icon.svg'), { maxAge: '1d' }, (error?: Error) => {
      if (error !== undefined && !response.headersSent) next();
    });
  });

  return router;
}

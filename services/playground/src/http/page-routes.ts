import { join } from 'node:path';
import express, { type Response, Router } from 'express';
import { setPageHeaders } from './page-policy.ts';

/** The playground's page, the customer's app inside it, and their assets, as built. */
export function pageRoutes(distFolder: string): Router {
  const router = Router();
  const sendPage = (response: Response, file: string, framed: boolean): void => {
    setPageHeaders(response, { framed });
    response.sendFile(join(distFolder, file), { cacheControl: false }, (error?: Error) => {
      if (error === undefined || response.headersSent) return;
      response.status(503).type('text/plain').send('The playground is not built yet: run `npm run build:web`.\n');
    });
  };
  router.get('/', (_request, response) => sendPage(response, 'index.html', false));
  router.get('/app', (_request, response) => sendPage(response, 'app.html', true));
  // Their names change with their content.
  router.use(
    '/assets',
    express.static(join(distFolder, 'assets'), { immutable: true, maxAge: '1y', index: false, redirect: false }),
  );
  return router;
}

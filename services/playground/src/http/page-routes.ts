import { join } from 'node:path';
import express, { type Response, Router } from 'express';
import { setPageHeaders } from './page-policy.ts';

const PUSH_WORKER = "self.onethreadPush = { page: '/playground/app' };\nimportScripts('/widget-push.js');\n";

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
  // The page's own worker, as any company's page has one: told of answers while the page is closed.
  router.get('/push-worker.js', (_request, response) => {
    setPageHeaders(response, { framed: false });
    response.type('text/javascript').send(PUSH_WORKER);
  });
  // Their names change with their content.
  router.use(
    '/assets',
    express.static(join(distFolder, 'assets'), { immutable: true, maxAge: '1y', index: false, redirect: false }),
  );
  return router;
}

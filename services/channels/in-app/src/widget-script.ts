import { join } from 'node:path';
import express, { type Router } from 'express';

const FILE = join(import.meta.dirname, '../widget/dist/widget.js');

/** The embeddable script, for pages of any origin; asked again every five minutes, answered by 304 while unchanged. */
export function widgetScript(): Router {
  const router = express.Router();
  router.get('/widget.js', (_request, response, next) => {
    response.setHeader('access-control-allow-origin', '*');
    response.setHeader('cross-origin-resource-policy', 'cross-origin');
    response.setHeader('cache-control', 'public, max-age=300');
    response.type('text/javascript');
    response.sendFile(FILE, { cacheControl: false }, (error?: Error) => {
      if (error && !response.headersSent) next();
    });
  });
  return router;
}

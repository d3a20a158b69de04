import { join } from 'node:path';
import express, { type Router } from 'express';

const FOLDER = join(import.meta.dirname, '../widget/dist');

/** The embeddable script, for pages of any origin; asked again every five minutes, answered by 304 while unchanged. */
export function widgetScript(): Router {
  const router = express.Router();
  router.get('/widget.js', (_request, response, next) => {
    response.setHeader('access-control-allow-origin', '*');
    response.setHeader('cross-origin-resource-policy', 'cross-origin');
    response.setHeader('cache-control', 'public, max-age=300');
    response.type('text/javascript');
    // With a root only the name is looked at: an installation below a folder like ~/.apps would be refused otherwise.
    response.sendFile('widget.js', { root: FOLDER, cacheControl: false }, (error?: Error) => {
      if (error && !response.headersSent) next();
    });
  });
  return router;
}

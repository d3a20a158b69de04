import { readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import express, { type NextFunction, type Response, type Router } from 'express';
import type { InAppApp } from './config.ts';

const FOLDER = join(import.meta.dirname, '../widget/dist');
/** What the build lays beside the script: texts by language, the pages that few people open, the types of its interface. */
const BESIDE = /^\/in-app\/(texts\/[a-z]{2,3}\.json|pages\.js|widget\.d\.ts)$/;
const TYPES: Readonly<Record<string, string>> = { '.json': 'application/json', '.js': 'text/javascript' };
const PAGE_WORKER = join(import.meta.dirname, 'push/page-worker.js');

/** The embeddable scripts, for pages of any origin; asked again every five minutes, answered by 304 while unchanged. */
export function widgetScript(apps: readonly InAppApp[]): Router {
  const router = express.Router();
  const worker = readFileSync(PAGE_WORKER, 'utf8');

  router.get('/widget.js', (_request, response, next) => {
    setHeaders(response, 'text/javascript');
    sendBuilt('widget.js', response, next);
  });

  router.get(BESIDE, ({ params }, response, next) => {
    const name = params['0'] ?? '';
    setHeaders(response, TYPES[extname(name)] ?? 'text/plain');
    sendBuilt(name, response, next);
  });

  // For the page's own worker, which knows nothing of apps but what stands in this address.
  router.get('/widget-push.js', ({ query }, response, next) => {
    const app = query['app'] === undefined ? apps[0] : apps.find(({ id }) => id === query['app']);
    if (app === undefined) return next();
    setHeaders(response, 'text/javascript');
    response.send(`self.onethreadApp = ${JSON.stringify({ id: app.id, label: app.label })};\n${worker}`);
  });
  return router;
}

function sendBuilt(name: string, response: Response, next: NextFunction): void {
  // With a root only the name is looked at: an installation below a folder like ~/.apps would be refused otherwise.
  response.sendFile(name, { root: FOLDER, cacheControl: false }, (error?: Error) => {
    if (error && !response.headersSent) next();
  });
}

function setHeaders(response: Response, type: string): void {
  response.setHeader('access-control-allow-origin', '*');
  response.setHeader('cross-origin-resource-policy', 'cross-origin');
  response.setHeader('cache-control', 'public, max-age=300');
  response.type(type);
}

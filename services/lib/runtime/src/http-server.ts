import { createServer, type IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import express, { type RequestHandler, type Router } from 'express';
import type { Logger } from 'pino';
import type { HttpHost, UpgradeRequest } from './http-host.ts';
import { answerErrors, answerNotFound } from './http-errors.ts';
import { closerOf, listen } from './listen.ts';
import type { ReadinessGate } from './readiness.ts';
import type { Service } from './service.ts';
import { UpgradeTable } from './upgrade-table.ts';

const MAX_HEADER_BYTES = 16 * 1024;
const HEADERS_TIMEOUT_MS = 10_000;
/** To receive a whole request, uploads included. */
const REQUEST_TIMEOUT_MS = 120_000;
const KEEP_ALIVE_MS = 65_000;
const CLOSE_GRACE_MS = 5_000;

export interface HttpServerOptions {
  readonly host: string;
  /** 0 lets the system choose. */
  readonly port: number;
  /** How the world reaches it, when that is not `http://host:port`. */
  readonly publicUrl?: string | undefined;
  readonly logger: Logger;
  /** Proxies in front whose `X-Forwarded-*` are believed (express `trust proxy`); default none. */
  readonly trustedProxies?: number | string | undefined;
}

/** The process's HTTP port. While it is not ready it answers 503 to everything, so that providers try again. */
export interface HttpServer extends HttpHost, Service, ReadinessGate {
  /** The bound port; 0 before start. */
  readonly port: number;
}

/** Longer prefixes are asked first, whatever the order of mounting: a page at `/` never shadows a webhook. */
export function createHttpServer(options: HttpServerOptions): HttpServer {
  const mounts: { readonly path: string; readonly router: Router }[] = [];
  const upgrades = new UpgradeTable(options.logger);
  let table = express.Router();
  let ready = true;
  let boundPort = 0;

  const app = express();
  app.disable('x-powered-by');
  app.set('query parser', 'simple');
  app.set('trust proxy', options.trustedProxies ?? false);
  app.use(securityHeaders);
  app.use((_request, response, next) => {
    if (ready) next();
    else
      response
        .status(503)
        .setHeader('retry-after', 5)
        .json({ error: { code: 'not-ready', message: 'Not ready.' } });
  });
  app.use((request, response, next) => table(request, response, next));
  app.use(answerNotFound);
  app.use(answerErrors(options.logger));

  const server = createServer(
    {
      maxHeaderSize: MAX_HEADER_BYTES,
      headersTimeout: HEADERS_TIMEOUT_MS,
      requestTimeout: REQUEST_TIMEOUT_MS,
      keepAliveTimeout: KEEP_ALIVE_MS,
    },
    app,
  );
  const close = closerOf(server, CLOSE_GRACE_MS, () => upgrades.destroyAll());
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    // As express itself does with requests: whose address it is, is told by the same rule.
    upgrades.dispatch(Object.setPrototypeOf(request, app.request) as UpgradeRequest, socket, head, ready);
  });

  return {
    name: 'http',
    mount(path, router) {
      mounts.push({ path, router });
      mounts.sort((one, other) => other.path.length - one.path.length);
      table = express.Router();
      for (const mount of mounts) table.use(mount.path, mount.router);
    },
    onUpgrade: (path, handle) => upgrades.add(path, handle),
    setReady: (value) => void (ready = value),
    get port() {
      return boundPort;
    },
    get publicUrl() {
      if (options.publicUrl !== undefined) return options.publicUrl.replace(/\/+$/, '');
      const host = ['0.0.0.0', '::'].includes(options.host) ? 'localhost' : options.host;
      return `http://${host.includes(':') ? `[${host}]` : host}:${boundPort}`;
    },
    async start() {
      boundPort = await listen(server, options.port, options.host);
    },
    stop: close,
  };
}

const securityHeaders: RequestHandler = (_request, response, next) => {
  response.setHeader('x-content-type-options', 'nosniff');
  response.setHeader('referrer-policy', 'same-origin');
  next();
};

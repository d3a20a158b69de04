import { join } from 'node:path';
import { Router, type RequestHandler } from 'express';
import type { HttpHost, Logger, Registry, Service } from '@onethread/runtime';
import { PLAYGROUND_PATH, SOCKET_PATH } from '../wire/frames.ts';
import { fileRoutes } from './http/file-routes.ts';
import { mailRoutes } from './http/mail-routes.ts';
import { isOwnOrigin } from './http/origins.ts';
import { pageRoutes } from './http/page-routes.ts';
import { tokenRoutes } from './http/token-routes.ts';
import { playgroundMetrics } from './playground-metrics.ts';
import { createRateLimit } from './rate-limit.ts';
import { PlaygroundSockets } from './socket/playground-sockets.ts';
import { openStage, type StageOptions } from './stage.ts';

const DIST_FOLDER = join(import.meta.dirname, '../web/dist');
/** Uploads and tokens of all pages together: at once, and then per second. */
const WRITE_BURST = 60;
const WRITES_PER_SECOND = 10;

export interface PlaygroundOptions extends StageOptions {
  readonly http: HttpHost;
  readonly logger: Logger;
  readonly metrics: Registry;
  /** Under which address the channels check signatures, without a trailing slash; asked at `start`. Default: `http.publicUrl`. */
  readonly webhookBase?: () => string;
  /** With it users' tokens are signed, as the app's backend would. */
  readonly inAppJwtSecret: string;
  /** Default: `Date.now`. */
  readonly now?: () => number;
  /** Of the built page; default: `web/dist`. */
  readonly distFolder?: string;
}

/** Simulated providers, and the page that plays customers at them. */
export interface Playground extends Service {
  /** Environment settings that make the channels use the simulators; complete from the beginning. */
  readonly settings: Readonly<Record<string, string>>;
}

/**
 * Starts the provider simulators at once, since their addresses are settings of the channels; `start` opens the page and
 * connects the simulators with the webhooks. Call `stop` even if `start` was never called.
 */
export async function createPlayground(options: PlaygroundOptions): Promise<Playground> {
  const { http, logger, inAppJwtSecret, now = Date.now } = options;
  const { webhookBase = () => http.publicUrl, distFolder = DIST_FOLDER } = options;
  const metrics = playgroundMetrics(options.metrics);
  const stage = await openStage(options);
  const publicUrl = (): string => http.publicUrl;
  const sockets = new PlaygroundSockets({ stage, metrics, logger, publicUrl, now });

  return {
    name: 'playground',
    settings: Object.fromEntries(stage.providers.all.flatMap(({ settings }) => Object.entries(settings))),
    start() {
      for (const side of stage.providers.all) side.connect(webhookBase());
      const mayWrite = createRateLimit(WRITE_BURST, WRITES_PER_SECOND, now);
      const ownWrites: RequestHandler = (request, response, next) => {
        const refuse = (status: number, code: string, message: string): void => {
          metrics.refused.inc({ reason: code });
          response.status(status).json({ error: { code, message } });
        };
        if (!isOwnOrigin(request, publicUrl())) refuse(403, 'origin', 'Only the playground itself may do that.');
        else if (!mayWrite()) refuse(429, 'too-fast', 'Too fast: wait a moment.');
        else next();
      };
      const router = Router();
      router.use('/v1', fileRoutes(stage, ownWrites));
      router.use('/v1', mailRoutes(stage));
      router.use('/v1', tokenRoutes(stage.people, inAppJwtSecret, now, ownWrites));
      router.use(pageRoutes(distFolder));
      http.mount(PLAYGROUND_PATH, router);
      http.onUpgrade(SOCKET_PATH, sockets.upgrade);
      sockets.start();
      return Promise.resolve();
    },
    async stop() {
      await sockets.stop();
      await stage.close();
    },
  };
}

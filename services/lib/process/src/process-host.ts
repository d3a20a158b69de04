import {
  createAdminServer,
  createHttpServer,
  createLogger,
  createRegistry,
  runServices,
  type AdminServer,
  type HttpServer,
  type RunningServices,
  type RuntimeParts,
  type Service,
} from '@onethread/runtime';
import type { ProcessSettings } from './config.ts';
import type { EngineChoice } from './engine-choice.ts';
import { openEngines, type Engines } from './engines.ts';
import { lateServices } from './late-services.ts';

export interface ProcessHostOptions {
  /** In logs. */
  readonly name: string;
  readonly settings: ProcessSettings;
  readonly choice: EngineChoice;
  /** Of embedded engines. */
  readonly dataFolder?: string;
  readonly sweeps?: boolean;
}

/** What every process is built around: log lines, metrics, probes, engines, an HTTP port. Nothing is opened yet. */
export interface ProcessHost extends RuntimeParts {
  readonly admin: AdminServer;
  readonly http: HttpServer;
  readonly engines: Engines;
  /**
   * Serves probes, then creates and starts the services (what `create` awaits keeps the process unready, not dead), then
   * opens the gates. `http: false` leaves PORT alone. Resolves once they serve or have been stopped; throws when they cannot.
   */
  readonly run: (create: () => Promise<readonly Service[]>, options?: { readonly http?: boolean }) => Promise<Run>;
}

export interface Run extends RunningServices {
  /** A stop was asked for before all had started. */
  readonly givenUp: boolean;
}

export function createProcessHost({ name, settings, ...options }: ProcessHostOptions): ProcessHost {
  const logger = createLogger({ service: name, level: settings.logLevel, human: settings.logFormat === 'human' });
  const metrics = createRegistry({ processMetrics: true });
  const admin = createAdminServer({ host: settings.host, port: settings.adminPort, registry: metrics });
  const http = createHttpServer({ ...settings, logger });
  const runtime: RuntimeParts = { logger, metrics, addHealthCheck: admin.addHealthCheck };
  const stopping = new AbortController();
  const beyondRepair = new AbortController();
  const engines = openEngines({
    ...runtime,
    ...options,
    addLivenessCheck: admin.addLivenessCheck,
    signal: stopping.signal,
    onFatal: (error) => {
      logger.fatal({ err: error }, 'a backend cannot be used any more: the process ends, to be started anew');
      process.exitCode = 1;
      beyondRepair.abort();
    },
  });
  return {
    ...runtime,
    admin,
    http,
    engines,
    async run(create, { http: listens = true } = {}) {
      const late = lateServices(name, logger, create);
      const running = await runServices([admin, engines, ...(listens ? [http] : []), late], {
        logger,
        gates: listens ? [http, admin] : [admin],
        onStopping: () => stopping.abort(),
        stopWhen: beyondRepair.signal,
      });
      return { ...running, givenUp: stopping.signal.aborted };
    },
  };
}

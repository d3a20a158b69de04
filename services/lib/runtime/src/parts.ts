import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import type { HealthCheck } from './service.ts';

/** What every service is handed: it opens none of these by itself. */
export interface RuntimeParts {
  readonly logger: Logger;
  readonly metrics: Registry;
  /** Adds a check to `/readyz`. */
  readonly addHealthCheck: (check: HealthCheck) => void;
}

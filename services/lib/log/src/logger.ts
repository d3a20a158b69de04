/** What the log says about itself; a pino logger fits. Values never hold message text. */
export interface LogLogger {
  warn(details: object, message: string): void;
  error(details: object, message: string): void;
}

/** What happened to records, for counters. */
export type LogCount = 'retried' | 'dead-lettered' | 'breaker-tripped' | 'skipped-by-retention' | 'broadcast-failed';

export interface LogObserver {
  readonly logger?: LogLogger | undefined;
  /** Called with each thing worth counting. Labels are few and hold nothing personal. */
  readonly count?: ((what: LogCount, labels: { topic: string; group: string }, by: number) => void) | undefined;
}

import type { Logger } from 'pino';
import type { ReadinessGate } from './readiness.ts';
import type { Service } from './service.ts';

/** Longest stop: above the sum of what services allow themselves. */
const WATCHDOG_MS = 30_000;

export interface RunOptions {
  readonly logger: Logger;
  /** Opened when everything has started, closed first when stopping: the HTTP port, `/readyz`. */
  readonly gates?: readonly ReadinessGate[];
  /** Stop on SIGINT and SIGTERM; a second one ends the process at once. Default true. */
  readonly signals?: boolean;
  /** Aborted: stop as on a signal, for faults that only a new process cures. The caller sets the exit code. */
  readonly stopWhen?: AbortSignal;
  /** Called first when stopping begins: the place to give up waiting for what a service needs to start. */
  readonly onStopping?: () => void;
  /** The process is ended by force when it still lives this long after stopping began. Default 30 s. */
  readonly watchdogMs?: number;
  /** For tests; default: `process.exit`. */
  readonly exit?: (code: number) => void;
}

export interface RunningServices {
  /** Stops all in reverse order; repeatable. Faults are logged and make the exit code 1. */
  stop(): Promise<void>;
  /** Resolves when all have stopped. */
  readonly stopped: Promise<void>;
}

/**
 * Starts services in order; if one fails, stops those before it in reverse order and throws its error. Stopping sets the
 * exit code and lets the event loop empty. `process.exit` is called by the watchdog and by a second signal only. A start
 * that was given up because the process is to stop is no fault.
 */
export async function runServices(services: readonly Service[], options: RunOptions): Promise<RunningServices> {
  const { logger, gates = [], signals = true, watchdogMs = WATCHDOG_MS } = options;
  // oxlint-disable-next-line no-process-exit -- the last resort when the event loop does not empty by itself
  const exit = options.exit ?? ((code: number) => process.exit(code));
  const started: Service[] = [];
  const stopped = Promise.withResolvers<void>();
  let stopping: Promise<void> | undefined;
  let startOver: Promise<unknown> = Promise.resolve();

  const stop = (): Promise<void> => (stopping ??= stopAll());

  /** Whose stop is waited for; none: all have stopped, and something of theirs keeps the process alive. */
  let inStop: string | undefined;

  async function stopAll(): Promise<void> {
    for (const gate of gates) gate.setReady(false);
    options.onStopping?.();
    const watchdog = setTimeout(() => {
      const why = inStop === undefined ? { resources: process.getActiveResourcesInfo() } : { stopping: inStop };
      logger.fatal({ watchdogMs, ...why }, 'still alive after stopping: ended by force');
      exit(1);
    }, watchdogMs);
    watchdog.unref();
    await startOver.catch(() => {});
    for (const service of started.toReversed()) {
      try {
        inStop = service.name;
        // Order is the point: each may need those that started before it.
        await service.stop();
      } catch (error) {
        process.exitCode = 1;
        logger.error({ err: error, stopping: service.name }, 'service did not stop cleanly');
      }
    }
    inStop = undefined;
    // In a process of its own the watchdog stays armed until the loop is empty.
    if (!signals) clearTimeout(watchdog);
    stopped.resolve();
  }

  async function startAll(): Promise<void> {
    for (const service of services) {
      if (stopping !== undefined) return;
      const before = performance.now();
      // What a failed start left open is closed as well.
      started.push(service);
      await service.start();
      logger.debug({ started: service.name, tookMs: Math.round(performance.now() - before) }, 'started');
    }
  }

  const onSignal = (signal: NodeJS.Signals): void => {
    if (stopping !== undefined) {
      logger.warn({ signal }, 'second signal: ended by force');
      exit(1);
      return;
    }
    logger.info({ signal }, 'stopping');
    void stop();
  };
  if (signals) for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, onSignal);

  options.stopWhen?.addEventListener('abort', () => void stop(), { once: true });

  for (const gate of gates) gate.setReady(false);
  try {
    startOver = startAll();
    await startOver;
  } catch (error) {
    if (stopping !== undefined) {
      logger.debug({ err: error }, 'start given up');
      await stopping;
      return { stop, stopped: stopped.promise };
    }
    process.exitCode = signals ? 1 : process.exitCode;
    await stop();
    throw error;
  }
  if (stopping === undefined) for (const gate of gates) gate.setReady(true);
  return { stop, stopped: stopped.promise };
}

import type { Logger } from 'pino';
import type { ReadinessGate } from './readiness.ts';
import type { Service } from './service.ts';

/** Longest stop: above the sum of what services allow themselves. */
const WATCHDOG_MS = 30_000;
/** How long the event loop may take to empty once all have stopped: a connection that a library forgot would hold it for ever. */
const EMPTY_WITHIN_MS = 5000;

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
  /** The process is ended by force when services still stop this long after stopping began. Default 30 s. */
  readonly watchdogMs?: number;
  /** Once all have stopped, the process is ended when it still lives after this. Default 5 s. */
  readonly emptyWithinMs?: number;
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
 * exit code and lets the event loop empty. `process.exit` is called by a second signal, and when a service does not stop or the
 * event loop does not empty in time; the latter is no fault of the stop, and keeps its exit code. A start that was given up
 * because the process is to stop is no fault either.
 */
export async function runServices(services: readonly Service[], options: RunOptions): Promise<RunningServices> {
  const { logger, gates = [], signals = true, watchdogMs = WATCHDOG_MS, emptyWithinMs = EMPTY_WITHIN_MS } = options;
  // oxlint-disable-next-line no-process-exit -- the last resort when the event loop does not empty by itself
  const exit = options.exit ?? ((code: number) => process.exit(code));
  const started: Service[] = [];
  const stopped = Promise.withResolvers<void>();
  let stopping: Promise<void> | undefined;
  let startOver: Promise<unknown> = Promise.resolve();

  const stop = (): Promise<void> => (stopping ??= stopAll());

  /** Whose stop is waited for. */
  let inStop: string | undefined;

  async function stopAll(): Promise<void> {
    for (const gate of gates) gate.setReady(false);
    options.onStopping?.();
    const watchdog = setTimeout(() => {
      logger.fatal({ watchdogMs, stopping: inStop }, 'a service did not stop in time: ended by force');
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
    clearTimeout(watchdog);
    if (signals) endWhenNotEmpty();
    stopped.resolve();
  }

  /** In a process of its own, which nothing but what was left open keeps alive now. */
  function endWhenNotEmpty(): void {
    const end = setTimeout(() => {
      logger.warn(
        { resources: process.getActiveResourcesInfo() },
        'all have stopped, and something was left open: ended',
      );
      exit(Number(process.exitCode ?? 0));
    }, emptyWithinMs);
    end.unref();
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

import { setTimeout } from 'node:timers/promises';
import { BrokerFaultError, type BrokerFaultCode } from '@onethread/log';
import { backOffMs, type Logger } from '@onethread/runtime';
import { BackendRefusedError, firstLine, ReachGivenUpError } from './backend-refused-error.ts';

const BACK_OFF = { firstMs: 250, mostMs: 15_000 } as const;

export interface BackendToReach<Opened extends { close(): Promise<void> }> {
  /** For people: "event log (Kafka)". */
  readonly name: string;
  /** Names of the settings that lead to it. */
  readonly settings: string;
  readonly open: () => Promise<Opened>;
}

export interface ReachOptions {
  readonly logger: Logger;
  /** Aborted when the process is to stop. */
  readonly signal: AbortSignal;
  /** Told the present fault after each failed try. */
  readonly onFault?: (fault: string) => void;
  /** Other waits between tries, in milliseconds; default 250 ms doubled to 15 s. */
  readonly backOff?: { readonly firstMs: number; readonly mostMs: number };
}

/**
 * Opens a backend, for as long as it takes: what is not there yet is tried again with back-off, one log line each time.
 * Throws `BackendRefusedError` when trying again cannot help, `ReachGivenUpError` when the process is
 * to stop, and faults of ours as they are.
 */
export async function reachBackend<Opened extends { close(): Promise<void> }>(
  { name, settings, open }: BackendToReach<Opened>,
  { logger, signal, onFault, backOff = BACK_OFF }: ReachOptions,
): Promise<Opened> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await unlessStopped(open(), signal);
    } catch (error) {
      if (signal.aborted) throw new ReachGivenUpError(`stopped before the ${name} was reached`);
      if (isRefusal(error)) throw new BackendRefusedError(name, settings, error);
      if ((error as { retryable?: unknown }).retryable !== true) throw error;
      const waitMs = backOffMs(attempt, backOff);
      onFault?.(firstLine(error));
      logger.warn({ attempt, retryInMs: waitMs, reason: firstLine(error) }, `${name} is not reached yet`);
      await setTimeout(waitMs, undefined, { signal }).catch(() => {
        throw new ReachGivenUpError(`stopped before the ${name} was reached`);
      });
    }
  }
}

/**
 * Faults of a broker that an operator must mend: at start the process says so and ends, rather than wait for ever. (Later
 * on, the log itself waits for the repair.)
 */
const BROKER_REFUSALS: ReadonlySet<string> = new Set<BrokerFaultCode>([
  'broker-tls',
  'broker-unauthenticated',
  'broker-unauthorised',
  'broker-unsupported',
]);

function isRefusal(error: unknown): boolean {
  if (error instanceof BrokerFaultError) return BROKER_REFUSALS.has(error.code);
  return (error as { retryable?: unknown }).retryable === false;
}

/** What comes too late is closed: nobody would use it any more. */
async function unlessStopped<Opened extends { close(): Promise<void> }>(
  opening: Promise<Opened>,
  signal: AbortSignal,
): Promise<Opened> {
  const stopped = Promise.withResolvers<never>();
  const onStop = (): void => {
    opening.then((late) => late.close()).catch(() => {});
    stopped.reject(new ReachGivenUpError('stopped'));
  };
  if (signal.aborted) onStop();
  signal.addEventListener('abort', onStop, { once: true });
  try {
    return await Promise.race([opening, stopped.promise]);
  } finally {
    signal.removeEventListener('abort', onStop);
  }
}

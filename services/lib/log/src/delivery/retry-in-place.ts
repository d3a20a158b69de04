import { DEAD_LETTERS } from '@onethread/contracts';
import { backOffMs } from './back-off.ts';
import { classifyFailure, failureCode } from './classify-failure.ts';
import { deadLetterOf } from './dead-letter.ts';
import type { LogRecord, OutgoingRecord, SubscribeOptions } from '../event-log.ts';
import type { LogObserver } from '../logger.ts';
import type { BackOff } from './back-off.ts';
import type { PoisonBreaker } from './poison-breaker.ts';

/** An unclassified error may be a passing one; thrown so often for one record, it is taken for deterministic. */
const UNCLASSIFIED_UNTIL_POISON = 2;
/** Retries of one record after the first are said in every tenth only. */
const WARN_EACH = 10;

export interface RetryInPlaceOptions extends Pick<SubscribeOptions, 'group' | 'handle' | 'onPoison'> {
  readonly publish: (records: readonly OutgoingRecord[]) => Promise<void>;
  readonly breaker: PoisonBreaker;
  readonly observer: LogObserver;
  readonly backOff: BackOff;
  /** Epoch ms. */
  readonly clock: () => number;
  /** Aborts the waits: what is not done then stays undone. */
  readonly signal: AbortSignal;
}

/**
 * Takes one record to its end: handled, or dead-lettered. Says false when the subscription stopped before that; the
 * record is then delivered again.
 *
 * A failure goes one of three ways: *retry* (infrastructure) waits and tries again for ever, in place, so that the order
 * of the key is kept; *poison* goes to the dead letters; *unclassified* is tried once more and is poison then. While the
 * breaker is open, poison is retried too.
 */
export async function retryInPlace(record: LogRecord, options: RetryInPlaceOptions): Promise<boolean> {
  let unclassified = 0;
  let firstSeenAt: number | undefined;
  let counted = false;
  for (let attempt = 1; ; attempt += 1) {
    try {
      await options.handle(record);
      options.breaker.handled();
      return true;
    } catch (error) {
      firstSeenAt ??= options.clock();
      let failure = classifyFailure(error);
      if (failure === 'unclassified' && ++unclassified >= UNCLASSIFIED_UNTIL_POISON) failure = 'poison';
      if (options.signal.aborted) return false;
      if (failure === 'poison') {
        if (await sortOut(record, error, { attempts: attempt, firstSeenAt, counted }, options)) return true;
        counted = true;
      }
      if (options.signal.aborted) return false;
      sayRetry(record, error, attempt, options);
    }
    await options.backOff.wait(backOffMs(attempt, options.backOff.random), options.signal);
    if (options.signal.aborted) return false;
  }
}

/** What was done about a record that is poison. */
interface Tried {
  readonly attempts: number;
  /** Epoch ms. */
  readonly firstSeenAt: number;
  /** The breaker knows of it. */
  readonly counted: boolean;
}

/** Says whether the record is done with; false → try it again. */
async function sortOut(
  record: LogRecord,
  error: unknown,
  { attempts, firstSeenAt, counted }: Tried,
  { group, onPoison, publish, breaker, observer }: RetryInPlaceOptions,
): Promise<boolean> {
  const code = failureCode(error);
  const place = { topic: record.topic, partition: record.partition, offset: record.offset, group, code, attempts };
  const labels = { topic: record.topic, group };
  if (!breaker.mayDeadLetter(counted)) {
    if (breaker.justTripped) {
      observer.count?.('breaker-tripped', labels, 1);
      observer.logger?.error(place, 'too many poison records: they are tried again, since the fault may be ours');
    }
    return false;
  }
  try {
    await onPoison?.(record, { code, message: error instanceof Error ? error.message : String(error), attempts });
    // A dead letter that fails again stays where it is: another copy of it would be read and fail for ever.
    if (record.topic !== DEAD_LETTERS.name)
      await publish([deadLetterOf(record, { group, code, attempts, firstSeenAt })]);
  } catch (fault) {
    breaker.uncount();
    observer.logger?.warn(
      { ...place, fault: failureCode(fault) },
      'a poison record could not be put aside, trying again',
    );
    return false;
  }
  observer.count?.('dead-lettered', labels, 1);
  observer.logger?.error(place, 'record cannot be processed: dead-lettered');
  return true;
}

function sayRetry(record: LogRecord, error: unknown, attempt: number, { group, observer }: RetryInPlaceOptions): void {
  observer.count?.('retried', { topic: record.topic, group }, 1);
  if (attempt !== 1 && attempt % WARN_EACH !== 0) return;
  const { topic, partition, offset } = record;
  observer.logger?.warn(
    { topic, partition, offset, group, attempt, code: failureCode(error) },
    'record failed, trying again',
  );
}

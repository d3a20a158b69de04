import { LogUnavailableError } from './errors.ts';
import type { EventLog, LogRecord, OutgoingRecord } from './event-log.ts';

/** What goes wrong with one publish. */
export type PublishFault =
  /** Fails before anything is written. */
  | { readonly kind: 'refused' }
  /** Everything is written, and the caller is told that the log is unavailable. */
  | { readonly kind: 'answer-lost' }
  /** This publish and those after it wait until the promise resolves; their order stays. */
  | { readonly kind: 'delayed'; readonly until: Promise<void> };

export interface LogFaults {
  /** Asked at each publish; undefined lets it pass. */
  readonly publish?: (records: readonly OutgoingRecord[]) => PublishFault | undefined;
  /** Asked for each record on its way to a broadcast's listener; false drops it there, as a hint that is lost. */
  readonly hears?: (record: LogRecord) => boolean;
}

/** The same log with faults on demand, for the tests of those who use it. What the log itself writes (dead letters) passes. */
export function faultyEventLog(log: EventLog, faults: LogFaults): EventLog {
  let held: Promise<unknown> | undefined;
  return {
    description: `${log.description}, with faults`,
    publish: async (records) => {
      const fault = faults.publish?.(records);
      if (fault?.kind === 'delayed') held = Promise.all([held, fault.until]);
      if (held !== undefined) await held;
      if (fault?.kind === 'refused') throw new LogUnavailableError('refused, as asked');
      await log.publish(records);
      if (fault?.kind === 'answer-lost') throw new LogUnavailableError('answer lost, as asked');
    },
    broadcast: (options) =>
      log.broadcast({
        ...options,
        handle: (record) => {
          if (faults.hears?.(record) !== false) options.handle(record);
        },
      }),
    subscribe: (options) => log.subscribe(options),
    read: (options) => log.read(options),
    lag: () => log.lag(),
    close: () => log.close(),
  };
}

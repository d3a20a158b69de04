import { faultyDocumentStore, type DocumentStore } from '@onethread/documents';
import type { EventLog, Subscription } from '@onethread/log';

/** The log and the store as one process has them, until it is killed. */
export interface MortalParts {
  readonly log: EventLog;
  readonly documents: DocumentStore;
  /**
   * From now on nothing that this process does or waits for has an effect or an end; its groups are left to others as
   * after their time-out. What it has published or written before stands.
   */
  kill(): Promise<void>;
  /** Ends what the dead one still waits for, with errors, so that its objects can be closed. */
  bury(): void;
}

export function mortalParts(log: EventLog, documents: DocumentStore): MortalParts {
  let dead = false;
  const buried = Promise.withResolvers<never>();
  buried.promise.catch(() => {});
  const subscriptions: Subscription[] = [];
  const unlessDead = async <T>(work: () => Promise<T>): Promise<T> => {
    if (dead) await buried.promise;
    const result = await work();
    if (dead) await buried.promise;
    return result;
  };
  const untilBuried = async (): Promise<'refuse' | void> => {
    if (!dead) return undefined;
    await buried.promise.catch(() => {});
    return 'refuse';
  };

  return {
    log: {
      description: log.description,
      publish: (records) => unlessDead(() => log.publish(records)),
      subscribe: async (options) => {
        const handle = options.handle;
        const subscription = await log.subscribe({ ...options, handle: (record) => unlessDead(() => handle(record)) });
        subscriptions.push(subscription);
        return subscription;
      },
      broadcast: (options) =>
        log.broadcast({
          ...options,
          handle: (record) => {
            if (!dead) options.handle(record);
          },
        }),
      read: (options) => log.read(options),
      lag: () => log.lag(),
      close: () => Promise.resolve(),
    },
    documents: faultyDocumentStore(documents, {
      before: () => untilBuried(),
      after: async () => ((await untilBuried()) === 'refuse' ? 'lose' : 'answer'),
    }),
    kill: async () => {
      dead = true;
      await Promise.all(subscriptions.map((subscription) => subscription.stop()));
    },
    bury: () => buried.reject(Object.assign(new Error('killed'), { retryable: true })),
  };
}

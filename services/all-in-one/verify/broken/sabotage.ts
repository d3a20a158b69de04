import type { Collection, DocumentStore, StoredDocument } from '@onethread/documents';
import type { EventLog } from '@onethread/log';
import type { DatabaseName } from '@onethread/process';
import type { Fault } from '../faults/fault.ts';
import type { PromiseName } from '../findings.ts';

/** One promise broken on purpose, at a port, so that the checker can be seen to find it. */
export interface Sabotage {
  readonly name: string;
  readonly about: string;
  /** What the checker must find broken; others may break with it. */
  readonly breaks: PromiseName;
  /** How the checker says it: another promise's consequences do not read like this. */
  readonly foundAs: RegExp;
  /** What must happen so that it shows. */
  readonly shownBy: readonly Fault[];
  /** Messages in which it surely shows; default as many as for the others. */
  readonly messages?: number;
  readonly log?: (log: EventLog) => EventLog;
  readonly documents?: (name: DatabaseName, store: DocumentStore) => DocumentStore;
}

type AnyCollection = Collection<StoredDocument & Record<string, unknown>>;

/** The same store with one collection behind something else. */
export function withCollection(
  store: DocumentStore,
  name: string,
  behind: (collection: AnyCollection) => AnyCollection | Promise<AnyCollection>,
): DocumentStore {
  return {
    description: store.description,
    collection: async <D extends StoredDocument>(definition: Parameters<DocumentStore['collection']>[0]) => {
      const opened = await store.collection<D>(definition);
      if (definition.name !== name) return opened;
      return (await behind(opened as unknown as AnyCollection)) as unknown as Collection<D>;
    },
    close: () => store.close(),
  };
}

/** The same log with other ways to publish or to subscribe. */
export function withLog(log: EventLog, changed: Partial<Pick<EventLog, 'publish' | 'subscribe'>>): EventLog {
  return {
    description: log.description,
    publish: (records) => log.publish(records),
    subscribe: (options) => log.subscribe(options),
    broadcast: (options) => log.broadcast(options),
    read: (options) => log.read(options),
    lag: () => log.lag(),
    close: () => log.close(),
    ...changed,
  };
}

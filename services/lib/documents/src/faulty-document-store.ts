import { OutcomeUnknownError, StoreUnavailableError } from './errors.ts';
import type { Collection, CollectionDefinition, DocumentStore, StoredDocument } from './document-store.ts';

/** A call on a collection as the hooks see it. */
export interface StoreCall {
  readonly collection: string;
  readonly method: keyof Collection<StoredDocument>;
  /** Of the document or the first of several; absent for queries. */
  readonly id?: string;
  readonly isWrite: boolean;
}

/**
 * What becomes of a call on its way to the store:
 * - `pass`: it gets there.
 * - `refuse`: `StoreUnavailableError`; nothing is done.
 * - `lose`: it never gets there, and a writer is told `OutcomeUnknownError` (a reader `StoreUnavailableError`).
 * - `later`: the writer is told `OutcomeUnknownError` now, and the write is carried out when the promise resolves (never,
 *   if it does not or rejects): the packet that a network held back. A read is refused.
 */
export type FateBefore = 'pass' | 'refuse' | 'lose' | { readonly later: Promise<void> };

/** What becomes of the store's answer: `lose` tells a writer `OutcomeUnknownError`, a reader `StoreUnavailableError`. */
export type FateAfter = 'answer' | 'lose';

/**
 * Hooks around every call; nothing returned means that all goes well. Each is awaited, so a hook that waits delays the
 * call (before) or its answer (after), and a scheduler that decides when hooks go on decides every interleaving.
 */
export interface StoreFaults {
  before?(call: StoreCall): FateBefore | void | Promise<FateBefore | void>;
  /** Called when the store is done with the call, whether it answered or threw. */
  after?(call: StoreCall): FateAfter | void | Promise<FateAfter | void>;
}

export interface FaultyDocumentStore extends DocumentStore {
  /** Resolves when no late write is under way; those whose time has not come do not count. */
  settled(): Promise<void>;
  /** Late writes whose time has not come are never carried out; then closes the store below. */
  close(): Promise<void>;
}

/** A store that fails as real ones do, on command: for tests of those who use the port, and of the port itself. */
export function faultyDocumentStore(store: DocumentStore, faults: StoreFaults): FaultyDocumentStore {
  const lateWrites = new LateWrites();
  return {
    description: `${store.description}, faulty`,
    collection: async <D extends StoredDocument>(definition: CollectionDefinition) =>
      faultyCollection(await store.collection<D>(definition), definition.name, faults, lateWrites),
    settled: () => lateWrites.settled(),
    close: async () => {
      lateWrites.stop();
      await lateWrites.settled();
      await store.close();
    },
  };
}

function faultyCollection<D extends StoredDocument>(
  collection: Collection<D>,
  name: string,
  faults: StoreFaults,
  lateWrites: LateWrites,
): Collection<D> {
  const carry = async <Answer>(
    call: Omit<StoreCall, 'collection'>,
    carryOut: () => Promise<Answer>,
  ): Promise<Answer> => {
    const seen = { collection: name, ...call };
    const fate = (await faults.before?.(seen)) ?? 'pass';
    if (fate === 'refuse') throw new StoreUnavailableError('refused on command');
    if (fate === 'lose') throw lost(seen);
    if (fate !== 'pass') {
      if (call.isWrite) lateWrites.add(fate.later, carryOut);
      throw lost(seen);
    }
    const [outcome] = await Promise.allSettled([carryOut()]);
    if ((await faults.after?.(seen)) === 'lose') throw lost(seen);
    if (outcome.status === 'rejected') throw outcome.reason;
    return outcome.value;
  };
  const write = <Answer>(method: StoreCall['method'], id: string | undefined, carryOut: () => Promise<Answer>) =>
    carry({ method, isWrite: true, ...(id === undefined ? {} : { id }) }, carryOut);
  const read = <Answer>(method: StoreCall['method'], id: string | undefined, carryOut: () => Promise<Answer>) =>
    carry({ method, isWrite: false, ...(id === undefined ? {} : { id }) }, carryOut);

  // Documents are copied at the call: a late write must not see what its caller made of them since.
  return {
    insert: (document) => {
      const copy = copyOf(document);
      return write('insert', idOf(copy), () => collection.insert(copy));
    },
    insertMany: (documents) => {
      const copies = documents.map(copyOf);
      return write('insertMany', idOf(copies[0]), () => collection.insertMany(copies));
    },
    replace: (document) => {
      const copy = copyOf(document);
      return write('replace', idOf(copy), () => collection.replace(copy));
    },
    remove: (id, rev) => write('remove', id, () => collection.remove(id, rev)),
    get: (id) => read('get', id, () => collection.get(id)),
    getMany: (ids) => read('getMany', ids[0], () => collection.getMany(ids)),
    find: (query) => read('find', undefined, () => collection.find(query)),
    count: (query, atMost) => read('count', undefined, () => collection.count(query, atMost)),
  };
}

class LateWrites {
  readonly #underWay = new Set<Promise<unknown>>();
  #stopped = false;

  add(time: Promise<void>, carryOut: () => Promise<unknown>): void {
    time.then(
      () => this.#run(carryOut),
      () => undefined,
    );
  }

  stop(): void {
    this.#stopped = true;
  }

  async settled(): Promise<void> {
    // A write whose promise has just resolved starts within this turn.
    await new Promise(setImmediate);
    while (this.#underWay.size > 0) await Promise.allSettled(this.#underWay);
  }

  #run(carryOut: () => Promise<unknown>): void {
    if (this.#stopped) return;
    const write = carryOut();
    this.#underWay.add(write);
    // Nobody is left to hear whether it met a conflict.
    void Promise.allSettled([write]).then(() => this.#underWay.delete(write));
  }
}

function lost({ method, isWrite }: StoreCall): Error {
  return isWrite
    ? new OutcomeUnknownError(`the answer to ${method} was lost on command`)
    : new StoreUnavailableError(`the answer to ${method} was lost on command`);
}

/** What cannot be copied is handed on as it is, for the store to refuse. */
function copyOf<Document>(document: Document): Document {
  try {
    return structuredClone(document);
  } catch {
    return document;
  }
}

function idOf(document: { readonly _id?: unknown } | undefined): string | undefined {
  const { _id: id } = document ?? {};
  return typeof id === 'string' ? id : undefined;
}

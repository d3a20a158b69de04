import type { ConversationEvent, Entry } from '@onethread/contracts';
import { faultyDocumentStore } from '@onethread/documents';
import type { Collection, DocumentStore, StoreCall, StoredDocument } from '@onethread/documents';
import type { OutgoingRecord } from '@onethread/log';
import type { Seeded } from '@onethread/testkit';
import { pino } from 'pino';
import { openCollections } from '../../stores/collections.ts';
import type { EntryDocument } from '../../stores/documents.ts';
import type { UseCaseContext } from '../context.ts';
import { DAY_MS } from './test-context.ts';

/** How often things go wrong, per store call. */
export interface Chances {
  readonly lostAnswer: number;
  readonly crash: number;
  readonly pause: number;
  /** In all, until the world becomes rough again. */
  readonly maxCrashes: number;
}

const USUAL_CHANCES: Chances = { lostAnswer: 0.03, crash: 0.004, pause: 0.004, maxCrashes: 6 };
const MAX_STEPS = 60_000;

interface Waiting {
  /** Absent: somebody outside, who cannot crash. */
  readonly instance?: Instance;
  readonly go: () => void;
}

/** One process of routing: dies as a whole; what it had under way is never heard of again, or carried out late. */
export interface Instance {
  readonly context: UseCaseContext;
  readonly crashed: Promise<never>;
  dead: boolean;
}

/**
 * Two instances of routing over one store, in a world where every store call is a point at which a seeded scheduler
 * decides who goes on; answers get lost, writes come late, callers pause, processes die. Clocks of instances differ.
 */
export class HistoryWorld {
  readonly log: Entry[] = [];
  readonly published: OutgoingRecord[] = [];
  readonly announced: ConversationEvent[] = [];
  random: Seeded;
  calls = 0;
  crashes = 0;
  #store: DocumentStore;
  #now: number;
  #ids = 0;
  #quiet = false;
  readonly #waiting: Waiting[] = [];
  readonly #paused: Waiting[] = [];
  readonly #late: (() => void)[] = [];
  #inStore: Promise<void> | undefined;
  readonly #instances: Instance[] = [];
  readonly #rejects = new Map<Instance, (reason: Error) => void>();

  #chances: Chances = USUAL_CHANCES;

  constructor(store: DocumentStore, random: Seeded, startsAt: number) {
    this.random = random;
    this.#now = startsAt;
    this.#store = recording(store, (entry) => this.log.push(entry));
  }

  get now(): number {
    return this.#now;
  }

  advance(ms: number): void {
    this.#now += ms;
  }

  async start(): Promise<void> {
    for (let n = 0; n < 2; n += 1) this.#instances.push(await this.#boot());
  }

  /** An instance that is alive, the one numbered `n` or its successor. */
  instance(n: number): Instance {
    const instance = this.#instances[n % this.#instances.length];
    if (instance === undefined) throw new Error('the world has not started');
    return instance;
  }

  /** Lets others go first, so many times. */
  async turns(count: number): Promise<void> {
    for (let turn = 0; turn < count && !this.#quiet; turn += 1) {
      await new Promise<void>((go) => {
        this.#waiting.push({ go });
      });
    }
  }

  /** Called with each batch that an instance publishes. */
  onPublished: (records: readonly OutgoingRecord[]) => void = () => undefined;

  /** No more faults: what is left is finished as in calm times. */
  becomeQuiet(): void {
    this.#quiet = true;
    for (const late of this.#late.splice(0)) late();
  }

  /** Faults begin again, as this chance has it. */
  becomeRough(random: Seeded, chances: Chances): void {
    this.#quiet = false;
    this.random = random;
    this.#chances = chances;
    this.crashes = 0;
  }

  /** Runs until `work` is settled; every store call of every instance passes through here. */
  async drive(work: Promise<unknown>): Promise<void> {
    let done = false;
    const settle = () => {
      done = true;
    };
    work.then(settle, settle);
    for (let step = 0; ; step += 1) {
      await calm();
      if (this.#inStore !== undefined) await this.#inStore;
      if (done) return;
      if (step > MAX_STEPS)
        throw new Error(`livelock: ${this.#waiting.length} calls wait, ${this.#paused.length} paused`);
      await this.#step();
    }
  }

  async #step(): Promise<void> {
    const { random } = this;
    this.#now += random.chance(0.2) ? 1 : 0;
    if (this.#late.length > 0 && random.chance(0.05))
      this.#late.splice(random.between(0, this.#late.length - 1), 1)[0]?.();
    if (this.#paused.length > 0 && (this.#waiting.length === 0 || random.chance(0.02) || this.#quiet)) {
      this.#waiting.push(...this.#paused.splice(random.between(0, this.#paused.length - 1), 1));
    }
    if (this.#waiting.length === 0) return;
    const at = random.between(0, this.#waiting.length - 1);
    const [next] = this.#waiting.splice(at, 1);
    if (next === undefined || next.instance?.dead === true) return;
    const mayCrash = !this.#quiet && this.crashes < this.#chances.maxCrashes && next.instance !== undefined;
    if (mayCrash && random.chance(this.#chances.crash)) return this.#crash(next.instance);
    if (!this.#quiet && random.chance(this.#chances.pause)) {
      this.#paused.push(next);
      return;
    }
    next.go();
  }

  async #crash(instance: Instance | undefined): Promise<void> {
    if (instance === undefined) return;
    this.crashes += 1;
    instance.dead = true;
    this.#instances[this.#instances.indexOf(instance)] = await this.#boot();
    // What a dead process had sent may still arrive, long after.
    this.#rejects.get(instance)?.(new Error('crashed'));
  }

  async #boot(): Promise<Instance> {
    const skew = this.random.between(-300, 300);
    const { promise: crashed, reject } = Promise.withResolvers<never>();
    crashed.catch(() => undefined);
    const own: { instance?: Instance } = {};
    const faulty = faultyDocumentStore(this.#store, {
      before: (call) => this.#before(own.instance, call),
      after: (call) => this.#after(call),
    });
    const collections = await openCollections(faulty);
    const gone = () => own.instance?.dead === true;
    const context: UseCaseContext = {
      collections,
      now: () => this.#now + (this.#quiet ? 0 : skew),
      newId: () => `op-${this.random.seed}-${(this.#ids += 1)}`,
      publish: async (records) => {
        if (gone()) await new Promise(() => undefined);
        this.published.push(...records);
        this.onPublished(records);
      },
      announce: async (events) => {
        if (gone()) await new Promise(() => undefined);
        this.announced.push(...events.map(({ event }) => event));
      },
      logger: pino({ enabled: false }),
      settings: {
        reopenWindowMs: DAY_MS,
        offerMs: 20_000,
        graceMs: 30_000,
        answersFollowMs: 300_000,
        identityKey: 'test-key',
        sharedAddresses: [],
      },
    };
    const instance: Instance = { context, crashed, dead: false };
    own.instance = instance;
    this.#rejects.set(instance, reject);
    return instance;
  }

  async #before(instance: Instance | undefined, call: StoreCall) {
    if (instance === undefined) return 'pass';
    this.calls += 1;
    await new Promise<void>((go) => this.#waiting.push({ instance, go }));
    const fate = this.#fateOf(call);
    if (fate === 'pass') {
      const { promise, resolve } = Promise.withResolvers<void>();
      this.#inStore = promise;
      this.#endOfCall = () => {
        this.#inStore = undefined;
        resolve();
      };
    }
    return fate;
  }

  #endOfCall: () => void = () => undefined;
  #loseAnswer = false;

  #fateOf({ isWrite }: StoreCall) {
    const { random } = this;
    if (this.#quiet || !isWrite || !random.chance(this.#chances.lostAnswer)) return 'pass';
    const what = random.next();
    if (what < 0.4) {
      this.#loseAnswer = true;
      return 'pass';
    }
    if (what < 0.7) return { later: new Promise<void>((resolve) => this.#late.push(resolve)) };
    return 'lose';
  }

  #after(_call: StoreCall) {
    this.#endOfCall();
    if (!this.#loseAnswer) return 'answer';
    this.#loseAnswer = false;
    return 'lose';
  }
}

/** Every continuation that can run has run. */
function calm(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}

/** Sees every committed entry in the order of the commits. */
function recording(store: DocumentStore, committed: (entry: Entry) => void): DocumentStore {
  return {
    description: store.description,
    close: () => store.close(),
    collection: async <D extends StoredDocument>(definition: Parameters<DocumentStore['collection']>[0]) => {
      const collection = await store.collection<D>(definition);
      if (definition.name !== 'entries') return collection;
      const watched: Collection<D> = {
        ...bound(collection),
        insert: async (document) => {
          const result = await collection.insert(document);
          if (result.outcome === 'inserted') committed(document as unknown as EntryDocument);
          return result;
        },
      };
      return watched;
    },
  };
}

/** A copy whose methods can be replaced one by one. */
export function bound<D extends StoredDocument>(collection: Collection<D>): Collection<D> {
  return {
    insert: (document) => collection.insert(document),
    insertMany: (documents) => collection.insertMany(documents),
    get: (id) => collection.get(id),
    getMany: (ids) => collection.getMany(ids),
    replace: (document) => collection.replace(document),
    remove: (id, rev) => collection.remove(id, rev),
    find: (query) => collection.find(query),
    count: (query, atMost) => collection.count(query, atMost),
  };
}

/** A store whose collections are opened once, however many instances open them. */
export function openedOnce(store: DocumentStore): DocumentStore {
  const opened = new Map<string, Promise<unknown>>();
  return {
    description: store.description,
    close: () => store.close(),
    collection: <D extends StoredDocument>(definition: Parameters<DocumentStore['collection']>[0]) => {
      const known = opened.get(definition.name) ?? store.collection<D>(definition);
      opened.set(definition.name, known);
      return known as Promise<Collection<D>>;
    },
  };
}

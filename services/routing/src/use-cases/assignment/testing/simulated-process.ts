import type { ConversationId } from '@onethread/contracts';
import { faultyDocumentStore } from '@onethread/documents';
import type { DocumentStore, FateBefore, StoreCall } from '@onethread/documents';
import { LogUnavailableError } from '@onethread/log';
import type { EventLog, LogRecord, OutgoingRecord } from '@onethread/log';
import type { ManualClock, Seeded } from '@onethread/testkit';
import { pino } from 'pino';
import { NO_RECORDING } from '../../../recording/input-recorder.ts';
import type { InputRecorder } from '../../../recording/input-recorder.ts';
import { openCollections } from '../../../stores/collections.ts';
import type { AgentStream } from '../agent-streams.ts';
import type { AssignmentContext } from '../assignment-context.ts';
import { startPoolOwners } from '../owner/start-pool-owners.ts';
import type { PoolOwners } from '../owner/start-pool-owners.ts';
import { manualTimers } from './manual-timers.ts';
import type { ManualTimers } from './manual-timers.ts';

/** What a process of the simulation shares with the others. */
export interface SimulatedWorld {
  readonly store: DocumentStore;
  readonly clock: ManualClock;
  /** By which timers go; absent: the same. A clock on the wall may jump, this one does not. */
  readonly steadyClock?: ManualClock;
  readonly chance: Seeded;
  /** While false everything goes well. */
  faults: boolean;
  append(records: readonly OutgoingRecord[]): void;
  /** A conversation's change was put on its topic. */
  announced(conversationId: ConversationId, rev: number): void;
  /** Log lines of level error. */
  readonly errors: string[];
  newId(): string;
  /** Agents whose stream is open on this replica. */
  streamsOn(replicaId: string): readonly AgentStream[];
  /** Takes down what goes into decisions of a pool on one replica; default: nobody does. */
  recorderOf?(pool: string): InputRecorder;
}

/** A store call that waits for the scheduler. */
export interface WaitingCall {
  readonly call: StoreCall;
  readonly go: () => void;
}

/** One replica: each of its store calls waits until the scheduler lets it go, so any interleaving can happen. */
export interface SimulatedProcess {
  readonly replicaId: string;
  readonly context: AssignmentContext;
  readonly timers: ManualTimers;
  readonly waiting: WaitingCall[];
  readonly late: { readonly go: () => void }[];
  owner: PoolOwners | undefined;
  /** Handles one record of the commands' topic. */
  handle: ((record: LogRecord) => Promise<void>) | undefined;
  hear: ((record: LogRecord) => void) | undefined;
  state: 'running' | 'paused' | 'dead';
}

export async function startProcess(world: SimulatedWorld, replicaId: string): Promise<SimulatedProcess> {
  const { chance, clock } = world;
  const waiting: WaitingCall[] = [];
  const late: { readonly go: () => void }[] = [];
  const store = faultyDocumentStore(world.store, {
    async before(call): Promise<FateBefore> {
      await new Promise<void>((go) => waiting.push({ call, go }));
      if (!world.faults || !chance.chance(0.06)) return 'pass';
      if (chance.chance(0.3)) return 'refuse';
      if (!call.isWrite || chance.chance(0.5)) return 'lose';
      return { later: new Promise<void>((go) => late.push({ go })) };
    },
    after: (call) => (call.isWrite && world.faults && chance.chance(0.05) ? 'lose' : 'answer'),
  });
  const opening = openCollections(store);
  const process: SimulatedProcess = {
    replicaId,
    timers: manualTimers(world.steadyClock ?? clock),
    waiting,
    late,
    owner: undefined,
    handle: undefined,
    hear: undefined,
    state: 'running',
    context: {
      collections: await opening,
      now: clock.now,
      newId: () => world.newId(),
      publish: async (records) => {
        if (world.faults && chance.chance(0.03)) throw new LogUnavailableError('no log on command');
        world.append(records);
      },
      announce: async (events) => {
        for (const { event } of events)
          if (event.type === 'conversation') world.announced(event.conversationId, event.rev);
      },
      logger: pino({ level: 'error' }, { write: (line: string) => void world.errors.push(line) }),
      settings: {
        reopenWindowMs: 1_000_000_000,
        offerMs: 20_000,
        graceMs: 30_000,
        answersFollowMs: 300_000,
        identityKey: 'test-key',
        sharedAddresses: [],
      },
      askOwner: async (request) => {
        if (process.owner === undefined) throw new Error('not started yet');
        return await process.owner.ask(request);
      },
    },
  };
  void startOwner(world, process);
  return process;
}

async function startOwner(world: SimulatedWorld, process: SimulatedProcess): Promise<void> {
  const subscription = { pause: () => {}, resume: () => {}, stop: async () => {}, pending: 0 };
  const log: EventLog = {
    description: 'simulated',
    publish: async () => {},
    subscribe: async ({ handle }) => {
      process.handle = handle;
      return subscription;
    },
    broadcast: async ({ handle }) => {
      process.hear = handle;
      return subscription;
    },
    read: () => ({ [Symbol.asyncIterator]: () => ({ next: async () => ({ done: true, value: undefined }) }) }),
    lag: async () => [],
    close: async () => {},
  };
  const { context, replicaId, timers } = process;
  process.owner = await startPoolOwners(context, {
    replicaId,
    log,
    timers,
    streams: () => world.streamsOn(replicaId),
    ...(world.recorderOf ? { recorderOf: (pool) => world.recorderOf?.(pool) ?? NO_RECORDING } : {}),
  });
}

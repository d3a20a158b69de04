import type { ConversationId } from '@onethread/contracts';
import { NO_RECORDING } from '../../../recording/input-recorder.ts';
import type { InputRecorder } from '../../../recording/input-recorder.ts';
import { RecordedPolicy } from '../../../recording/recorded-policy.ts';
import type { ConversationDocument, Hold, LeaseDocument } from '../../../stores/documents.ts';
import type { SettingsInForce } from '../../../stores/settings-in-force.ts';
import type { UseCaseContext } from '../../context.ts';
import { Alarms } from './alarms.ts';
import type { Timers } from './alarms.ts';
import { KnownAgents } from './known-agents.ts';
import { Lanes } from './lanes.ts';
import { OffersHeard } from './offers-heard.ts';
import { PoolSettings } from './pool-settings.ts';
import { Standings } from './standings.ts';

/** Thrown within a term when somebody with a higher epoch has taken the pool: nothing more may be written. */
export class DeposedError extends Error {
  readonly code = 'deposed';
  readonly retryable = false;
}

export interface TermOptions {
  readonly context: UseCaseContext;
  readonly pool: string;
  readonly replicaId: string;
  readonly soleOwner: boolean;
  readonly lease: LeaseDocument;
  /** In force when it begins. */
  readonly settings: SettingsInForce;
  /** Takes down what goes into decisions; default: nobody does. */
  readonly recorder?: InputRecorder;
  readonly timers: Timers;
  /** Settles a conversation and offers what waits. */
  readonly lookAt: (term: Term, conversationId: ConversationId) => Promise<void>;
  /** Called once, when a higher epoch was met. */
  readonly onDeposed: () => void;
}

/** Conversations worked on at the same time: enough to fill the store's group commits. */
const MAX_AT_ONCE = 64;
const RETRY_MS = 1_000;

/**
 * One owner's term over a pool, at one epoch: everything it knows and has under way. It ends by `stop` or when it meets
 * a higher epoch; a new term starts from the store.
 */
export class Term {
  readonly context: UseCaseContext;
  readonly pool: string;
  readonly replicaId: string;
  readonly soleOwner: boolean;
  readonly epoch: number;
  readonly policy: RecordedPolicy;
  readonly recorder: InputRecorder;
  readonly agents: KnownAgents;
  readonly alarms: Alarms;
  readonly agentLanes = new Lanes();
  /** Conversations being offered: decided, their writes under way. */
  readonly offering = new Set<ConversationId>();
  /** What each waiting conversation will cost whoever gets it. */
  readonly waitingHolds = new Map<ConversationId, Hold>();
  /** A write of ours, or of an owner before, may still reach these conversations: before a hold of theirs is dropped, they are stamped. */
  readonly unsure = new Set<ConversationId>();
  readonly offersHeard = new OffersHeard();
  readonly standings = new Standings();
  /** Validity of other replicas' leases, epoch ms. */
  readonly replicas = new Map<string, number>();
  lease: LeaseDocument;
  settings: PoolSettings;
  /** Explanations being written. */
  explaining = 0;
  /** False while it is being built: nothing is offered before all is known. */
  ready = false;

  readonly #onDeposed: () => void;
  readonly #lookAt: TermOptions['lookAt'];
  readonly #conversationLanes = new Lanes();
  readonly #tasks = new Set<Promise<void>>();
  readonly #queue: (() => void)[] = [];
  #running = 0;
  #ended = false;

  constructor(options: TermOptions) {
    const { context, pool, replicaId, soleOwner, lease, timers, lookAt, onDeposed } = options;
    const { recorder = NO_RECORDING } = options;
    this.pool = pool;
    this.recorder = {
      begin: (begun, fullState) => recorder.begin(begun, fullState),
      // What an ended term still has under way would stand among the inputs of the one that follows it.
      note: (input) => {
        if (!this.#ended) recorder.note(input);
      },
    };
    this.settings = new PoolSettings(options.settings, pool, context.settings);
    this.replicaId = replicaId;
    this.soleOwner = soleOwner;
    this.lease = lease;
    this.epoch = lease.epoch;
    this.#onDeposed = onDeposed;
    this.#lookAt = lookAt;
    this.alarms = new Alarms(timers, context.now);
    this.context = {
      ...context,
      // The owner waits for no listener: an event is a hint, and a lost one is made good by the next `rev`.
      announce: (events) => this.detach(() => context.announce(events)),
    };
    const { now, newId } = context;
    this.policy = new RecordedPolicy(this.settings.forPolicy, {
      recorder: this.recorder,
      epoch: lease.epoch,
      now,
      newId,
    });
    this.agents = new KnownAgents({
      pool,
      policy: this.policy,
      now: context.now,
      startedAt: context.now(),
      graceMs: context.settings.graceMs,
      isReplicaAlive: (id) => id === replicaId || (this.replicas.get(id) ?? 0) > context.now(),
    });
  }

  get ended(): boolean {
    return this.#ended;
  }

  /** Tasks waiting for their turn. */
  get backlog(): number {
    return this.#queue.length;
  }

  /** Other settings count from now on; what is older than those in force is ignored. */
  adopt(settings: SettingsInForce): void {
    if (settings.version <= this.settings.version) return;
    this.settings = new PoolSettings(settings, this.pool, this.context.settings);
    this.policy.setSettings(this.settings.forPolicy, this.context.now());
  }

  lookAt(conversationId: ConversationId): void {
    void this.#lookAt(this, conversationId);
  }

  /** Runs work on one conversation after what is under way for it. What fails is looked at again in a second. */
  onConversation(conversationId: ConversationId, work: () => Promise<void>): Promise<void> {
    return this.#track(async () => {
      await this.#turn();
      try {
        await this.#conversationLanes.run(conversationId, async () => {
          if (!this.#ended) await work();
        });
      } catch (error) {
        this.failed(error, { conversationId });
        if (!this.#ended) {
          this.unsure.add(conversationId);
          this.alarms.set(`retry ${conversationId}`, this.context.now() + RETRY_MS, () => this.lookAt(conversationId));
        }
      } finally {
        this.#running -= 1;
        this.#queue.shift()?.();
      }
    });
  }

  /** Runs work whose failure only a log line tells. */
  async detach(work: () => Promise<unknown>): Promise<void> {
    void this.#track(async () => {
      try {
        await work();
      } catch (error) {
        this.failed(error, {});
      }
    });
  }

  /** Ends the term if the error says so; else tells it. */
  failed(error: unknown, about: { readonly conversationId?: ConversationId }): void {
    if (this.#ended) return;
    if (error instanceof DeposedError) {
      this.end();
      this.context.logger.warn({ pool: this.pool, epoch: this.epoch }, 'pool taken over by another owner');
      this.#onDeposed();
      return;
    }
    const level = isRetryable(error) ? 'warn' : 'error';
    this.context.logger[level]({ err: error, pool: this.pool, ...about }, 'assignment: will be tried again');
  }

  end(): void {
    this.#ended = true;
    this.alarms.clearAll();
  }

  /** Resolves when nothing is under way any more. */
  async idle(): Promise<void> {
    while (this.#tasks.size > 0) await Promise.allSettled(this.#tasks);
  }

  async #turn(): Promise<void> {
    if (this.#running >= MAX_AT_ONCE) await new Promise<void>((resolve) => this.#queue.push(resolve));
    this.#running += 1;
  }

  #track(work: () => Promise<void>): Promise<void> {
    const task = work().finally(() => this.#tasks.delete(task));
    this.#tasks.add(task);
    return task;
  }
}

/** Faults of infrastructure pass; others are faults of ours and should be seen. */
function isRetryable(error: unknown): boolean {
  return error instanceof Error && 'retryable' in error && error.retryable === true;
}

export function isWaiting(document: ConversationDocument): boolean {
  const { state, waitingSince, assigneeId, reservation } = document;
  return state === 'open' && waitingSince !== undefined && assigneeId === undefined && reservation === undefined;
}

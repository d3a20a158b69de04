import { ASSIGNMENT_COMMANDS, assignmentCommandSchema, CONSUMER_GROUPS } from '@onethread/contracts';
import type { AgentId, Answer, AssignmentCommand, AssignmentRequest, ConversationId, Wake } from '@onethread/contracts';
import { PoisonRecordError } from '@onethread/log';
import type { EventLog, LogRecord, OutgoingRecord, Subscription } from '@onethread/log';
import type { InputRecorder } from '../../../recording/input-recorder.ts';
import { LEASE_VALID_MS } from '../../../stores/leases.ts';
import type { UseCaseContext } from '../../context.ts';
import type { AgentStream } from '../agent-streams.ts';
import { processTimers } from './alarms.ts';
import type { Timers } from './alarms.ts';
import { answerRequest } from './answer-request.ts';
import { Asked } from './asked.ts';
import { lookAtAgent, lookAtConversation } from './look-at.ts';
import { Pools } from './pools.ts';
import type { Ownership } from './ownership.ts';
import { ReplicaLife } from './replica-life.ts';
import type { Term } from './term.ts';

export interface PoolOwnersOptions {
  /** A new one for each life of a process: what an earlier life left open counts as lost. */
  readonly replicaId: string;
  readonly log: EventLog;
  /** Nothing else can run on this store (the data folder is locked): takes over at once and keeps no leases. Default false. */
  readonly soleOwner?: boolean;
  /** How long the leases of pools and replica hold after their last renewal; renewed every third of it. Default 15 s. */
  readonly leaseMs?: number;
  /**
   * Agents' streams that are open on this replica, with this `replicaId`. What is written of them is compared with it
   * every third of `leaseMs` and put right. Default: none, and nothing is put right.
   */
  readonly streams?: () => Iterable<AgentStream>;
  /** Takes down what goes into a pool's decisions; asked once for each pool. Default: nobody does. */
  readonly recorderOf?: (pool: string) => InputRecorder;
  /** Default: the process's timers. */
  readonly timers?: Timers;
}

/** This replica's part in owning the pools: of each it is the owner, or its substitute. */
export interface PoolOwners {
  /** Whether this replica is the owner of a pool. */
  owns(pool: string): boolean;
  /** Does a request here, or has its pool's owner do it wherever that runs. `failed`: not done or not known in 10 s; ask again. */
  ask(request: AssignmentRequest): Promise<Answer>;
  /** Looks at a conversation, or at all, in the pools that this replica owns. */
  wake(conversationId?: ConversationId): void;
  /** A change of a conversation came back through the log: agents' replicas hear of it as well. */
  heard(conversationId: ConversationId, rev: number): void;
  /** Other settings may be in force: pools that they name begin, and all decide by them. */
  settingsHeard(): void;
  /** Takes a wake off the hands of `publish` if this replica is the owner of its pool: false otherwise. See `wakeDirectly`. */
  deliver(record: OutgoingRecord): boolean;
  /** No more offers; finishes the writes under way and leaves the pools to others. */
  stop(): Promise<void>;
}

/** Thrown for a command that only a pool's owner can do while another replica is it: the log hands it out again. */
class NotOwnerError extends Error {
  readonly code = 'not-owner';
  readonly retryable = true;
}

/** Beyond so many conversations to look at in a pool, the topic waits. */
const MAX_BACKLOG = 5_000;
/** A person's request is not done any more after so long: far more than any wait for an answer, and than clocks differ. */
const STALE_REQUEST_MS = 60_000;

/**
 * Makes this replica the owner of each pool or its substitute: of those that the settings name, of those that agents are
 * in, and of any that a command names. A pool has one owner at a time: who takes its lease raises its epoch, every write
 * of an agent carries the epoch, and whoever meets a higher one gives up. `soleOwner` resolves when all is read and offers
 * are made; throws the store's and the log's errors.
 */
export async function startPoolOwners(context: UseCaseContext, options: PoolOwnersOptions): Promise<PoolOwners> {
  const { replicaId, log, soleOwner = false, timers = processTimers, streams = () => [], recorderOf } = options;
  const { leaseMs = LEASE_VALID_MS } = options;
  const own = { replicaId, soleOwner, timers, leaseMs };
  // What one pool's owner has another's do goes the shortest way as well.
  const publish = wakeDirectly(context.publish, { deliver: (record) => deliver(record) });
  const pools = new Pools({ ...context, publish }, { ...own, ...(recorderOf ? { recorderOf } : {}) });
  const life = new ReplicaLife(context, { ...own, streams });
  const asked = new Asked(timers);
  const subscriptions: Subscription[] = [];

  const send = async (command: AssignmentCommand): Promise<void> => {
    const { pool } = command;
    await context.publish([{ topic: ASSIGNMENT_COMMANDS.name, key: pool, value: JSON.stringify(command) }]);
  };

  const handle = async (record: LogRecord): Promise<void> => {
    const command = parse(record.value);
    if (command === undefined) throw new PoisonRecordError('invalid-command', 'not an assignment command');
    if (command.type === 'answer') return;
    const { pool } = command;
    const ownership = await pools.open(pool);
    if (ownership === undefined) throw new PoisonRecordError('too-many-pools', 'this replica has too many pools');
    const term = await ownership.claim();
    if (term === undefined) throw new NotOwnerError(`pool ${pool} is owned by another replica`);
    if (command.type === 'wake') return await wakeBounded(ownership, term, command);
    // Nobody waits for it any more: what is done this late surprises whoever asked.
    const isPersons = command.type === 'take' || command.type === 'assign';
    if (isPersons && context.now() - record.timestamp > STALE_REQUEST_MS) return;
    const outcome = await answerRequest(term, command);
    if (outcome.outcome === 'failed' && term.ended) throw new NotOwnerError(`pool ${pool} was taken over`);
    await send({ version: 1, type: 'answer', pool, requestId: command.requestId, ...outcome });
  };

  await life.start();
  await pools.start();
  if (!soleOwner) {
    subscriptions.push(
      await log.broadcast({
        topic: ASSIGNMENT_COMMANDS.name,
        handle: (record) => {
          const command = parse(record.value);
          if (command?.type === 'answer') asked.noteAnswer(command);
        },
      }),
    );
  }
  subscriptions.push(await log.subscribe({ topic: ASSIGNMENT_COMMANDS.name, group: CONSUMER_GROUPS.assigner, handle }));

  return {
    owns: (pool) => pools.get(pool)?.term !== undefined,
    ask: async (request) => {
      const { requestId, pool } = request;
      const term = (await pools.open(pool))?.term;
      const here = term && (await answerRequest(term, request));
      // A term that met its end over it leaves it to whoever owns the pool by now.
      const isAnswer = here !== undefined && !(here.outcome === 'failed' && term?.ended === true);
      const outcome = isAnswer ? here : await asked.answerTo(requestId, () => send(request));
      return { version: 1, type: 'answer', pool, requestId, ...outcome };
    },
    wake: (conversationId) => {
      for (const { pool, ownership, term } of pools.owned()) {
        wake(ownership, term, { version: 1, type: 'wake', pool, ...(conversationId ? { conversationId } : {}) });
      }
    },
    heard: (conversationId, rev) => {
      for (const { term } of pools.owned()) term.offersHeard.heard(conversationId, rev, context.now());
    },
    settingsHeard: () => pools.settingsHeard(),
    deliver,
    stop: async () => {
      await Promise.all(subscriptions.map((subscription) => subscription.stop()));
      asked.giveUp();
      await pools.stop();
      await life.stop();
    },
  };

  function deliver(record: OutgoingRecord): boolean {
    if (record.topic !== ASSIGNMENT_COMMANDS.name || record.key === undefined) return false;
    const ownership = pools.get(record.key);
    const term = ownership?.term;
    if (ownership === undefined || term === undefined) return false;
    const command = parse(record.value);
    if (command?.type !== 'wake' || command.pool !== record.key || term.backlog > MAX_BACKLOG) return false;
    wake(ownership, term, command);
    return true;
  }
}

function wake(ownership: Ownership, term: Term, { conversationId, agentId }: Wake): void {
  if (conversationId !== undefined) term.lookAt(conversationId as ConversationId);
  if (agentId !== undefined) void term.detach(() => lookAtAgent(term, agentId as AgentId));
  if (conversationId === undefined && agentId === undefined) void term.detach(() => ownership.audit());
}

async function wakeBounded(ownership: Ownership, term: Term, command: Wake): Promise<void> {
  if (term.backlog > MAX_BACKLOG && command.conversationId !== undefined) {
    await lookAtConversation(term, command.conversationId as ConversationId);
  } else {
    wake(ownership, term, command);
  }
}

/**
 * `publish` for the process that owns pools: its wakes go to their owner by a call, not over the log. None is lost by it:
 * an owner that dies leaves all to the next, which reads the store.
 */
export function wakeDirectly(
  publish: UseCaseContext['publish'],
  owners: Pick<PoolOwners, 'deliver'>,
): UseCaseContext['publish'] {
  return async (records) => {
    const others = records.filter((record) => !owners.deliver(record));
    if (others.length > 0) await publish(others);
  };
}

function parse(value: string): AssignmentCommand | undefined {
  try {
    return assignmentCommandSchema.safeParse(JSON.parse(value)).data;
  } catch {
    return undefined;
  }
}

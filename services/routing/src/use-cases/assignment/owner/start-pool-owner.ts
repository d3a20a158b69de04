import { ASSIGNMENT_COMMANDS, assignmentCommandSchema, CONSUMER_GROUPS } from '@onethread/contracts';
import type { AgentId, Answer, AssignmentCommand, AssignmentRequest, ConversationId, Wake } from '@onethread/contracts';
import { PoisonRecordError } from '@onethread/log';
import type { EventLog, LogRecord, OutgoingRecord, Subscription } from '@onethread/log';
import { LEASE_VALID_MS } from '../../../stores/leases.ts';
import type { UseCaseContext } from '../../context.ts';
import type { AgentStream } from '../agent-streams.ts';
import { processTimers } from './alarms.ts';
import type { Timers } from './alarms.ts';
import { answerRequest } from './answer-request.ts';
import { Asked } from './asked.ts';
import { lookAtAgent, lookAtConversation } from './look-at.ts';
import { Ownership } from './ownership.ts';
import type { Term } from './term.ts';

export interface PoolOwnerOptions {
  readonly pool: string;
  /** A new one for each life of a process: what an earlier life left open counts as lost. */
  readonly replicaId: string;
  readonly log: EventLog;
  /** Nothing else can run on this store (the data folder is locked): takes over at once and keeps no leases. Default false. */
  readonly soleOwner?: boolean;
  /** How long the leases of pool and replica hold after their last renewal; renewed every third of it. Default 15 s. */
  readonly leaseMs?: number;
  /**
   * Agents' streams that are open on this replica, with this `replicaId`. What is written of them is compared with it
   * at every renewal and put right. Default: none, and nothing is put right.
   */
  readonly streams?: () => Iterable<AgentStream>;
  /** Default: the process's timers. */
  readonly timers?: Timers;
}

/** This replica's part in owning a pool: the owner, or its substitute. */
export interface PoolOwner {
  /** True while this replica is the owner. */
  readonly owns: boolean;
  /** Does a request here, or has the owner do it wherever it runs. `failed`: not done or not known in 10 s; ask again. */
  ask(request: AssignmentRequest): Promise<Answer>;
  /** Looks at a conversation, or at all, if this replica is the owner. */
  wake(conversationId?: ConversationId): void;
  /** A change of a conversation came back through the log: agents' replicas hear of it as well. */
  heard(conversationId: ConversationId, rev: number): void;
  /** Takes a wake for this pool off the hands of `publish` if this replica is the owner: false otherwise. See `wakeDirectly`. */
  deliver(record: OutgoingRecord): boolean;
  /** No more offers; finishes the writes under way and leaves the pool to others. */
  stop(): Promise<void>;
}

/** Thrown for a command that only the pool's owner can do while another replica is it: the log hands it out again. */
class NotOwnerError extends Error {
  readonly code = 'not-owner';
  readonly retryable = true;
}

/** Beyond so many conversations to look at, the topic waits. */
const MAX_BACKLOG = 5_000;
/** A request to take a conversation is not done any more after so long: far more than any wait for an answer, and than clocks differ. */
const STALE_TAKE_MS = 60_000;

/**
 * Makes this replica the pool's owner or its substitute. There is one owner at a time: who takes the pool's lease raises its epoch,
 * every write of an agent carries the epoch, and whoever meets a higher one gives up. `soleOwner` resolves when all is
 * read and offers are made; throws the store's and the log's errors.
 */
export async function startPoolOwner(context: UseCaseContext, options: PoolOwnerOptions): Promise<PoolOwner> {
  const { pool, replicaId, log, soleOwner = false, timers = processTimers, streams = () => [] } = options;
  const { leaseMs = LEASE_VALID_MS } = options;
  const ownership = new Ownership(context, { pool, replicaId, soleOwner, timers, leaseMs, streams });
  const asked = new Asked(timers);
  const subscriptions: Subscription[] = [];

  const publish = async (command: AssignmentCommand): Promise<void> => {
    await context.publish([{ topic: ASSIGNMENT_COMMANDS.name, key: pool, value: JSON.stringify(command) }]);
  };

  const handle = async (record: LogRecord): Promise<void> => {
    const command = parse(record.value);
    if (command === undefined) throw new PoisonRecordError('invalid-command', 'not an assignment command');
    if (command.pool !== pool || command.type === 'answer') return;
    const term = await ownership.claim();
    if (term === undefined) throw new NotOwnerError(`pool ${pool} is owned by another replica`);
    if (command.type === 'wake') return await wakeBounded(term, command);
    // Nobody waits for it any more: what is done this late surprises whoever asked.
    if (command.type === 'take' && context.now() - record.timestamp > STALE_TAKE_MS) return;
    const outcome = await answerRequest(term, command);
    if (outcome.outcome === 'failed' && term.ended) throw new NotOwnerError(`pool ${pool} was taken over`);
    await publish({ version: 1, type: 'answer', pool, requestId: command.requestId, ...outcome });
  };

  await ownership.start();
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
    get owns() {
      return ownership.term !== undefined;
    },
    ask: async (request) => {
      const { term } = ownership;
      const { requestId } = request;
      const here = term && (await answerRequest(term, request));
      // A term that met its end over it leaves it to whoever owns the pool by now.
      const isAnswer = here !== undefined && !(here.outcome === 'failed' && term?.ended === true);
      const outcome = isAnswer ? here : await asked.answerTo(requestId, () => publish(request));
      return { version: 1, type: 'answer', pool, requestId, ...outcome };
    },
    wake: (conversationId) => {
      const { term } = ownership;
      if (term) wake(term, { version: 1, type: 'wake', pool, ...(conversationId ? { conversationId } : {}) });
    },
    heard: (conversationId, rev) => ownership.term?.offersHeard.heard(conversationId, rev, context.now()),
    deliver: (record) => {
      const { term } = ownership;
      if (term === undefined || record.topic !== ASSIGNMENT_COMMANDS.name || record.key !== pool) return false;
      const command = parse(record.value);
      if (command?.type !== 'wake' || term.backlog > MAX_BACKLOG) return false;
      wake(term, command);
      return true;
    },
    stop: async () => {
      await Promise.all(subscriptions.map((subscription) => subscription.stop()));
      asked.giveUp();
      await ownership.stop();
    },
  };

  function wake(term: Term, { conversationId, agentId }: Wake): void {
    if (conversationId !== undefined) term.lookAt(conversationId as ConversationId);
    if (agentId !== undefined) void term.detach(() => lookAtAgent(term, agentId as AgentId));
    if (conversationId === undefined && agentId === undefined) void term.detach(() => ownership.audit());
  }

  async function wakeBounded(term: Term, command: Wake): Promise<void> {
    if (term.backlog > MAX_BACKLOG && command.conversationId !== undefined) {
      await lookAtConversation(term, command.conversationId as ConversationId);
    } else {
      wake(term, command);
    }
  }
}

/**
 * `publish` for the process that owns the pool: its wakes go to the owner by a call, not over the log. None is lost by it:
 * an owner that dies leaves all to the next, which reads the store.
 */
export function wakeDirectly(
  publish: UseCaseContext['publish'],
  owner: Pick<PoolOwner, 'deliver'>,
): UseCaseContext['publish'] {
  return async (records) => {
    const others = records.filter((record) => !owner.deliver(record));
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

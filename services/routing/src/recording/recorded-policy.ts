import { isDeepStrictEqual } from 'node:util';
import type { AgentId, ConversationId, RecordedInput } from '@onethread/contracts';
import { AssignmentPolicy } from '../domain/assignment/policy.ts';
import type {
  AgentState,
  Decision,
  DecisionInputs,
  DropReason,
  PolicySettings,
  WaitingConversation,
  WaitingReasons,
} from '../domain/assignment/terms.ts';
import type { InputRecorder } from './input-recorder.ts';

type Waiting = Extract<RecordedInput, { readonly type: 'waiting' }>;

/** What is recorded of a waiting conversation beside what the policy is told. */
export type Provenance = Pick<Waiting, 'ruleId' | 'facts'>;

export interface RecordedPolicyOptions {
  readonly recorder: InputRecorder;
  readonly epoch: number;
  /** Epoch ms. */
  readonly now: () => number;
  readonly newId: () => string;
}

/**
 * The policy of one owner's term, which takes down every call that can change a decision, so that a replay is the same
 * calls again. What changes nothing is neither passed on nor written. `answered` and `released` are the owner's to note.
 */
export class RecordedPolicy {
  readonly #policy: AssignmentPolicy;
  readonly #recorder: InputRecorder;
  readonly #now: () => number;
  readonly #newId: () => string;
  readonly #agentIds = new Set<AgentId>();
  readonly #provenance = new Map<ConversationId, Provenance>();
  #version: number;

  /** Begins the recording of a term. */
  constructor(settings: PolicySettings, { recorder, epoch, now, newId }: RecordedPolicyOptions) {
    this.#policy = new AssignmentPolicy(settings);
    this.#recorder = recorder;
    this.#now = now;
    this.#newId = newId;
    this.#version = settings.version;
    const at = now();
    recorder.begin({ at, epoch }, () => this.#fullState());
    recorder.note({ type: 'settings', at, version: settings.version });
  }

  get waitingCount(): number {
    return this.#policy.waitingCount;
  }

  agent(agentId: AgentId): AgentState | undefined {
    return this.#policy.agent(agentId);
  }

  waiting(conversationId: ConversationId): WaitingConversation | undefined {
    return this.#policy.waiting(conversationId);
  }

  setSettings(settings: PolicySettings, now: number): void {
    if (settings.version === this.#version) return;
    this.#policy.setSettings(settings, now);
    this.#version = settings.version;
    this.#recorder.note({ type: 'settings', at: now, version: settings.version });
  }

  setAgent(state: AgentState): void {
    // The policy's own count of a decision is told again once it is written: nothing new.
    if (isDeepStrictEqual(this.agent(state.agentId), state)) return;
    this.#policy.setAgent(state);
    this.#agentIds.add(state.agentId);
    this.#recorder.note(agentInput(state, this.#now()));
  }

  removeAgent(agentId: AgentId): void {
    if (!this.#agentIds.delete(agentId)) return;
    this.#policy.removeAgent(agentId);
    this.#recorder.note({ type: 'agent-gone', at: this.#now(), agentId });
  }

  /** `provenance`: how it came into its queue, where that is known. */
  setWaiting(conversation: WaitingConversation, now: number, provenance: Provenance = {}): void {
    const { conversationId } = conversation;
    const isKnown =
      isDeepStrictEqual(this.waiting(conversationId), conversation) &&
      isDeepStrictEqual(this.#provenance.get(conversationId), provenance);
    if (isKnown) return;
    this.#policy.setWaiting(conversation, now);
    this.#provenance.set(conversationId, provenance);
    this.#recorder.note(waitingInput(conversation, provenance, now));
  }

  removeWaiting(conversationId: ConversationId): void {
    if (this.waiting(conversationId) === undefined) return;
    this.#policy.removeWaiting(conversationId);
    this.#provenance.delete(conversationId);
    this.#recorder.note({ type: 'gone', at: this.#now(), conversationId });
  }

  decide(now: number): RecordedDecision | undefined {
    const decision = this.#policy.decide(now);
    if (decision === undefined) return undefined;
    const { conversationId, agentId, choice } = decision;
    const decisionId = this.#newId();
    this.#provenance.delete(conversationId);
    this.#recorder.note({ type: 'decided', at: now, decisionId, conversationId, agentId, choice });
    return Object.assign(decision, { decisionId });
  }

  inputsOf(decision: RecordedDecision): DecisionInputs {
    return this.#policy.inputsOf(decision);
  }

  nextChangeAt(): number | undefined {
    return this.#policy.nextChangeAt();
  }

  reasons(conversationId: ConversationId, now: number): WaitingReasons | undefined {
    return this.#policy.reasons(conversationId, now);
  }

  whyNot(conversation: WaitingConversation, agentId: AgentId, now: number): readonly DropReason[] {
    return this.#policy.whyNot(conversation, agentId, now);
  }

  *#fullState(): Iterable<RecordedInput> {
    const at = this.#now();
    yield { type: 'settings', at, version: this.#version };
    for (const agentId of this.#agentIds) {
      const state = this.agent(agentId);
      if (state !== undefined) yield agentInput(state, at);
    }
    for (const [conversationId, provenance] of this.#provenance) {
      const conversation = this.waiting(conversationId);
      if (conversation !== undefined) yield waitingInput(conversation, provenance, at);
    }
  }
}

/** A decision under the id by which it is recorded. */
export interface RecordedDecision extends Decision {
  readonly decisionId: string;
}

function agentInput(state: AgentState, at: number): RecordedInput {
  const { agentId, availability, capacity, interruptibleCapacity, load, interruptibleLoad, lastAssignedAt } = state;
  return {
    type: 'agent',
    at,
    agentId,
    availability,
    capacity,
    interruptibleCapacity,
    channels: { ...state.channels },
    skills: [...state.skills],
    teams: [...state.teams],
    load,
    interruptibleLoad,
    channelLoad: { ...state.channelLoad },
    lastAssignedAt,
  };
}

function waitingInput(conversation: WaitingConversation, { ruleId, facts }: Provenance, at: number): RecordedInput {
  const { conversationId, waitingSince, queueId, weight, channel, interruptible, priority } = conversation;
  const { keeperId, dueAt } = conversation;
  return {
    type: 'waiting',
    at,
    conversationId,
    waitingSince,
    queueId,
    weight,
    channel,
    interruptible,
    priority,
    skills: [...conversation.skills],
    refusedBy: [...conversation.refusedBy],
    ...(keeperId === undefined ? {} : { keeperId }),
    ...(dueAt === undefined ? {} : { dueAt }),
    ...(ruleId === undefined ? {} : { ruleId }),
    ...(facts === undefined ? {} : { facts }),
  };
}

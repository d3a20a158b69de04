import { isDeepStrictEqual } from 'node:util';
import type { AgentId, ConversationId, RecordedInput } from '@onethread/contracts';
import { AssignmentPolicy } from '../domain/assignment/policy.ts';
import type { PolicySettings } from '../domain/assignment/terms.ts';
import { agentState, waitingConversation } from './recorded-state.ts';

/** Thrown when a recording names settings that are not at hand. */
export class UnknownSettingsError extends Error {
  readonly code = 'unknown-settings';
  readonly version: number;
  constructor(version: number) {
    super(`version ${version} of the settings is not known`);
    this.version = version;
  }
}

export interface Replay {
  /** Decisions that were made again and compared. */
  readonly decisions: number;
  /** Terms, and new starts after a gap. */
  readonly starts: number;
  /** The first that came out otherwise; after it, its term is not compared any further. */
  readonly firstDifference?: Difference;
}

type Decided = Extract<RecordedInput, { readonly type: 'decided' }>;

export interface Difference {
  /** Which input it is, from 0. */
  readonly index: number;
  readonly epoch: number;
  readonly recorded: Decided;
  /** Absent: nobody was given anything. */
  readonly replayed?: Pick<Decided, 'conversationId' | 'agentId' | 'choice'>;
}

/**
 * Makes the recorded calls of a pool's policy again and compares what it decides. `settingsOf` gives the pool's settings
 * of a version. Throws `UnknownSettingsError`.
 */
export async function replayRecording(
  inputs: Iterable<RecordedInput> | AsyncIterable<RecordedInput>,
  settingsOf: (version: number) => PolicySettings | undefined,
): Promise<Replay> {
  const replayer = new Replayer(settingsOf);
  for await (const input of inputs) replayer.take(input);
  return replayer.result;
}

/** One input after another. Inputs before the first start are passed over, and those of a term after a difference. */
export class Replayer {
  readonly #settingsOf: (version: number) => PolicySettings | undefined;
  #policy: AssignmentPolicy | undefined;
  /** A start was read: the next settings begin a policy. */
  #isStarting = false;
  #version = -1;
  #epoch = 0;
  #index = -1;
  #decisions = 0;
  #starts = 0;
  #firstDifference: Difference | undefined;

  constructor(settingsOf: (version: number) => PolicySettings | undefined) {
    this.#settingsOf = settingsOf;
  }

  get result(): Replay {
    const firstDifference = this.#firstDifference;
    return { decisions: this.#decisions, starts: this.#starts, ...(firstDifference ? { firstDifference } : {}) };
  }

  take(input: RecordedInput): void {
    this.#index += 1;
    if (input.type === 'term') {
      // What a checkpoint tells is known already to whoever read what was before.
      if (input.again === 'checkpoint' && this.#epoch === input.epoch && this.#starts > 0) return;
      this.#epoch = input.epoch;
      this.#policy = undefined;
      this.#isStarting = true;
    } else if (input.type === 'settings') this.#putSettings(input.version, input.at);
    else if (this.#policy !== undefined) this.#tell(this.#policy, input);
  }

  #putSettings(version: number, at: number): void {
    const isKnown = this.#policy !== undefined && version === this.#version;
    if (isKnown || (this.#policy === undefined && !this.#isStarting)) return;
    const settings = this.#settingsOf(version);
    if (settings === undefined) throw new UnknownSettingsError(version);
    this.#version = version;
    if (this.#policy !== undefined) return this.#policy.setSettings(settings, at);
    this.#isStarting = false;
    this.#starts += 1;
    this.#policy = new AssignmentPolicy(settings);
  }

  #tell(policy: AssignmentPolicy, input: Exclude<RecordedInput, { readonly type: 'term' | 'settings' }>): void {
    switch (input.type) {
      case 'agent': {
        const state = agentState(input);
        if (!isDeepStrictEqual(policy.agent(state.agentId), state)) policy.setAgent(state);
        return;
      }
      case 'agent-gone':
        return policy.removeAgent(input.agentId as AgentId);
      case 'waiting': {
        const conversation = waitingConversation(input);
        const isKnown = isDeepStrictEqual(policy.waiting(conversation.conversationId), conversation);
        if (!isKnown) policy.setWaiting(conversation, input.at);
        return;
      }
      case 'gone':
        return policy.removeWaiting(input.conversationId as ConversationId);
      case 'decided':
        return this.#compare(policy, input);
      case 'answered':
      case 'released':
        return;
    }
  }

  #compare(policy: AssignmentPolicy, recorded: Decided): void {
    const decision = policy.decide(recorded.at);
    this.#decisions += 1;
    const isSame =
      decision?.conversationId === recorded.conversationId &&
      decision.agentId === recorded.agentId &&
      decision.choice === recorded.choice;
    if (isSame) return;
    this.#policy = undefined;
    const replayed =
      decision === undefined
        ? {}
        : {
            replayed: {
              conversationId: decision.conversationId,
              agentId: decision.agentId,
              choice: decision.choice,
            },
          };
    this.#firstDifference ??= { index: this.#index, epoch: this.#epoch, recorded, ...replayed };
  }
}

import { isDeepStrictEqual } from 'node:util';
import type { AgentId, ConversationId, RecordedInput } from '@onethread/contracts';
import type { AgentState } from '../domain/assignment/terms.ts';
import { agentState } from './recorded-state.ts';
import type { AgentTimeline, CarriedHold, Offer, Stay, Traffic } from './traffic.ts';

/** What comes back within this time came back because it was released. */
const AT_ONCE_MS = 1_000;
/** Why an agent who passed a conversation on no longer has it. */
const HANDED_OVER = 'transferred';

type Kind<Type extends RecordedInput['type']> = Extract<RecordedInput, { readonly type: Type }>;
type Draft<Type> = { -readonly [Key in keyof Type]: Type[Key] };

interface StayDraft extends Draft<Omit<Stay, 'offers'>> {
  readonly offers: Draft<Offer>[];
  releasedFor?: string;
}

/** Reads what happened out of what was recorded, one input after another. */
export class TrafficReader {
  readonly #stays: StayDraft[] = [];
  /** The latest stay of each conversation. */
  readonly #latest = new Map<ConversationId, StayDraft>();
  readonly #agents = new Map<AgentId, Draft<AgentTimeline> & { changes: { at: number; state?: AgentState }[] }>();
  readonly #carried: CarriedHold[] = [];
  readonly #versions: { at: number; version: number }[] = [];
  #begins: number | undefined;

  take(input: RecordedInput): void {
    this.#begins ??= input.at;
    switch (input.type) {
      case 'term':
        return;
      case 'settings':
        if (this.#versions.at(-1)?.version !== input.version)
          this.#versions.push({ at: input.at, version: input.version });
        return;
      case 'agent':
        return this.#changeAgent(input);
      case 'agent-gone':
        return void this.#agents.get(input.agentId as AgentId)?.changes.push({ at: input.at });
      case 'waiting':
        return this.#wait(input);
      case 'gone':
        return this.#leave(input);
      case 'decided':
        this.#open(input)?.offers.push({ agentId: input.agentId as AgentId, at: input.at });
        return;
      case 'answered':
        return this.#answer(input);
      case 'released':
        return this.#release(input);
    }
  }

  traffic(span: { readonly from: number; readonly to: number }): Traffic {
    return {
      ...span,
      begins: this.#begins ?? span.from,
      stays: this.#stays,
      agents: this.#agents,
      carried: this.#carried,
      versions: this.#versions,
    };
  }

  #changeAgent(input: Kind<'agent'>): void {
    const { agentId, ...state } = agentState(input);
    const timeline = this.#agents.get(agentId);
    const next = { at: input.at, state: { agentId, ...state } };
    if (timeline === undefined) this.#agents.set(agentId, { agentId, changes: [next] });
    else if (!isSameAgent(timeline.changes.at(-1)?.state, next.state)) timeline.changes.push(next);
  }

  #wait({ type: _type, at, ...waiting }: Kind<'waiting'>): void {
    const conversationId = waiting.conversationId as ConversationId;
    const before = this.#latest.get(conversationId);
    if (before !== undefined && !isOver(before)) {
      before.waiting = { ...before.waiting, queueId: waiting.queueId };
      return;
    }
    const stay: StayDraft = {
      conversationId,
      nth: before === undefined ? 0 : before.nth + 1,
      arrivedAt: at,
      waiting,
      offers: [],
      followsRelease: before?.releasedAt !== undefined && at - before.releasedAt <= AT_ONCE_MS,
    };
    this.#stays.push(stay);
    this.#latest.set(conversationId, stay);
  }

  #leave({ conversationId, at }: Kind<'gone'>): void {
    const stay = this.#open({ conversationId });
    if (stay !== undefined) stay.leftAt = at;
  }

  #answer({ conversationId, agentId, outcome, at }: Kind<'answered'>): void {
    const stay = this.#latest.get(conversationId as ConversationId);
    if (stay === undefined || stay.given !== undefined) return;
    const offer = stay.offers.findLast((each) => each.agentId === agentId && each.outcome === undefined);
    if (offer !== undefined) Object.assign(offer, { outcome, answeredAt: at });
    if (outcome === 'accepted') this.#give(stay, agentId as AgentId, at);
  }

  #release(input: Kind<'released'>): void {
    const { conversationId, at, reason, weight, channel, interruptible } = input;
    const agentId = input.agentId as AgentId;
    const stay = this.#latest.get(conversationId as ConversationId);
    // Handed from one to the other without waiting: somebody had it all the time.
    if (stay?.releasedAt !== undefined && stay.releasedFor === HANDED_OVER) {
      Object.assign(stay, { releasedAt: at, releasedFor: reason });
      return;
    }
    if (stay === undefined || stay.releasedAt !== undefined) {
      const cost = {
        ...(weight === undefined ? {} : { weight }),
        ...(channel === undefined ? {} : { channel }),
        ...(interruptible === undefined ? {} : { interruptible }),
      };
      this.#carried.push({ agentId, releasedAt: at, ...cost });
      return;
    }
    // Taken by hand, or accepted on a replica whose word is missing: since it was offered or ceased to wait.
    if (stay.given === undefined) this.#give(stay, agentId, stay.offers.at(-1)?.at ?? stay.leftAt ?? stay.arrivedAt);
    Object.assign(stay, { releasedAt: at, releasedFor: reason });
  }

  #give(stay: StayDraft, agentId: AgentId, at: number): void {
    stay.given = { agentId, at };
    delete stay.leftAt;
  }

  /** The stay of a conversation that waits or is offered. */
  #open({ conversationId }: { readonly conversationId: string }): StayDraft | undefined {
    const stay = this.#latest.get(conversationId as ConversationId);
    return stay === undefined || isOver(stay) ? undefined : stay;
  }
}

/** Nothing more comes of it but its release: a conversation that waits again is on its next stay. */
function isOver({ given, leftAt }: Pick<Stay, 'given' | 'leftAt'>): boolean {
  return given !== undefined || leftAt !== undefined;
}

/** What is held is not the agent's own doing. */
function isSameAgent(a: AgentState | undefined, b: AgentState): boolean {
  if (a === undefined) return false;
  const { load, interruptibleLoad, channelLoad, lastAssignedAt } = b;
  return isDeepStrictEqual({ ...a, load, interruptibleLoad, channelLoad, lastAssignedAt }, b);
}

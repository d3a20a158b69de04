import type { RecordedInput } from '@onethread/contracts';
import type { PolicySettings } from '../../domain/assignment/terms.ts';

type Agent = Extract<RecordedInput, { readonly type: 'agent' }>;
type Waiting = Extract<RecordedInput, { readonly type: 'waiting' }>;
type Decided = Extract<RecordedInput, { readonly type: 'decided' }>;

/**
 * Adds up what each agent and team holds, from a recording and without the policy, and tells which decision gave more than
 * fitted by the abilities and settings of its time. What is held beyond them for other reasons (a person gave it, the
 * capacity was lowered) is no fault: only that a decision adds to it would be.
 */
export class RecordedRoom {
  readonly #agents = new Map<string, Agent>();
  readonly #waiting = new Map<string, Waiting>();
  readonly #teams = new Map<string, number>();
  #limits: ReadonlyMap<string, number> = new Map();

  /** Other settings count from here on. */
  adopt({ teams }: PolicySettings): void {
    this.#limits = new Map(teams.flatMap(({ id, maxLoad }) => (maxLoad === undefined ? [] : [[id, maxLoad] as const])));
  }

  /** The limits that a decision exceeds, in words; nothing for what is no decision. */
  take(input: RecordedInput): readonly string[] {
    switch (input.type) {
      case 'term':
        this.#agents.clear();
        this.#waiting.clear();
        this.#teams.clear();
        return [];
      case 'agent':
        this.#put(input);
        return [];
      case 'agent-gone':
        this.#remove(input.agentId);
        return [];
      case 'waiting':
        this.#waiting.set(input.conversationId, input);
        return [];
      case 'gone':
        this.#waiting.delete(input.conversationId);
        return [];
      case 'decided':
        return this.#decided(input);
      case 'settings':
      case 'answered':
      case 'released':
        return [];
    }
  }

  #decided({ conversationId, agentId, decisionId }: Decided): readonly string[] {
    const agent = this.#agents.get(agentId);
    const waiting = this.#waiting.get(conversationId);
    this.#waiting.delete(conversationId);
    if (agent === undefined || waiting === undefined) {
      return [`${conversationId} was given to ${agentId} by ${decisionId}: one of them was not there`];
    }
    const { weight, interruptible, channel } = waiting;
    const held: Agent = {
      ...agent,
      load: agent.load + (interruptible ? 0 : weight),
      interruptibleLoad: agent.interruptibleLoad + (interruptible ? weight : 0),
      channelLoad: { ...agent.channelLoad, [channel]: (own(agent.channelLoad, channel) ?? 0) + weight },
    };
    this.#put(held);
    return this.#exceeded(held, waiting).map((words) => `${agentId} holds ${words} with ${conversationId}`);
  }

  #exceeded(agent: Agent, { interruptible, channel }: Waiting): readonly string[] {
    const limits = [
      interruptible
        ? { held: agent.interruptibleLoad, most: agent.interruptibleCapacity, of: ' of interruptible work' }
        : { held: agent.load, most: agent.capacity, of: '' },
      { held: own(agent.channelLoad, channel) ?? 0, most: own(agent.channels, channel), of: ` on ${channel}` },
      ...agent.teams.map((team) => ({
        held: this.#teams.get(team) ?? 0,
        most: this.#limits.get(team),
        of: ` in the team ${team}`,
      })),
    ];
    return limits.flatMap(({ held, most, of }) =>
      most !== undefined && held > most ? [`${held} of ${most}${of}`] : [],
    );
  }

  #put(agent: Agent): void {
    this.#remove(agent.agentId);
    this.#agents.set(agent.agentId, agent);
    for (const team of agent.teams) this.#teams.set(team, (this.#teams.get(team) ?? 0) + holds(agent));
  }

  #remove(agentId: string): void {
    const known = this.#agents.get(agentId);
    if (known === undefined) return;
    this.#agents.delete(agentId);
    for (const team of known.teams) this.#teams.set(team, (this.#teams.get(team) ?? 0) - holds(known));
  }
}

function holds({ load, interruptibleLoad }: Agent): number {
  return load + interruptibleLoad;
}

/** Names come from outside: one such as "constructor" is no more than a name. */
function own(weights: Readonly<Record<string, number>>, channel: string): number | undefined {
  return Object.hasOwn(weights, channel) ? weights[channel] : undefined;
}

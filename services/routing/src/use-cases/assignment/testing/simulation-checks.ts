import assert from 'node:assert/strict';
import type { AgentId, ConversationId } from '@onethread/contracts';
import { exceededLimits, hasRoomFor } from '../../../stores/agent-load.ts';
import { abilitiesOf } from '../../../stores/agents.ts';
import type { Collections } from '../../../stores/collections.ts';
import type { DecisionDocument } from '../../../stores/decision-documents.ts';
import type { AgentDocument, ConversationDocument, PresenceDocument } from '../../../stores/documents.ts';
import type { UseCaseContext } from '../../context.ts';
import { appendOutcome } from '../../append-outcome.ts';
import { AssignmentTale } from '../../verify/assignment-tale.ts';
import { holdOf } from '../owner/holds.ts';
import { PoolSettings } from '../owner/pool-settings.ts';
import { OFFER_MS, POOLS } from './simulated-settings.ts';
import type { SimulatedSettings } from './simulated-settings.ts';

export interface WorldState {
  readonly agents: readonly AgentDocument[];
  readonly conversations: readonly ConversationDocument[];
}

/** What must hold in the simulation, at any instant and at rest; it remembers what it saw. */
export class SimulationChecks {
  readonly #settings: SimulatedSettings;
  readonly #raw: Collections;
  readonly #accepted = new Map<ConversationId, Set<string>>();
  readonly #decisions = new Set<string>();

  constructor(settings: SimulatedSettings, raw: Collections) {
    this.#settings = settings;
    this.#raw = raw;
  }

  async atAnyInstant(state: WorldState, since: ReadonlyMap<ConversationId, number>): Promise<void> {
    for (const agent of state.agents) assert.deepEqual(exceededLimits(agent), [], `${agent._id} holds too much`);
    this.#checkTeams(state.agents);
    for (const document of state.conversations) {
      checkHolder(document, state.agents);
      const { _id: id, reservation, waitingSince, lastReservation, doneRequests = [] } = document;
      assert.equal(new Set(doneRequests).size, doneRequests.length, `${id}: a request took effect twice`);
      if (waitingSince !== undefined) assert.equal(waitingSince, since.get(id), `${id} lost its age`);
      if (reservation !== undefined) await this.#checkDecision(document, reservation.id, reservation.agentId);
      if (lastReservation?.outcome !== 'accepted') continue;
      const accepted = this.#accepted.get(id) ?? new Set();
      this.#accepted.set(id, accepted.add(lastReservation.id));
    }
  }

  async atRest(state: WorldState, presence: readonly PresenceDocument[], context: UseCaseContext): Promise<void> {
    const now = context.now();
    for (const agent of state.agents) {
      const truth = state.conversations.filter((c) => (c.reservation?.agentId ?? c.assigneeId) === agent._id);
      const held = agent.holds.map((hold) => hold.conversationId);
      const has = truth.map(({ _id }) => _id);
      assert.deepEqual(held.toSorted(), has.toSorted(), `${agent._id} holds what it has`);
      const said = presence.find(({ _id }) => _id === agent._id);
      if (said?.presence !== 'available' || (said.unstableUntil ?? 0) > now) continue;
      const idleAt = this.#poolSettings(agent.pool);
      for (const document of truth) {
        const isIdle = document.live && document.assigneeId !== undefined && idleAt.idleAt(document) <= now;
        assert.ok(!isIdle, `${document._id} is idle and still held`);
      }
      for (const document of state.conversations) {
        const able = isWaiting(document) && this.#canTake(agent, document, state.agents, now);
        assert.ok(!able, `${document._id} waits while ${agent._id} is free`);
      }
    }
    for (const document of state.conversations) await this.#checkFacts(document, context);
  }

  /** Each acceptance was told once; whatever was given has a decision; nobody was told to be asked again who had refused. */
  async #checkFacts({ _id: id, homeId }: ConversationDocument, context: UseCaseContext): Promise<void> {
    await appendOutcome(context, { conversationId: id });
    const page = await this.#raw.entries.find({ index: 'by_stream', equals: [homeId], limit: 1000 });
    const tale = new AssignmentTale();
    for (const entry of page.documents) tale.take(entry);
    assert.deepEqual(tale.offeredAgain, [], id);
    const given = page.documents.flatMap(({ body }) => (body.kind === 'assigned' ? [body] : []));
    const accepted = given.filter(({ reason }) => reason === 'accepted');
    assert.equal(accepted.length, this.#accepted.get(id)?.size ?? 0, `${id}: one fact each`);
    const query = { index: 'by_conversation', equals: [id], limit: 1000 } as const;
    const decided = (await this.#raw.decisions.find(query)).documents;
    for (const { agentId, reason } of given) {
      const match = decided.find((decision) => decision.agentId === agentId && CHOICES[reason]?.(decision));
      assert.ok(match, `${id}: given to ${agentId} (${reason}) without a decision`);
    }
  }

  /** A team is limited within each pool: owners of two pools do not know of each other. */
  #checkTeams(agents: readonly AgentDocument[]): void {
    for (const { id, maxLoad = Infinity } of this.#settings.inForce.teams) {
      for (const pool of POOLS) {
        const members = membersOf(id, pool, agents);
        const held = members.flatMap(({ holds }) => holds.filter(({ beyond }) => beyond === undefined));
        const once = new Map(held.map((hold) => [hold.conversationId, hold.weight]));
        const load = [...once.values()].reduce((sum, weight) => sum + weight, 0);
        assert.ok(load <= maxLoad, `team ${id} holds ${load} of ${maxLoad} in ${pool}`);
      }
    }
  }

  /** Every offer has its decision, made by the settings of its time. */
  async #checkDecision({ _id: id }: ConversationDocument, decisionId: string, agentId: AgentId): Promise<void> {
    if (this.#decisions.has(decisionId)) return;
    this.#decisions.add(decisionId);
    const decision = await this.#raw.decisions.get(decisionId);
    assert.equal(decision?.agentId, agentId, `${id} is offered without a decision`);
    const agent = await this.#raw.agents.get(agentId);
    if (agent !== undefined) assert.ok(this.#mayBeAsked(agent, decision), `${id} is offered to who is not able`);
  }

  #mayBeAsked(agent: AgentDocument, { queueId, step, settingsVersion }: DecisionDocument): boolean {
    const { teams, skills } = abilitiesOf(agent);
    const queue = this.#settings.queue(this.#settings.of(settingsVersion), queueId);
    if (step === 'anyone' || step === 'sticky') return true;
    const asked = step === 'own' ? queue.skills : (queue.relax[0]?.skills ?? queue.skills);
    const isAble = asked.every(({ skill, level }) => skills.some((own) => own.skill === skill && own.level >= level));
    const isMember =
      step === 'overflow' || queue.teams.length === 0 || queue.teams.some((team) => teams.includes(team));
    return isAble && isMember;
  }

  #canTake(
    agent: AgentDocument,
    document: ConversationDocument,
    agents: readonly AgentDocument[],
    now: number,
  ): boolean {
    const { queueId, waitingSince = now, refusedBy, pool } = document;
    if (agent.pool !== pool || agent.disabled || refusedBy.includes(agent._id)) return false;
    const { anyoneAfterSeconds } = this.#settings.queue(this.#settings.inForce, queueId);
    if (anyoneAfterSeconds !== undefined && now - waitingSince < anyoneAfterSeconds * 1000) return false;
    const hold = holdOf(document);
    return hasRoomFor(agent, agent.holds, hold) && this.#teamsHaveRoom(agent, hold.weight, agents);
  }

  #teamsHaveRoom(agent: AgentDocument, weight: number, agents: readonly AgentDocument[]): boolean {
    return abilitiesOf(agent).teams.every((team) => {
      const { maxLoad = Infinity } = this.#settings.inForce.teams.find(({ id }) => id === team) ?? {};
      const members = membersOf(team, agent.pool, agents);
      const load = members.flatMap(({ holds }) => holds).reduce((sum, hold) => sum + hold.weight, 0);
      return load + weight <= maxLoad;
    });
  }

  #poolSettings(pool: string): PoolSettings {
    return new PoolSettings({ version: 1, settings: this.#settings.inForce }, pool, { offerMs: OFFER_MS });
  }
}

function membersOf(team: string, pool: string, agents: readonly AgentDocument[]): readonly AgentDocument[] {
  return agents.filter((agent) => agent.pool === pool && abilitiesOf(agent).teams.includes(team));
}

/** Which decisions a fact can be from. */
const CHOICES: Readonly<Record<string, (decision: DecisionDocument) => boolean>> = {
  accepted: ({ how, choice }) => how === 'offered' || choice === 'taken',
  taken: ({ choice }) => choice === 'taken',
  auto: ({ how }) => how === 'auto',
  transferred: ({ choice }) => choice === 'transferred',
  'assigned-by-supervisor': ({ choice }) => choice === 'assigned',
  'taken-over': ({ choice }) => choice === 'taken-over',
  forced: ({ forced }) => forced === true,
};

function checkHolder(document: ConversationDocument, agents: readonly AgentDocument[]): void {
  const { _id: id, reservation, assigneeId, refusedBy, pool } = document;
  assert.ok(reservation === undefined || assigneeId === undefined, `${id} is offered and assigned`);
  if (reservation !== undefined) {
    assert.ok(!refusedBy.includes(reservation.agentId), `${id} is offered to who refused it`);
  }
  const holder = agents.find((agent) => agent._id === (reservation?.agentId ?? assigneeId));
  if (holder === undefined) return;
  assert.equal(holder.pool, pool, `${id} is in another pool than ${holder._id}`);
  const isHeld = holder.holds.some((hold) => hold.conversationId === id);
  assert.ok(isHeld, `${id} is not held by ${holder._id}`);
}

function isWaiting({ state, waitingSince, reservation }: ConversationDocument): boolean {
  return state === 'open' && waitingSince !== undefined && reservation === undefined;
}

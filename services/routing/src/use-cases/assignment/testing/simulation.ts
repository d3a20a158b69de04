import assert from 'node:assert/strict';
import { ASSIGNMENT_COMMANDS } from '@onethread/contracts';
import type { ConversationId } from '@onethread/contracts';
import { openSqliteDocumentStore } from '@onethread/documents';
import type { DocumentStore } from '@onethread/documents';
import type { LogRecord, OutgoingRecord } from '@onethread/log';
import { manualClock, seeded } from '@onethread/testkit';
import type { ManualClock, Seeded } from '@onethread/testkit';
import { openCollections } from '../../../stores/collections.ts';
import type { Collections } from '../../../stores/collections.ts';
import type { AgentDocument, ConversationDocument } from '../../../stores/documents.ts';
import { appendOutcome } from '../../append-outcome.ts';
import type { AgentStream } from '../agent-streams.ts';
import { setPresence } from '../index.ts';
import { newAgent } from './new-documents.ts';
import { AGENTS, background, SimulatedLife } from './simulated-life.ts';
import type { InhabitedWorld } from './simulated-life.ts';
import { startProcess } from './simulated-process.ts';
import type { SimulatedProcess } from './simulated-process.ts';

/**
 * A pool under everything that may happen to it, in an order that the seed decides: customers come, agents accept, decline and
 * forget, streams break, answers of the store are lost or late, owners die or sleep through their own replacement.
 * After each step `check` asserts what must hold at any instant; `heal` what must hold once things go well again.
 */
export class AssignmentSimulation implements InhabitedWorld {
  readonly store: DocumentStore;
  readonly clock: ManualClock;
  readonly chance: Seeded;
  readonly errors: string[] = [];
  faults = true;

  readonly raw: Collections;
  readonly #processes: SimulatedProcess[] = [];
  readonly #log: LogRecord[] = [];
  readonly #life = new SimulatedLife(this);
  readonly #accepted = new Map<ConversationId, Set<string>>();
  #partition: SimulatedProcess | undefined;
  #delivering = false;
  /** The log waits before it hands out a refused record again. */
  #refusedAt = 0;
  #ids = 0;

  private constructor(store: DocumentStore, raw: Collections, seed: number) {
    this.store = store;
    this.raw = raw;
    this.chance = seeded(seed);
    this.clock = manualClock();
  }

  static async open(seed: number): Promise<AssignmentSimulation> {
    const store = await openSqliteDocumentStore({ file: ':memory:' });
    const simulation = new AssignmentSimulation(store, await openCollections(store), seed);
    await simulation.#begin();
    return simulation;
  }

  newId(): string {
    return `id${(this.#ids += 1)}`;
  }

  append(records: readonly OutgoingRecord[]): void {
    for (const record of records) {
      if (record.topic !== ASSIGNMENT_COMMANDS.name) continue;
      const offset = this.#log.length;
      const delivered = { ...record, partition: 0, offset, headers: {}, timestamp: this.clock.now() };
      this.#log.push(delivered);
      for (const process of this.#running()) process.hear?.(delivered);
    }
  }

  /** Hints may be lost; most are heard by everybody. */
  announced(conversationId: ConversationId, rev: number): void {
    if (this.faults && this.chance.chance(0.1)) return;
    for (const process of this.#running()) process.owner?.heard(conversationId, rev);
  }

  streamsOn(replicaId: string): readonly AgentStream[] {
    const here = [...this.#life.streams].filter(([, process]) => process.replicaId === replicaId);
    return here.map(([agentId]) => ({ agentId, replicaId }));
  }

  async #begin(): Promise<void> {
    for (const { agentId, capacity } of AGENTS) {
      await this.raw.agents.insert(newAgent(agentId, capacity));
    }
    await this.#startProcess();
    await this.#startProcess();
  }

  async #startProcess(): Promise<void> {
    const process = await startProcess(this, `r${this.newId()}`);
    this.#processes.push(process);
    this.#partition ??= process;
  }

  #running(): SimulatedProcess[] {
    return this.#processes.filter((process) => process.state === 'running');
  }

  /** One random thing happens. */
  async step(): Promise<void> {
    const { chance } = this;
    const die = chance.next();
    if (die < 0.72) this.#letGo();
    else if (die < 0.78) this.#deliver();
    else if (die < 0.82) await this.#life.arrive();
    else if (die < 0.9) await this.#life.agentActs();
    else if (die < 0.93) await this.#life.stateChanges();
    else if (die < 0.955) this.#timePasses(chance.pick([1, 50, 500, 2_000, 6_000, 21_000]));
    else if (die < 0.985) await this.#life.presenceChanges();
    else await this.#processFails();
    await this.#turns();
  }

  /** One of the waiting store calls, or late writes, goes on. */
  #letGo(): boolean {
    const queues = this.#processes
      .filter((process) => process.state === 'running')
      .flatMap((process) => [process.waiting, this.chance.chance(0.1) || !this.faults ? process.late : []])
      .filter((queue) => queue.length > 0);
    if (queues.length === 0) return false;
    const queue = this.chance.pick(queues);
    queue.splice(this.chance.between(0, queue.length - 1), 1)[0]?.go();
    return true;
  }

  /** The oldest record reaches the process that has the partition; it stays until it is handled there. */
  #deliver(): void {
    const process = this.#partition;
    const record = this.#log[0];
    if (record === undefined || process?.handle === undefined || process.state !== 'running') return;
    if (this.#delivering || this.#refusedAt === this.clock.now()) return;
    this.#delivering = true;
    const done = (handled: boolean) => {
      if (this.#partition !== process) return;
      this.#delivering = false;
      if (!handled) this.#refusedAt = this.clock.now();
      if (handled && !this.chance.chance(0.05)) this.#log.shift();
    };
    process.handle(record).then(
      () => done(true),
      () => done(false),
    );
  }

  /** The owner dies, or sleeps while the partition goes elsewhere, or one that slept wakes up. */
  async #processFails(): Promise<void> {
    const { chance } = this;
    const victim = chance.pick(this.#processes);
    if (victim.state === 'paused') victim.state = 'running';
    else if (victim.state === 'running' && chance.chance(0.5)) victim.state = chance.chance(0.4) ? 'dead' : 'paused';
    if (this.#running().length < 2) await this.#startProcess();
    if (this.#partition?.state !== 'running' || chance.chance(0.2)) this.#moveTo(chance.pick(this.#running()));
    for (const [agentId, process] of this.#life.streams)
      if (process.state === 'dead') this.#life.streams.delete(agentId);
  }

  #moveTo(process: SimulatedProcess): void {
    if (this.#partition === process) return;
    this.#partition = process;
    this.#delivering = false;
  }

  #timePasses(ms: number): void {
    this.clock.advance(ms);
    for (const process of this.#running()) process.timers.ringDue();
  }

  wake(conversationId: ConversationId): void {
    const value = JSON.stringify({ version: 1, type: 'wake', pool: 'main', conversationId });
    this.append([{ topic: ASSIGNMENT_COMMANDS.name, key: 'main', value }]);
  }

  anyRunning(): SimulatedProcess | undefined {
    const running = this.#running();
    return running.length === 0 ? undefined : this.chance.pick(running);
  }

  async #turns(): Promise<void> {
    for (let turn = 0; turn < 3; turn += 1) await new Promise(setImmediate);
  }

  async #documents(): Promise<readonly [readonly AgentDocument[], readonly ConversationDocument[]]> {
    const ids = AGENTS.map(({ agentId }) => agentId);
    const conversations =
      this.#life.conversations.length === 0 ? [] : this.raw.conversations.getMany(this.#life.conversations);
    return await Promise.all([this.raw.agents.getMany(ids), conversations]);
  }

  /** What must hold at every instant. */
  async check(): Promise<void> {
    const [agents, conversations] = await this.#documents();
    for (const agent of agents) {
      const held = agent.holds.reduce((sum, hold) => sum + hold.weight, 0);
      assert.ok(held <= agent.capacity, `${agent._id} holds ${held} of ${agent.capacity}`);
    }
    for (const document of conversations) {
      const { _id: id, reservation, assigneeId, refusedBy, waitingSince, lastReservation } = document;
      assert.ok(reservation === undefined || assigneeId === undefined, `${id} is offered and assigned`);
      const holder = agents.find((agent) => agent._id === (reservation?.agentId ?? assigneeId));
      if (holder)
        assert.ok(
          holder.holds.some((hold) => hold.conversationId === id),
          `${id} is not held by ${holder._id}`,
        );
      if (reservation) assert.ok(!refusedBy.includes(reservation.agentId), `${id} is offered to who refused it`);
      if (waitingSince !== undefined) assert.equal(waitingSince, this.#life.waitingSince.get(id), `${id} lost its age`);
      if (lastReservation?.outcome === 'accepted') {
        const accepted = this.#accepted.get(id) ?? new Set();
        this.#accepted.set(id, accepted.add(lastReservation.id));
      }
    }
    assert.deepEqual(this.errors, []);
  }

  /** Nothing fails any more: what must hold then. */
  async heal(): Promise<void> {
    this.faults = false;
    for (const process of this.#processes) if (process.state === 'paused') process.state = 'running';
    this.#moveTo(this.#running()[0] as SimulatedProcess);
    await this.#drain();
    for (const { agentId } of AGENTS) {
      const process = this.#running()[0] as SimulatedProcess;
      this.#life.streams.set(agentId, process);
      background(setPresence(process.context, { agentId, presence: 'available' }));
      await this.#drain();
    }
    for (let seconds = 0; seconds < 120; seconds += 1) {
      this.#timePasses(1_000);
      await this.#drain();
      await this.check();
    }
    await this.#checkAtRest();
  }

  async #checkAtRest(): Promise<void> {
    const [agents, conversations] = await this.#documents();
    assert.equal(this.#running().filter((process) => process.owner?.owns('main')).length, 1, 'one owner');
    const presence = await this.raw.presence.getMany(AGENTS.map(({ agentId }) => agentId));
    for (const agent of agents) {
      const truth = conversations
        .filter((c) => (c.reservation?.agentId ?? c.assigneeId) === agent._id)
        .map((c) => c._id);
      const held = agent.holds.map((hold) => hold.conversationId);
      assert.deepEqual(held.toSorted(), truth.toSorted(), `${agent._id} holds what it has`);
      const said = presence.find(({ _id }) => _id === agent._id);
      if (said?.presence !== 'available' || (said.unstableUntil ?? 0) > this.clock.now()) continue;
      const room = agent.capacity - agent.holds.reduce((sum, hold) => sum + hold.weight, 0);
      for (const document of conversations) {
        const { state, waitingSince, reservation, weight, refusedBy } = document;
        const waits = state === 'open' && waitingSince !== undefined && reservation === undefined;
        const able = weight <= room && !refusedBy.includes(agent._id);
        assert.ok(!(waits && able), `${document._id} waits while ${agent._id} is free`);
      }
    }
    const context = { ...(this.#processes[0] as SimulatedProcess).context, collections: this.raw };
    for (const { _id: conversationId, homeId } of conversations) {
      await appendOutcome(context, { conversationId });
      const page = await this.raw.entries.find({ index: 'by_stream', equals: [homeId], limit: 1000 });
      const accepted = page.documents.filter(({ body }) => body.kind === 'assigned' && body.reason === 'accepted');
      assert.equal(accepted.length, this.#accepted.get(conversationId)?.size ?? 0, `${conversationId}: one fact each`);
    }
  }

  /** Lets everything go on until nothing is left to do at this time. */
  async #drain(): Promise<void> {
    for (let idle = 0; idle < 3;) {
      this.#deliver();
      const moved = this.#letGo();
      await this.#turns();
      if (moved) await this.check();
      idle = moved || (this.#log.length > 0 && this.#partition?.owner !== undefined && this.#delivering) ? 0 : idle + 1;
    }
  }

  async close(): Promise<void> {
    const stopped = { all: false };
    const owners = this.#running().map(async (process) => process.owner?.stop());
    void Promise.all(owners).then(() => (stopped.all = true));
    while (!stopped.all) await this.#drain();
    await this.store.close();
  }
}

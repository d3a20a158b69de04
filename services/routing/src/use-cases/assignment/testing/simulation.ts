import assert from 'node:assert/strict';
import { ASSIGNMENT_COMMANDS } from '@onethread/contracts';
import type { ConversationId } from '@onethread/contracts';
import { openSqliteDocumentStore } from '@onethread/documents';
import type { DocumentStore } from '@onethread/documents';
import type { OutgoingRecord } from '@onethread/log';
import { manualClock, seeded } from '@onethread/testkit';
import type { Seeded } from '@onethread/testkit';
import { openCollections } from '../../../stores/collections.ts';
import type { Collections } from '../../../stores/collections.ts';
import type { InputRecorder } from '../../../recording/input-recorder.ts';
import { Replayer } from '../../../what-if/replay-recording.ts';
import type { AgentStream } from '../agent-streams.ts';
import { setPresence } from '../index.ts';
import { background, SimulatedLife } from './simulated-life.ts';
import type { InhabitedWorld } from './simulated-life.ts';
import { startProcess } from './simulated-process.ts';
import type { SimulatedProcess } from './simulated-process.ts';
import { AGENTS, POOLS, SimulatedSettings } from './simulated-settings.ts';
import { SimulationChecks } from './simulation-checks.ts';
import type { WorldState } from './simulation-checks.ts';
import { SimulatedTopic } from './simulated-topic.ts';

/** Far ahead: the store forgets by its own clock what has expired, and nothing has yet. */
const STARTS_AT = Date.UTC(2100, 0, 1);

/**
 * Two pools under everything that may happen to them, in an order that the seed decides: customers come, agents accept, decline,
 * forget and hand over, settings change, streams break, clocks jump, answers of the store are lost or late, owners die or sleep
 * through their own replacement. What goes into decisions is replayed at once: the same inputs must give the same decisions.
 * After each step `check` asserts what must hold at any instant; `heal` what must hold once things go well again.
 */
export class AssignmentSimulation implements InhabitedWorld {
  readonly store: DocumentStore;
  readonly clock = manualClock(STARTS_AT);
  readonly steadyClock = manualClock(STARTS_AT);
  readonly chance: Seeded;
  readonly errors: string[] = [];
  readonly settings = new SimulatedSettings();
  faults = true;

  readonly raw: Collections;
  readonly #processes: SimulatedProcess[] = [];
  readonly #topics = new Map<string, SimulatedTopic>();
  readonly #life = new SimulatedLife(this);
  readonly #replays: Replayer[] = [];
  readonly #checks: SimulationChecks;
  #ids = 0;

  private constructor(store: DocumentStore, raw: Collections, seed: number) {
    this.store = store;
    this.raw = raw;
    this.chance = seeded(seed);
    this.#checks = new SimulationChecks(this.settings, raw);
    for (const pool of POOLS) this.#topics.set(pool, new SimulatedTopic(this));
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
      const delivered = this.#topics.get(record.key)?.append(record);
      if (delivered === undefined) throw new Error(`no pool ${record.key}`);
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
    await this.settings.change(this.raw);
    for (const agent of AGENTS) await this.raw.agents.insert(agent);
    await this.#startProcess();
    await this.#startProcess();
  }

  async #startProcess(): Promise<void> {
    const process = await startProcess(this, `r${this.newId()}`);
    this.#processes.push(process);
    for (const topic of this.#topics.values()) topic.holder ??= process;
  }

  recorderOf(pool: string): InputRecorder {
    const replay = new Replayer((version) => this.settings.forPolicy(version, pool));
    this.#replays.push(replay);
    return {
      begin: ({ at, epoch }) => replay.take({ type: 'term', at, pool, epoch }),
      note: (input) => replay.take(input),
    };
  }

  #running(): SimulatedProcess[] {
    return this.#processes.filter((process) => process.state === 'running');
  }

  /** One random thing happens. */
  async step(): Promise<void> {
    const { chance } = this;
    const die = chance.next();
    if (chance.chance(0.4)) this.#deliver();
    if (die < 0.7) for (let calls = chance.between(1, 4); calls > 0; calls -= 1) this.#letGo();
    else if (die < 0.75) await this.#life.arrive();
    else if (die < 0.91) await this.#life.agentActs();
    else if (die < 0.94) await this.#life.stateChanges();
    else if (die < 0.95) this.#timePasses(chance.pick([1, 50, 500, 2_000, 2_000, 6_000, 21_000]));
    else if (die < 0.953) this.clock.set(this.clock.now() + chance.pick([-40_000, -1_000, 10_000, 130_000]));
    else if (die < 0.956) await this.#settingsChange();
    else if (die < 0.966) await this.#life.agentChanges();
    else if (die < 0.986) await this.#life.presenceChanges();
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

  #deliver(): void {
    for (const topic of this.#topics.values()) topic.deliver();
  }

  /** Who does not hear of it finds out at its next round. */
  async #settingsChange(): Promise<void> {
    await this.settings.change(this.raw);
    for (const process of this.#running()) {
      process.context.collections.memory.settings.forget();
      if (!this.faults || this.chance.chance(0.7)) process.owner?.settingsHeard();
    }
  }

  /** The owner dies, or sleeps while the partition goes elsewhere, or one that slept wakes up. */
  async #processFails(): Promise<void> {
    const { chance } = this;
    const victim = chance.pick(this.#processes);
    if (victim.state === 'paused') victim.state = 'running';
    else if (victim.state === 'running' && chance.chance(0.5)) victim.state = chance.chance(0.4) ? 'dead' : 'paused';
    if (this.#running().length < 2) await this.#startProcess();
    for (const topic of this.#topics.values()) {
      if (topic.holder?.state !== 'running' || chance.chance(0.2)) topic.moveTo(chance.pick(this.#running()));
    }
    for (const [agentId, process] of this.#life.streams)
      if (process.state === 'dead') this.#life.streams.delete(agentId);
  }

  #timePasses(ms: number): void {
    this.clock.advance(ms);
    this.steadyClock.advance(ms);
    for (const process of this.#running()) process.timers.ringDue();
  }

  wake(conversationId: ConversationId, pool: string): void {
    const value = JSON.stringify({ version: 1, type: 'wake', pool, conversationId });
    this.append([{ topic: ASSIGNMENT_COMMANDS.name, key: pool, value }]);
  }

  anyRunning(): SimulatedProcess | undefined {
    const running = this.#running();
    return running.length === 0 ? undefined : this.chance.pick(running);
  }

  async #turns(): Promise<void> {
    for (let turn = 0; turn < 3; turn += 1) await new Promise(setImmediate);
  }

  async #state(): Promise<WorldState> {
    const ids = AGENTS.map(({ _id }) => _id);
    const { conversations: known } = this.#life;
    const [agents, conversations] = await Promise.all([
      this.raw.agents.getMany(ids),
      known.length === 0 ? [] : this.raw.conversations.getMany(known),
    ]);
    return { agents, conversations };
  }

  /** What must hold at every instant. */
  async check(): Promise<void> {
    await this.#checks.atAnyInstant(await this.#state(), this.#life.waitingSince);
    for (const { result } of this.#replays) assert.deepEqual(result.firstDifference, undefined);
    assert.deepEqual(this.errors, []);
  }

  /** Nothing fails any more: what must hold then. */
  async heal(): Promise<void> {
    this.faults = false;
    for (const process of this.#processes) if (process.state === 'paused') process.state = 'running';
    for (const topic of this.#topics.values()) topic.moveTo(this.#running()[0] as SimulatedProcess);
    await this.#settingsChange();
    await this.#drain();
    for (const { _id: agentId } of AGENTS) {
      const process = this.#running()[0] as SimulatedProcess;
      const pool = (await this.raw.agents.get(agentId))?.pool ?? '';
      const request = { version: 1, pool, requestId: this.newId(), agentId } as const;
      background(process.context.askOwner({ ...request, type: 'set-agent-disabled', disabled: false }));
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
    for (const pool of POOLS) {
      assert.equal(this.#running().filter((process) => process.owner?.owns(pool)).length, 1, `one owner of ${pool}`);
    }
    const presence = await this.raw.presence.getMany(AGENTS.map(({ _id }) => _id));
    const context = { ...(this.#processes[0] as SimulatedProcess).context, collections: this.raw };
    await this.#checks.atRest(await this.#state(), presence, context);
  }

  /** Lets everything go on until nothing is left to do at this time. */
  async #drain(): Promise<void> {
    for (let idle = 0; idle < 3;) {
      this.#deliver();
      const moved = this.#letGo();
      await this.#turns();
      if (moved) await this.check();
      const isHandling = [...this.#topics.values()].some((topic) => topic.isHandling);
      idle = moved || isHandling ? 0 : idle + 1;
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

import {
  agentAbilitiesSchema,
  ASSIGNMENT_COMMANDS,
  assignmentSettingsSchema,
  FIRST_SETTINGS,
} from '@onethread/contracts';
import type { AgentId, Answer, Assign, ConversationId } from '@onethread/contracts';
import type { z } from 'zod';
import { faultyDocumentStore } from '@onethread/documents';
import type { EventLog, Subscription } from '@onethread/log';
import { CURRENT } from '../../../stores/settings-in-force.ts';
import type { AgentDocument, ConversationDocument, PresenceDocument } from '../../../stores/documents.ts';
import { openTestContext } from '../../testing/test-context.ts';
import type { TestContext } from '../../testing/test-context.ts';
import { acceptOffer, streamLost, streamOpened } from '../index.ts';
import type { AcceptOfferResult } from '../index.ts';
import type { AssignmentContext } from '../assignment-context.ts';
import { startPoolOwners, wakeDirectly } from '../owner/start-pool-owners.ts';
import type { PoolOwners } from '../owner/start-pool-owners.ts';
import { MAIN_POOL } from '../wake-owner.ts';
import { manualTimers } from './manual-timers.ts';
import type { ManualTimers } from './manual-timers.ts';
import { newConversation } from './new-documents.ts';

type Abilities = z.input<typeof agentAbilitiesSchema>;
type Settings = Partial<z.input<typeof assignmentSettingsSchema>>;

/** Pools with their only owner over a store in memory, on a clock in the test's hand. */
export interface AssignmentDesk extends AssignmentContext {
  readonly clock: TestContext['clock'];
  readonly timers: ManualTimers;
  readonly announced: TestContext['announced'];
  owner: PoolOwners;
  /** From now on what is announced is heard, or not: a log whose brokers are away. */
  logIsHeard(yes: boolean): void;
  /** Resolves when nothing is under way. */
  quiet(): Promise<void>;
  /** Moves time on, rings what is due on the way, and waits until all is quiet. */
  advance(ms: number): Promise<void>;
  /** An agent that is there and says `available`. */
  agent(name: string, changes?: Partial<Pick<AgentDocument, 'capacity' | 'role'>> & Abilities): Promise<AgentId>;
  /** Other settings come into force; what is not named is as it is at first. */
  applySettings(changes: Settings): Promise<void>;
  assign(
    how: Assign['how'],
    request: Omit<Assign, 'version' | 'type' | 'pool' | 'requestId' | 'how'> & Said,
  ): Promise<Answer>;
  said(agentId: AgentId): Promise<PresenceDocument | undefined>;
  /** A conversation that begins to wait now. */
  arrives(name: string, changes?: Partial<ConversationDocument>): Promise<ConversationId>;
  conversation(conversationId: ConversationId): Promise<ConversationDocument>;
  /** What history's projection does when a conversation is resolved, snoozed or reopened. */
  project(
    conversationId: ConversationId,
    change: (document: ConversationDocument) => ConversationDocument,
  ): Promise<void>;
  holds(agentId: AgentId): Promise<readonly ConversationId[]>;
  /** What the thread of the conversation of this name tells of assignments, in order: "assigned accepted". */
  facts(name: string): Promise<readonly string[]>;
  accept(conversationId: ConversationId, agentId?: AgentId): Promise<AcceptOfferResult>;
  loseStream(agentId: AgentId): Promise<void>;
  openStream(agentId: AgentId): Promise<void>;
  /** The owner's process dies and another starts. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

/** `requestId`: to say the same again. `pool`: default the conversation's. */
type Said = { readonly requestId?: string; readonly pool?: string };

export async function openAssignmentDesk(): Promise<AssignmentDesk> {
  let underWay = 0;
  const test = await openTestContext((store) =>
    faultyDocumentStore(store, { before: () => void (underWay += 1), after: () => void (underWay -= 1) }),
  );
  const { clock, collections } = test;
  const timers = manualTimers(clock);
  let life = 0;
  /** False while the log takes what is announced, but nobody hears of it. */
  let isHeard = true;
  const told: TestContext = {
    ...test,
    announce: async (events) => {
      await test.announce(events);
      for (const { event } of events) {
        if (isHeard && event.type === 'conversation') desk.owner.heard(event.conversationId, event.rev);
      }
    },
  };
  const startOwner = () =>
    startPoolOwners(told, { replicaId: `r${(life += 1)}`, log: quietLog, soleOwner: true, timers });
  const desk: AssignmentDesk = {
    ...test,
    timers,
    owner: await startOwner(),
    logIsHeard: (yes) => {
      isHeard = yes;
    },
    publish: (records) => wakeDirectly(test.publish, desk.owner)(records),
    askOwner: (request) => desk.owner.ask(request),
    async quiet() {
      for (let idle = 0; idle < 5; idle = underWay === 0 ? idle + 1 : 0) await new Promise(setImmediate);
    },
    async advance(ms) {
      const until = clock.now() + ms;
      await desk.quiet();
      for (let at = timers.nextAt(); at !== undefined && at <= until; at = timers.nextAt()) {
        clock.set(Math.max(at, clock.now()));
        timers.ringDue();
        await desk.quiet();
      }
      clock.set(until);
    },
    async agent(name, { capacity = 2, role = 'agent', ...abilities } = {}) {
      const agentId = name as AgentId;
      const pool = abilities.pool ?? MAIN_POOL;
      await desk.owner.ask({
        version: 1,
        type: 'put-agent',
        pool,
        requestId: `put ${name}`,
        agentId,
        name: name.toUpperCase(),
        email: `${name}@example.org`,
        role,
        capacity,
        abilities: agentAbilitiesSchema.parse({ ...abilities, capacity }),
      });
      await desk.openStream(agentId);
      const said = await collections.presence.get(agentId);
      if (said) await collections.presence.replace({ ...said, presence: 'available', changedAt: clock.now() });
      await wake({ agentId }, pool);
      return agentId;
    },
    async applySettings(changes) {
      const { settings } = collections;
      const present = await settings.get(CURRENT);
      const version = (present?.version ?? 0) + 1;
      const next = { version, settings: assignmentSettingsSchema.parse({ ...FIRST_SETTINGS, ...changes }) };
      const document = { ...next, by: 'test', at: clock.now(), note: '', changes: [] };
      if (present === undefined) await settings.insert({ _id: CURRENT, ...document });
      else await settings.replace({ ...present, ...document });
      collections.memory.settings.forget();
      desk.owner.settingsHeard();
      await desk.quiet();
    },
    async assign(how, { requestId = desk.newId(), pool, ...request }) {
      const known = pool ?? (await collections.conversations.get(request.conversationId))?.pool ?? MAIN_POOL;
      const answer = await desk.owner.ask({ version: 1, type: 'assign', pool: known, requestId, how, ...request });
      await desk.quiet();
      return answer;
    },
    said: (agentId) => collections.presence.get(agentId),
    async arrives(name, changes = {}) {
      const arrived = newConversation(name, clock.now());
      const { _id: conversationId } = arrived;
      await collections.conversations.insert({ ...arrived, ...changes });
      await wake({ conversationId }, changes.pool);
      return conversationId;
    },
    async conversation(conversationId) {
      const document = await collections.conversations.get(conversationId);
      if (document === undefined) throw new Error(`no conversation ${conversationId}`);
      return document;
    },
    async project(conversationId, change) {
      for (;;) {
        const { outcome } = await collections.conversations.replace(change(await desk.conversation(conversationId)));
        if (outcome === 'applied') break;
      }
      await wake({ conversationId }, (await desk.conversation(conversationId)).pool);
    },
    async holds(agentId) {
      const agent = await collections.agents.get(agentId);
      return (agent?.holds ?? []).map((hold) => hold.conversationId);
    },
    async facts(name) {
      const query = { index: 'by_stream', equals: [`c_${name}`], limit: 100 } as const;
      const { documents } = await collections.entries.find(query);
      return documents.map(({ body }) => {
        const isAbout = body.kind === 'assigned' || body.kind === 'released';
        return isAbout ? `${body.kind} ${body.reason}` : body.kind;
      });
    },
    async accept(conversationId, agentId) {
      const { reservation } = await desk.conversation(conversationId);
      const by = agentId ?? reservation?.agentId ?? ('' as AgentId);
      const result = await acceptOffer(desk, {
        agentId: by,
        agentName: by,
        conversationId,
        reservationId: reservation?.id ?? '',
      });
      await desk.quiet();
      return result;
    },
    async loseStream(agentId) {
      await streamLost(desk, { agentId, replicaId: `r${life}` });
      await desk.quiet();
    },
    async openStream(agentId) {
      await streamOpened(desk, { agentId, replicaId: `r${life}` });
      await desk.quiet();
    },
    async restart() {
      await desk.owner.stop();
      desk.owner = await startOwner();
      await desk.quiet();
    },
    async close() {
      await desk.owner.stop();
      await desk.quiet();
      await test.close();
    },
  };
  const wake = async (about: { conversationId?: ConversationId; agentId?: AgentId }, pool = MAIN_POOL) => {
    const value = JSON.stringify({ version: 1, type: 'wake', pool, ...about });
    await desk.publish([{ topic: ASSIGNMENT_COMMANDS.name, key: pool, value }]);
    await desk.quiet();
  };
  return desk;
}

const subscription: Subscription = { pause: () => {}, resume: () => {}, stop: async () => {}, pending: 0 };

/** The owner's wakes come directly: nothing travels on the log here. */
export const quietLog: EventLog = {
  description: 'none',
  publish: async () => {},
  subscribe: async () => subscription,
  broadcast: async () => subscription,
  read: () => ({ [Symbol.asyncIterator]: () => ({ next: async () => ({ done: true, value: undefined }) }) }),
  lag: async () => [],
  close: async () => {},
};

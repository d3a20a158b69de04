import {
  assignmentSettingsSchema,
  type AgentId,
  type AssignmentSettings,
  type ConversationId,
  type RecordedInput,
} from '@onethread/contracts';
import { seeded, type Seeded } from '@onethread/testkit';
import type { AgentState, Decision, WaitingConversation } from '../../domain/assignment/terms.ts';
import { matchRule } from '../../domain/rules/match-rule.ts';
import type { InputRecorder } from '../../recording/input-recorder.ts';
import { RecordedPolicy, type Provenance } from '../../recording/recorded-policy.ts';
import { EventQueue } from '../event-queue.ts';
import { policySettingsOf } from '../placing.ts';

export const POOL = 'main';
export const MONDAY = Date.UTC(2026, 10, 16);
const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
const SKILLS = 20;
const LANGUAGES = ['en', 'de', 'fr', 'es'];

export interface MondayOptions {
  readonly seed: number;
  readonly conversations: number;
  readonly agents: number;
  readonly recorder: InputRecorder;
}

/** What kind of day it was, for whoever asks what would have been. */
export interface Monday {
  readonly from: number;
  readonly to: number;
  readonly decisions: number;
}

/** Two versions: the second comes into force at noon. */
export function mondaySettings(version: 1 | 2): AssignmentSettings {
  return VERSIONS[version];
}

function settingsOfVersion(version: 1 | 2): AssignmentSettings {
  const names = Array.from({ length: SKILLS }, (_, n) => ({ id: `s${n}`, name: `Skill ${n}` }));
  return assignmentSettingsSchema.parse({
    skills: names,
    ageUnitSeconds: version === 1 ? 60 : 30,
    calendars: [{ id: 'office', name: 'Office', timeZone: 'Europe/Berlin', week: officeWeek() }],
    channels: [{ channel: 'letter', weight: 1, interruptible: true }],
    queues: [
      ...LANGUAGES.map((language, n) => ({
        id: language,
        name: language,
        skills: [{ skill: `s${n}`, level: 3 }],
        relax: [{ afterSeconds: 60, skills: [{ skill: `s${n}`, level: 1 }] }],
        overflow: [{ afterSeconds: 300, queue: 'rest' }],
        calendar: 'office',
        targets: { firstResponseMinutes: 10 },
      })),
      { id: 'gold', name: 'Gold', skills: [{ skill: 's4', level: 2 }], priority: 5, autoAccept: version === 2 },
      { id: 'rest', name: 'Everyone', anyoneAfterSeconds: 600, targets: { firstResponseMinutes: 30 } },
    ],
    rules: [
      { id: 'gold', name: 'Gold', when: { attributes: { plan: ['gold'] } }, queue: 'gold' },
      ...LANGUAGES.map((language) => ({
        id: language,
        name: language,
        when: { languages: [language] },
        queue: language,
      })),
    ],
    defaultQueue: 'rest',
  });
}

/** Lives a Monday with the real engine in simulated time, and records it as the owner of a pool does. */
export function liveMonday(options: MondayOptions): Monday {
  return new LivedDay(options).live();
}

class LivedDay {
  readonly #options: MondayOptions;
  readonly #random: Seeded;
  readonly #events = new EventQueue();
  readonly #states = new Map<AgentId, AgentState>();
  #policy: RecordedPolicy | undefined;
  #version: 1 | 2 = 1;
  #epoch = 0;
  #now = MONDAY + 7 * HOUR_MS;
  #ids = 0;
  #decisions = 0;

  constructor(options: MondayOptions) {
    this.#options = options;
    this.#random = seeded(options.seed);
  }

  live(): Monday {
    const from = MONDAY + 8 * HOUR_MS;
    const to = MONDAY + 20 * HOUR_MS;
    for (let n = 0; n < this.#options.agents; n += 1) this.#employ(n);
    for (let n = 0; n < this.#options.conversations; n += 1) {
      // Busiest at ten and at three.
      const peak = this.#random.pick([2, 7]) * HOUR_MS;
      const spread = (this.#random.next() + this.#random.next() - 1) * 4 * HOUR_MS;
      const at = Math.floor(from + Math.min(Math.max(peak + spread, 0), 11.5 * HOUR_MS));
      this.#events.add(at, () => this.#write(n));
    }
    this.#begin();
    this.#events.add(MONDAY + 12 * HOUR_MS, () => {
      this.#version = 2;
      this.#owned.setSettings(this.#policySettings(), this.#now);
    });
    this.#events.add(MONDAY + 14 * HOUR_MS, () => this.#begin());
    for (let next = this.#nextAt(); next !== undefined && next <= to; next = this.#nextAt()) {
      this.#now = Math.max(this.#now, next);
      for (let event = this.#events.takeUntil(this.#now); event; event = this.#events.takeUntil(this.#now)) event();
      for (let made = this.#owned.decide(this.#now); made; made = this.#owned.decide(this.#now)) this.#offer(made);
    }
    return { from, to, decisions: this.#decisions };
  }

  get #owned(): RecordedPolicy {
    if (this.#policy === undefined) throw new Error('nobody owns the pool yet');
    return this.#policy;
  }

  #nextAt(): number | undefined {
    const [event, change] = [this.#events.nextAt, this.#owned.nextChangeAt()];
    if (change === undefined || change <= this.#now) return event;
    return Math.min(event ?? change, change);
  }

  #policySettings() {
    return policySettingsOf({ version: this.#version, settings: mondaySettings(this.#version) }, POOL);
  }

  /** A new owner's term, told all that the one before knew. */
  #begin(): void {
    const before = this.#policy;
    this.#epoch += 1;
    this.#policy = new RecordedPolicy(this.#policySettings(), {
      recorder: this.#options.recorder,
      epoch: this.#epoch,
      now: () => this.#now,
      newId: () => `d${(this.#ids += 1)}`,
    });
    for (const agentId of this.#states.keys()) this.#tell(agentId, before);
    for (const [conversation, provenance] of this.#waiting.values()) {
      if (before?.waiting(conversation.conversationId) !== undefined) {
        this.#owned.setWaiting(conversation, this.#now, provenance);
      }
    }
  }

  readonly #waiting = new Map<ConversationId, readonly [WaitingConversation, Provenance]>();

  #employ(n: number): void {
    const agentId = `agent-${n}` as AgentId;
    const random = this.#random.fork(agentId);
    const skills = [n % 5, ...Array.from({ length: 4 }, () => random.between(0, SKILLS - 1))].map((each) => ({
      skill: `s${each}`,
      level: random.between(1, 5),
    }));
    this.#states.set(agentId, {
      agentId,
      availability: 'offline',
      capacity: 4,
      interruptibleCapacity: 3,
      channels: {},
      skills: skills.filter(({ skill }, index) => skills.findIndex((each) => each.skill === skill) === index),
      teams: [],
      load: 0,
      interruptibleLoad: 0,
      channelLoad: {},
      lastAssignedAt: 0,
    });
    const starts = MONDAY + random.between(7, 10) * HOUR_MS + random.between(0, 60) * MINUTE_MS;
    const lunch = starts + 4 * HOUR_MS;
    const shift = [
      [starts, 'available'],
      [lunch, 'away'],
      [lunch + 40 * MINUTE_MS, 'available'],
      [starts + 9 * HOUR_MS, 'offline'],
    ] as const;
    for (const [at, availability] of shift) {
      this.#events.add(at, () => this.#tell(agentId, this.#owned, { availability }));
    }
  }

  /** What the owner believes of an agent, changed, told to the policy. */
  #tell(agentId: AgentId, from: RecordedPolicy | undefined, change: Partial<AgentState> = {}): void {
    const known = from?.agent(agentId) ?? this.#states.get(agentId);
    if (known !== undefined) this.#owned.setAgent({ ...known, ...change });
  }

  #write(n: number): void {
    const random = this.#random.fork(`conversation ${n}`);
    const channel = random.chance(0.2) ? 'letter' : 'chat';
    const language = random.pick(LANGUAGES);
    const plan = random.chance(0.05) ? 'gold' : 'plain';
    const facts = { account: 'shop', language, attributes: { plan } };
    const settings = { version: this.#version, settings: mondaySettings(this.#version) };
    const { queue, skills, priority, ruleId } = matchRule(settings, { channel, ...facts }, () => true);
    const interruptible = channel === 'letter';
    const conversation: WaitingConversation = {
      conversationId: `conversation-${n}` as ConversationId,
      waitingSince: this.#now,
      queueId: queue.id,
      weight: interruptible ? 1 : 2,
      channel,
      interruptible,
      priority,
      skills,
      refusedBy: [],
    };
    this.#wait(conversation, { facts, ...(ruleId === undefined ? {} : { ruleId }) });
  }

  #wait(conversation: WaitingConversation, provenance: Provenance): void {
    this.#waiting.set(conversation.conversationId, [conversation, provenance]);
    this.#owned.setWaiting(conversation, this.#now, provenance);
  }

  #offer({ conversationId, agentId, autoAccept }: Decision): void {
    this.#decisions += 1;
    const [conversation, provenance] = this.#waiting.get(conversationId) ?? [];
    if (conversation === undefined || provenance === undefined) throw new Error('nobody waits under this id');
    const random = this.#random.fork(`${conversationId} ${agentId} ${this.#decisions}`);
    const answer = autoAccept
      ? 'accepted'
      : random.chance(0.04)
        ? 'declined'
        : random.chance(0.03)
          ? 'expired'
          : 'accepted';
    const afterMs = { accepted: autoAccept ? 0 : random.between(1_000, 8_000), declined: 3_000, expired: 20_000 }[
      answer
    ];
    this.#events.add(this.#now + afterMs, () => {
      this.#note({ type: 'answered', at: this.#now, conversationId, agentId, outcome: answer });
      if (answer === 'accepted') return this.#work(conversation, provenance, agentId, random);
      this.#giveBack(conversation, agentId);
      this.#wait({ ...conversation, refusedBy: [...conversation.refusedBy, agentId] }, provenance);
    });
  }

  #work(conversation: WaitingConversation, provenance: Provenance, agentId: AgentId, random: Seeded): void {
    const { conversationId, weight, channel, interruptible } = conversation;
    const minutes = -Math.log(1 - random.next()) * (interruptible ? 14 : 5.5);
    this.#events.add(this.#now + 30_000 + Math.floor(minutes * MINUTE_MS), () => {
      const isReturned = random.chance(0.03);
      const reason = isReturned ? 'returned' : 'resolved';
      this.#note({ type: 'released', at: this.#now, conversationId, agentId, reason, weight, channel, interruptible });
      this.#giveBack(conversation, agentId);
      const again = { ...conversation, keeperId: agentId };
      if (isReturned) this.#wait({ ...again, waitingSince: this.#now }, provenance);
    });
  }

  #giveBack({ weight, channel, interruptible }: WaitingConversation, agentId: AgentId): void {
    const state = this.#owned.agent(agentId);
    if (state === undefined) throw new Error('an agent is gone');
    const kind = interruptible ? 'interruptibleLoad' : 'load';
    const channelLoad = { ...state.channelLoad, [channel]: (state.channelLoad[channel] ?? 0) - weight };
    this.#owned.setAgent({ ...state, [kind]: state[kind] - weight, channelLoad });
  }

  #note(input: RecordedInput): void {
    this.#options.recorder.note(input);
  }
}

function officeWeek(): Record<string, readonly string[]> {
  const days = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
  return Object.fromEntries(days.map((day) => [day, ['08:00-22:00']]));
}

const VERSIONS = { 1: settingsOfVersion(1), 2: settingsOfVersion(2) } as const;

import type { AgentId, ConversationId } from '@onethread/contracts';
import { AssignmentPolicy } from '../domain/assignment/policy.ts';
import type { Decision } from '../domain/assignment/terms.ts';
import type { VersionedSettings } from '../domain/rules/match-rule.ts';
import { chanceOf, type Behaviour } from './behaviour.ts';
import { EventQueue } from './event-queue.ts';
import { beginCourse, type Course } from './course.ts';
import { policySettingsOf, type Placing } from './placing.ts';
import type { Hold, Run, StayOutcome } from './run.ts';
import { SimulatedAgent } from './simulated-agent.ts';
import type { AgentTimeline, Stay, Traffic } from './traffic.ts';

/** One set of circumstances in which the recorded traffic is met. */
export interface Scenario {
  readonly pool: string;
  /** In force, from when on; the first also before. */
  readonly settings: readonly { readonly at: number; readonly settings: VersionedSettings }[];
  /** Where a conversation goes that came as this one did. */
  readonly placing: (stay: Stay) => Placing;
  readonly staff: ReadonlyMap<AgentId, AgentTimeline>;
  readonly behaviour: Behaviour;
  readonly seed: number;
  /** Told now and then how many stays have begun. */
  readonly onProgress?: (begun: number) => void;
}

const PROGRESS_EVERY = 500;

/**
 * Meets recorded traffic with the engine itself, in simulated time: people come as they came, agents are there as they
 * were there, and take and keep conversations as they did. The same arguments give the same run.
 */
export function simulate(traffic: Traffic, scenario: Scenario): Run {
  return new Simulation(traffic, scenario).run();
}

class Simulation {
  readonly #traffic: Traffic;
  readonly #scenario: Scenario;
  readonly #events = new EventQueue();
  readonly #agents = new Map<AgentId, SimulatedAgent>();
  readonly #courses = new Map<ConversationId, Course>();
  readonly #following = new Map<ConversationId, Stay[]>();
  readonly #outcomes: StayOutcome[] = [];
  readonly #holds: Hold[] = [];
  readonly #policy: AssignmentPolicy;
  #settings: VersionedSettings;
  #leftOut = 0;
  #now: number;

  constructor(traffic: Traffic, scenario: Scenario) {
    this.#traffic = traffic;
    this.#scenario = scenario;
    this.#now = traffic.begins;
    const [first] = scenario.settings;
    if (first === undefined) throw new RangeError('a scenario has settings');
    this.#settings = first.settings;
    this.#policy = new AssignmentPolicy(policySettingsOf(first.settings, scenario.pool));
  }

  run(): Run {
    const { stays, carried, to } = this.#traffic;
    const { staff, settings } = this.#scenario;
    for (const change of settings.slice(1)) this.#at(change.at, () => this.#changeSettings(change.settings));
    for (const timeline of staff.values()) this.#employ(timeline);
    for (const hold of carried) {
      this.#at(hold.releasedAt, () => this.#agents.get(hold.agentId)?.giveBackCarried(hold));
    }
    for (const stay of stays) {
      if (stay.nth === 0) this.#at(stay.arrivedAt, () => this.#arrive(stay));
      else this.#following.set(stay.conversationId, [...(this.#following.get(stay.conversationId) ?? []), stay]);
    }
    for (let next = this.#nextAt(); next !== undefined && next <= to; next = this.#nextAt()) {
      this.#now = Math.max(this.#now, next);
      for (let event = this.#events.takeUntil(this.#now); event; event = this.#events.takeUntil(this.#now)) event();
      for (let made = this.#policy.decide(this.#now); made; made = this.#policy.decide(this.#now)) this.#offer(made);
    }
    return { outcomes: this.#outcomes, holds: this.#holds, staff, leftOut: this.#leftOut };
  }

  #at(at: number, happens: () => void): void {
    this.#events.add(at, happens);
  }

  /** When anything happens next: an event, or a step of relaxing that lets somebody else take what waits. */
  #nextAt(): number | undefined {
    const event = this.#events.nextAt;
    const change = this.#policy.nextChangeAt();
    // A change that is due already was decided on: nothing came of it.
    if (change === undefined || change <= this.#now) return event;
    return event === undefined ? change : Math.min(event, change);
  }

  #changeSettings(settings: VersionedSettings): void {
    this.#settings = settings;
    this.#policy.setSettings(policySettingsOf(settings, this.#scenario.pool), this.#now);
  }

  #employ({ agentId, changes }: AgentTimeline): void {
    const agent = new SimulatedAgent(agentId, this.#policy);
    this.#agents.set(agentId, agent);
    for (const { at, state } of changes) {
      this.#at(at, () => {
        agent.change(state);
        if (!agent.mayKeepOffers) this.#withdrawOffers(agentId);
      });
    }
  }

  #withdrawOffers(agentId: AgentId): void {
    for (const course of this.#courses.values()) {
      if (course.offeredTo === agentId) this.#endOffer(course, agentId);
    }
  }

  #arrive(stay: Stay, keeperBefore?: AgentId): void {
    const { conversationId } = stay;
    const place = this.#scenario.placing(stay).placeOf(stay, this.#now);
    if (place === undefined) {
      this.#leftOut += 1;
      return;
    }
    const course = beginCourse(stay, place, this.#now, this.#settings.settings, keeperBefore);
    this.#outcomes.push(course.outcome);
    if (this.#outcomes.length % PROGRESS_EVERY === 0) this.#scenario.onProgress?.(this.#outcomes.length);
    this.#courses.set(conversationId, course);
    this.#policy.setWaiting(course.waiting, this.#now);
    const { leftAt } = stay;
    if (leftAt !== undefined) this.#at(this.#now + (leftAt - stay.arrivedAt), () => this.#leave(course));
  }

  /** It left the queue in the recording, and nobody has been found for it here either. */
  #leave(course: Course): void {
    const { conversationId } = course.stay;
    if (this.#courses.get(conversationId) !== course || this.#policy.waiting(conversationId) === undefined) return;
    this.#policy.removeWaiting(conversationId);
    course.outcome.leftAt = this.#now;
    this.#comeBack(course);
  }

  #offer({ conversationId, agentId, autoAccept, queueId }: Decision): void {
    const course = this.#courses.get(conversationId);
    if (course === undefined) return;
    const { stay, outcome, waiting } = course;
    this.#agents.get(agentId)?.take(waiting, this.#now);
    outcome.offers += 1;
    course.offeredTo = agentId;
    if (autoAccept) return this.#accept(course, agentId);
    const { behaviour, seed } = this.#scenario;
    const answer = behaviour.answerOf(agentId, chanceOf(seed, conversationId, String(stay.nth), agentId));
    const offerMs = this.#offerMs(queueId);
    const takes = { accepted: behaviour.acceptMs(stay), declined: behaviour.declineMs(stay), missed: offerMs };
    const offer = outcome.offers;
    this.#at(this.#now + Math.min(takes[answer], offerMs), () => {
      if (course.offeredTo !== agentId || outcome.offers !== offer) return;
      if (answer === 'accepted') return this.#accept(course, agentId);
      outcome[answer] += 1;
      course.waiting = { ...waiting, refusedBy: [...waiting.refusedBy, agentId] };
      this.#endOffer(course, agentId);
    });
  }

  #endOffer(course: Course, agentId: AgentId): void {
    course.offeredTo = undefined;
    this.#agents.get(agentId)?.giveBack(course.waiting);
    this.#policy.setWaiting(course.waiting, this.#now);
  }

  #accept(course: Course, agentId: AgentId): void {
    const { stay, outcome, waiting } = course;
    const { weight, interruptible } = waiting;
    course.offeredTo = undefined;
    outcome.given = { agentId, at: this.#now };
    const hold: Hold = { agentId, weight, interruptible, from: this.#now, until: this.#traffic.to };
    this.#holds.push(hold);
    this.#at(this.#now + this.#scenario.behaviour.heldMs(stay), () => {
      hold.until = this.#now;
      this.#agents.get(agentId)?.giveBack(waiting);
      this.#comeBack(course, agentId);
    });
  }

  /** The conversation's next stay: at its own time, or at once where it was the release that brought it back. */
  #comeBack({ stay }: Course, keeperId?: AgentId): void {
    this.#courses.delete(stay.conversationId);
    const next = this.#following.get(stay.conversationId)?.shift();
    if (next === undefined) return;
    const gapMs = next.arrivedAt - (stay.releasedAt ?? next.arrivedAt);
    const at = next.followsRelease ? this.#now + gapMs : Math.max(next.arrivedAt, this.#now);
    this.#at(at, () => this.#arrive(next, keeperId));
  }

  #offerMs(queueId: string): number {
    const queue = this.#settings.settings.queues.find(({ id }) => id === queueId);
    return (queue?.offerSeconds ?? DEFAULT_OFFER_SECONDS) * 1_000;
  }
}

/** Where neither the queue nor anybody else says otherwise. */
const DEFAULT_OFFER_SECONDS = 20;

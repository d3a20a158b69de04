import type { QueueSettings, SkillNeed } from '@onethread/contracts';
import { joinedSkills } from './skills.ts';
import type { PolicySettings, Step } from './terms.ts';

/** Agents of some teams with some skills. */
export interface Asked {
  /** Agents of any of these; undefined: every agent of the pool. */
  readonly teams: ReadonlySet<string> | undefined;
  /** Joined. */
  readonly skills: readonly SkillNeed[];
  /** Equal for those that ask the same. */
  readonly key: string;
}

/** From one age on: who is asked. */
export interface Stage {
  readonly fromMs: number;
  readonly step: Step;
  readonly asked: Asked;
  /** Whether what the conversation's rule asks for is asked too. */
  readonly withRule: boolean;
}

/** A queue as decisions use it: what it asks for at which age. */
export interface QueuePlan {
  readonly queueId: string;
  /** By age, at least one; the first holds from the beginning. */
  readonly stages: readonly Stage[];
  readonly stickyMs: number;
  readonly autoAccept: boolean;
}

type QueuesById = ReadonlyMap<string, QueueSettings>;

/** The plans of all queues, by id. */
export function queuePlans(settings: PolicySettings): ReadonlyMap<string, QueuePlan> {
  const queues = new Map(settings.queues.map((queue) => [queue.id, queue]));
  return new Map(settings.queues.map((queue) => [queue.id, queuePlan(queue, queues)]));
}

/**
 * What holds for a conversation whose queue is not (or no longer) in the settings: open to the whole pool, with a
 * queue's defaults. It is served rather than forgotten.
 */
export function unknownQueuePlan(queueId: string): QueuePlan {
  const stages: readonly Stage[] = [{ fromMs: -Infinity, step: 'own', asked: asking(undefined, []), withRule: true }];
  return { queueId, stages, stickyMs: 10_000, autoAccept: false };
}

/** Index of the stage that holds at `now` for what waits since then. Compares instants, not ages, so that a stage ends exactly when it is said to. */
export function stageAt({ stages }: QueuePlan, waitingSince: number, now: number): number {
  let index = 0;
  while (index + 1 < stages.length && waitingSince + (stages[index + 1] as Stage).fromMs <= now) index += 1;
  return index;
}

/** The same agents, with these skills too. */
export function askingAlso({ teams, skills }: Asked, more: readonly SkillNeed[]): Asked {
  return asking(teams, [...skills, ...more]);
}

function asking(teams: ReadonlySet<string> | undefined, needs: readonly SkillNeed[]): Asked {
  const skills = joinedSkills(needs);
  const members = teams === undefined ? 'all' : `of ${[...teams].join(' ')}`;
  return { teams, skills, key: `${members}: ${skills.map(({ skill, level }) => `${skill} ${level}`).join(', ')}` };
}

function queuePlan(queue: QueueSettings, queues: QueuesById): QueuePlan {
  const { relax, overflow, anyoneAfterSeconds } = queue;
  const ages = [...relax, ...overflow].map((step) => step.afterSeconds);
  if (anyoneAfterSeconds !== undefined) ages.push(anyoneAfterSeconds);
  const later = [...new Set(ages)]
    .toSorted((a, b) => a - b)
    .map((afterSeconds) => stageFrom(afterSeconds, queue, queues));
  return {
    queueId: queue.id,
    stages: [
      { fromMs: -Infinity, step: 'own', asked: asking(teamsOf([queue]), queue.skills), withRule: true },
      ...later,
    ],
    stickyMs: queue.stickySeconds * 1000,
    autoAccept: queue.autoAccept,
  };
}

function stageFrom(afterSeconds: number, queue: QueueSettings, queues: QueuesById): Stage {
  const fromMs = afterSeconds * 1000;
  if (queue.anyoneAfterSeconds !== undefined && queue.anyoneAfterSeconds <= afterSeconds) {
    return { fromMs, step: 'anyone', asked: asking(undefined, []), withRule: false };
  }
  // Of two steps at the same age the one named later holds: the sort is stable.
  const relaxed = queue.relax
    .filter((step) => step.afterSeconds <= afterSeconds)
    .toSorted((a, b) => a.afterSeconds - b.afterSeconds)
    .at(-1);
  const others = queue.overflow
    .filter((step) => step.afterSeconds <= afterSeconds)
    .map((step) => queues.get(step.queue))
    .filter((other) => other !== undefined);
  const step = others.length > 0 ? 'overflow' : relaxed === undefined ? 'own' : 'relaxed';
  const asked = asking(teamsOf([queue, ...others]), relaxed?.skills ?? queue.skills);
  return { fromMs, step, asked, withRule: relaxed === undefined };
}

/** Agents of any team of any of the queues; one of them open to all opens them all. */
function teamsOf(queues: readonly QueueSettings[]): ReadonlySet<string> | undefined {
  if (queues.some((queue) => queue.teams.length === 0)) return undefined;
  return new Set(queues.flatMap((queue) => queue.teams).toSorted());
}

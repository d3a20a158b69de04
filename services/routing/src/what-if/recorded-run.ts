import type { AssignmentSettings } from '@onethread/contracts';
import { dueAtOf } from './placing.ts';
import type { Hold, Run, StayOutcome } from './run.ts';
import type { Stay, Traffic } from './traffic.ts';

/** What really came of the traffic. */
export function recordedRun({ stays, agents, to }: Traffic, settingsOf: (stay: Stay) => AssignmentSettings): Run {
  return {
    outcomes: stays.map((stay) => outcomeOf(stay, settingsOf(stay))),
    holds: stays.flatMap((stay) => holdOf(stay, to)),
    staff: agents,
    leftOut: 0,
  };
}

function outcomeOf(stay: Stay, settings: AssignmentSettings): StayOutcome {
  const { nth, arrivedAt, waiting, offers, given, leftAt } = stay;
  const queue = settings.queues.find(({ id }) => id === waiting.queueId);
  const since = nth === 0 ? waiting.waitingSince : arrivedAt;
  const dueAt = queue && dueAtOf(settings, queue, nth, since);
  const ended = (outcome: string): number => offers.filter((offer) => offer.outcome === outcome).length;
  return {
    stay,
    queueId: waiting.queueId,
    since,
    offers: offers.length,
    declined: ended('declined'),
    missed: ended('expired'),
    ...(given === undefined ? {} : { given }),
    ...(leftAt === undefined ? {} : { leftAt }),
    ...(dueAt === undefined ? {} : { dueAt }),
  };
}

function holdOf({ given, releasedAt, waiting: { weight, interruptible } }: Stay, to: number): readonly Hold[] {
  if (given === undefined) return [];
  return [{ agentId: given.agentId, weight, interruptible, from: given.at, until: releasedAt ?? to }];
}

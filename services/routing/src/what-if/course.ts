import type { AgentId, AssignmentSettings } from '@onethread/contracts';
import type { WaitingConversation } from '../domain/assignment/terms.ts';
import { dueAtOf, type Place } from './placing.ts';
import type { StayOutcome } from './run.ts';
import type { Stay } from './traffic.ts';

/** A stay on its way through a simulation. */
export interface Course {
  readonly stay: Stay;
  readonly outcome: StayOutcome;
  /** As the policy is told when it waits. */
  waiting: WaitingConversation;
  /** Whom it is offered to. Offers are counted: an answer to an earlier one comes too late. */
  offeredTo: AgentId | undefined;
}

/** A stay that begins at `now`: as old as it was then, in the queue where it goes here. */
export function beginCourse(
  stay: Stay,
  { queue, skills, priority, weight, interruptible }: Place,
  now: number,
  settings: AssignmentSettings,
  keeperBefore: AgentId | undefined,
): Course {
  const { conversationId, nth, arrivedAt, waiting } = stay;
  const waitingSince = now - Math.max(arrivedAt - waiting.waitingSince, 0);
  const since = nth === 0 ? waitingSince : now;
  const dueAt = dueAtOf(settings, queue, nth, since);
  const due = dueAt === undefined ? {} : { dueAt };
  const keeperId = keeperBefore ?? (waiting.keeperId as AgentId | undefined);
  return {
    stay,
    outcome: { stay, queueId: queue.id, since, offers: 0, declined: 0, missed: 0, ...due },
    waiting: {
      conversationId,
      waitingSince,
      queueId: queue.id,
      weight,
      channel: waiting.channel,
      interruptible,
      priority,
      skills,
      refusedBy: waiting.refusedBy as AgentId[],
      ...(keeperId === undefined ? {} : { keeperId }),
      ...due,
    },
    offeredTo: undefined,
  };
}

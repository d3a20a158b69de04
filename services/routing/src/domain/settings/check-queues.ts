import type { AssignmentSettings, QueueSettings, SkillNeed } from '@onethread/contracts';
import type { Findings } from './settings-problem.ts';

/** Steps, overflow and targets of each queue. */
export function checkQueues(settings: AssignmentSettings, findings: Findings): void {
  const byId = new Map(settings.queues.map((queue) => [queue.id, queue]));
  for (const queue of settings.queues) {
    checkRelaxing(queue, findings);
    checkOverflow(queue, byId, findings);
    checkAnyone(queue, findings);
    checkTargets(queue, findings);
  }
  checkCycles(settings.queues, byId, findings);
}

function checkRelaxing({ id, skills, relax }: QueueSettings, findings: Findings): void {
  for (const [index, step] of relax.entries()) {
    const path = `queues[${id}].relax[${index}]`;
    const before = relax[index - 1];
    if (before !== undefined && step.afterSeconds <= before.afterSeconds) {
      const message = `The step after ${step.afterSeconds} s stands behind that after ${before.afterSeconds} s: put steps in the order of their times, each time once.`;
      findings.error('steps-out-of-order', path, message);
    }
    for (const { skill, level } of step.skills) {
      const asked = levelOf(before?.skills ?? skills, skill);
      if (asked === undefined || level <= asked) continue;
      const message = `After ${step.afterSeconds} s ${skill} ${level} is asked for, before it was ${asked}: waiting longer would leave fewer agents. Ask for less.`;
      findings.warn('relaxing-asks-for-more', path, message);
    }
  }
}

function checkOverflow(
  { id, pool, overflow }: QueueSettings,
  byId: ReadonlyMap<string, QueueSettings>,
  findings: Findings,
): void {
  for (const [index, step] of overflow.entries()) {
    const path = `queues[${id}].overflow[${index}]`;
    const before = overflow[index - 1];
    if (before !== undefined && step.afterSeconds < before.afterSeconds) {
      const message = `The overflow after ${step.afterSeconds} s stands behind that after ${before.afterSeconds} s: put steps in the order of their times.`;
      findings.error('steps-out-of-order', path, message);
    }
    if (step.queue === id) {
      findings.error('overflow-to-itself', path, `${id} overflows into itself: name another queue, or leave it out.`);
    }
    const target = byId.get(step.queue);
    if (target !== undefined && target.pool !== pool) {
      const message = `${target.id} is of the pool ${target.pool}, ${id} of ${pool}: a queue overflows only within its pool, whose agents are counted together.`;
      findings.error('overflow-to-other-pool', path, message);
    }
  }
}

function checkAnyone({ id, relax, overflow, anyoneAfterSeconds }: QueueSettings, findings: Findings): void {
  if (anyoneAfterSeconds === undefined) return;
  const later = [...relax, ...overflow].filter(({ afterSeconds }) => afterSeconds >= anyoneAfterSeconds);
  if (later.length === 0) return;
  const message = `From ${anyoneAfterSeconds} s on anyone in the pool is asked: the steps after ${later.map(({ afterSeconds }) => `${afterSeconds} s`).join(', ')} change nothing any more.`;
  findings.warn('anyone-too-early', `queues[${id}].anyoneAfterSeconds`, message);
}

/** What `warnMinutes` is where nobody says: then it is shortened without a word. */
const USUAL_WARN_MINUTES = 15;

function checkTargets({ id, targets }: QueueSettings, findings: Findings): void {
  if (targets === undefined) return;
  const path = `queues[${id}].targets`;
  const {
    firstResponseMinutes: first,
    nextResponseMinutes: next,
    resolutionMinutes: resolution,
    warnMinutes,
  } = targets;
  for (const minutes of [first, next, resolution]) {
    if (minutes === undefined || warnMinutes === USUAL_WARN_MINUTES || warnMinutes * 2 <= minutes) continue;
    const message = `A warning ${warnMinutes} min before the end of ${minutes} min is given after half of it. Make warnMinutes at most ${Math.max(1, Math.floor(minutes / 2))}.`;
    findings.warn('warning-too-early', `${path}.warnMinutes`, message);
    break;
  }
  if (first !== undefined && resolution !== undefined && resolution < first) {
    const message = `All is to be done after ${resolution} min, and first answered after ${first} min: make the first the longer.`;
    findings.warn('target-before-first-response', `${path}.resolutionMinutes`, message);
  }
}

/** Each cycle once, told at its first queue. */
function checkCycles(
  queues: readonly QueueSettings[],
  byId: ReadonlyMap<string, QueueSettings>,
  findings: Findings,
): void {
  const done = new Set<string>();
  const path: string[] = [];
  const visit = (id: string): void => {
    const since = path.indexOf(id);
    if (since !== -1) {
      const cycle = path.slice(since);
      if (cycle.length === 1) return;
      const way = [...cycle, id].join(' → ');
      findings.error(
        'overflow-cycle',
        `queues[${cycle[0]}].overflow`,
        `Queues overflow in a circle, ${way}: take one step out.`,
      );
      return;
    }
    if (done.has(id)) return;
    path.push(id);
    for (const step of byId.get(id)?.overflow ?? []) visit(step.queue);
    path.pop();
    done.add(id);
  };
  for (const { id } of queues) visit(id);
}

function levelOf(needs: readonly SkillNeed[], skill: string): number | undefined {
  return needs.find((need) => need.skill === skill)?.level;
}

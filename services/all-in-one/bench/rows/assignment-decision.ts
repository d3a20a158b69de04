import { benchAssignment, benchFairness } from '@onethread/routing/bench';
import type { MeasureRow } from '../row.ts';

export const measure: MeasureRow = ({ short }) => {
  const { agents, waiting, decisions, decisionsPerSecond, p50Us, p99Us } = benchAssignment(
    short ? { decisions: 20_000 } : {},
  );
  const fairness = benchFairness(short ? { agents: 100, hours: 0.25 } : {});
  const slowest = Math.max(...fairness.waitBySkill.map((skill) => skill.p95Ms));
  const fastest = Math.min(...fairness.waitBySkill.map((skill) => skill.p95Ms));
  return Promise.resolve({
    figures: [
      { what: 'p50', value: p50Us / 1000, unit: 'ms' },
      { what: 'p99', value: p99Us / 1000, unit: 'ms', target: { atMost: 1 } },
      { what: 'decisions a second', value: decisionsPerSecond, unit: '' },
      { what: 'evenness (Jain)', value: fairness.jain, unit: '', ...(short ? {} : { target: { atLeast: 0.95 } }) },
      { what: 'p95 wait, fastest skill', value: fastest / 1000, unit: 's' },
      { what: 'p95 wait, slowest skill', value: slowest / 1000, unit: 's' },
      { what: 'waited over 5 medians', value: fairness.starved, unit: '', ...(short ? {} : { target: { atMost: 0 } }) },
      { what: 'got their last agent', value: fairness.stickyHitRate * 100, unit: '%' },
    ],
    conditions: `${agents.toLocaleString('en-US')} agents, ${waiting.toLocaleString('en-US')} waiting, 20 skills, 20 queues, ${decisions.toLocaleString('en-US')} decisions. Fairness: simulated time of ${fairness.agents} agents with a twentieth more work than they can do.`,
  });
};

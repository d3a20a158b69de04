import { benchAssignment } from '@onethread/routing/bench';
import type { MeasureRow } from '../row.ts';

export const measure: MeasureRow = ({ short }) => {
  const { agents, waiting, decisions, decisionsPerSecond, p50Us, p99Us } = benchAssignment(
    short ? { decisions: 20_000 } : {},
  );
  return Promise.resolve({
    figures: [
      { what: 'p50', value: p50Us / 1000, unit: 'ms' },
      { what: 'p99', value: p99Us / 1000, unit: 'ms', target: { atMost: 1 } },
      { what: 'decisions a second', value: decisionsPerSecond, unit: '' },
    ],
    conditions: `${agents.toLocaleString('en-US')} agents, ${waiting.toLocaleString('en-US')} waiting, ${decisions.toLocaleString('en-US')} decisions.`,
  });
};

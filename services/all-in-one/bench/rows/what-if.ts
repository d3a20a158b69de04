import { benchWhatIf } from '@onethread/routing/bench/what-if';
import type { MeasureRow } from '../row.ts';

export const measure: MeasureRow = async ({ short }) => {
  const { conversations, agents, inputs, bytes, decisions, different, replayMs, answerMs } = await benchWhatIf(
    short ? { conversations: 500, agents: 5 } : {},
  );
  return {
    figures: [
      { what: 'decisions made again', value: decisions, unit: '' },
      { what: 'came out otherwise', value: different, unit: '', target: { atMost: 0 } },
      { what: 'all made again', value: replayMs / 1000, unit: 's' },
      { what: 'what would have been, answered', value: answerMs / 1000, unit: 's' },
      { what: 'recorded by conversation', value: bytes / conversations / 1000, unit: 'kB' },
    ],
    conditions: `${conversations.toLocaleString('en-US')} conversations, ${agents} agents, 20 skills, 6 queues; ${inputs.toLocaleString('en-US')} inputs. Answered: read, replayed, and simulated twice.`,
  };
};

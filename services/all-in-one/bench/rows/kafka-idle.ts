import { benchIdleGroups } from '@onethread/log/bench';
import { onKafka } from '../load/on-servers.ts';

const GROUPS = 8;
const PARTITIONS = 12;

export const measure = onKafka(async ({ brokers, description }, { short }) => {
  const connection = { brokers, clientId: 'onethread-bench' };
  const seconds = short ? 4 : 15;
  const options = { connection, groups: GROUPS, partitions: PARTITIONS, seconds };
  const patched = await benchIdleGroups({ ...options, patched: true });
  const unpatched = await benchIdleGroups({ ...options, patched: false });
  const percent = (cores: number): number => (cores / GROUPS) * 100;
  return {
    figures: [
      {
        what: 'processor by group, through the port',
        value: percent(patched.cores),
        unit: '% of a core',
        target: { atMost: 1 },
      },
      {
        what: 'the same with the request queue of kafkajs as it comes',
        value: percent(unpatched.cores),
        unit: '% of a core',
        yardstick: true,
      },
      { what: 'as it comes, by patched', value: unpatched.cores / patched.cores, unit: '×' },
    ],
    conditions: `${description}; ${GROUPS} groups on ${GROUPS} topics of ${PARTITIONS} partitions, watched for ${seconds} s.`,
  };
});

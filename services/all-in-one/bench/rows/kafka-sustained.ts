import { Crowd } from '../load/crowd.ts';
import { openOneProcessOnKafka } from '../load/installation.ts';
import { onKafka } from '../load/on-servers.ts';
import { sustain } from '../load/sustain.ts';

export const measure = onKafka(async (kafka, { short }) => {
  const runMs = short ? 3000 : 10_000;
  const onTheWay = short ? 50 : 400;
  await using installation = await openOneProcessOnKafka(kafka);
  await using crowd = await Crowd.gather(installation, short ? { sms: 50, inApp: 50 } : { sms: 600, inApp: 400 });
  const { rate, delay, worstLagMs, onethreadUs, loadUs, refused } = await sustain(crowd, { onTheWay, runMs });
  return {
    figures: [
      { what: 'messages that reached an agent', value: rate, unit: 'msg/s', target: { atLeast: 1500 } },
      { what: 'sent → on the agent’s stream, p50', value: delay.p50, unit: 'ms' },
      { what: 'sent → on the agent’s stream, p99', value: delay.p99, unit: 'ms' },
      { what: 'worst lag of a consumer group', value: worstLagMs, unit: 'ms' },
      { what: 'processor of Onethread by message', value: onethreadUs, unit: 'µs' },
      { what: 'processor of the load by message', value: loadUs, unit: 'µs' },
    ],
    conditions: `${kafka.description}; ${onTheWay} messages on their way for ${runMs / 1000} s; ${crowd.size} customers, SMS webhooks and in-app sockets with their feeds open, followed by ${crowd.agents.length} agents; ${refused} refused, held back by the system or because one person wrote too fast, not counted.`,
  };
});

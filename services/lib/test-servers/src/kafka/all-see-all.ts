import { until } from '../until.ts';
import { kafkaBrokers } from './kafka-probe.ts';

const FORM_WITHIN_MS = 60_000;

/** Until each of the brokers holds all of them for alive: from then on topics can have all their replicas. */
export async function allSeeAll(brokers: readonly string[]): Promise<void> {
  const formed = async () => {
    const seen = await Promise.all(brokers.map(kafkaBrokers));
    return seen.every((alive) => alive.length === brokers.length);
  };
  await until(formed, `${brokers.length} Kafka nodes to form a cluster`, FORM_WITHIN_MS);
}

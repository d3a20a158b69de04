import type { KafkaEventLog, KafkaEventLogOptions } from './kafka-event-log.ts';
import type { TopicPlan, TopicPlanOptions } from './topic-plan.ts';

// What others get of Kafka. Its client is loaded when it is first asked for: a process on the embedded log never does.

/** Opens the event log at these brokers without asking them yet. Throws `TypeError` when none is named. */
export async function openKafkaEventLog(options: KafkaEventLogOptions): Promise<KafkaEventLog> {
  return await (await import('./kafka-event-log.ts')).openKafkaEventLog(options);
}

/** Compares the topics at the brokers with what is declared. Changes nothing. Throws `BrokerFaultError`. */
export async function planTopics(options: TopicPlanOptions): Promise<TopicPlan> {
  return await (await import('./topic-plan.ts')).planTopics(options);
}

/**
 * Creates what is missing and sets retention; partitions and replication of what exists are never changed. Gives the plan
 * that it carried out; a second call finds nothing left to do. Throws `BrokerFaultError`, also when fewer brokers are up
 * than copies are asked for.
 */
export async function applyTopics(options: TopicPlanOptions): Promise<TopicPlan> {
  return await (await import('./topic-plan.ts')).applyTopics(options);
}

import { join } from 'node:path';
import { openSqliteEventLog, type EventLog } from '@onethread/log';
import { backendCheck } from './backend-check.ts';
import type { EngineChoice } from './engine-choice.ts';
import type { Access } from './engines.ts';
import { reachChecked } from './reach-checked.ts';

const KAFKA_SETTINGS = 'LOG_BACKEND, KAFKA_BROKERS, KAFKA_SSL and KAFKA_SASL_*';

/** Opens the event log that was chosen. */
export async function openLog(choice: EngineChoice['log'], access: Access): Promise<EventLog> {
  const { logger } = access;
  if (choice.backend === 'sqlite') {
    const log = await openSqliteEventLog({ file: join(access.dataFolder, 'log.sqlite'), logger });
    access.addHealthCheck(backendCheck('log', () => log.lag()));
    return log;
  }
  const { connection, topicPrefix } = choice;
  return await reachChecked(access, {
    check: 'log',
    name: `event log (Kafka at ${connection.brokers.join(', ')})`,
    settings: KAFKA_SETTINGS,
    open: async () => (await import('@onethread/log')).openKafkaEventLog({ connection, topicPrefix, logger }),
    ask: (log) => log.lag(),
  });
}

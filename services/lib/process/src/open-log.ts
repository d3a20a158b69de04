import { join } from 'node:path';
import { openKafkaEventLog, openSqliteEventLog, type EventLog } from '@onethread/log';
import { backendCheck } from './backend-check.ts';
import type { EngineChoice, KafkaChoice } from './engine-choice.ts';
import type { Access } from './engines.ts';
import { reachChecked } from './reach-checked.ts';

const KAFKA_SETTINGS = 'LOG_BACKEND, KAFKA_BROKERS, KAFKA_SSL and KAFKA_SASL_*';

/** Opens the event log that was chosen. */
export async function openLog(choice: EngineChoice['log'], access: Access): Promise<EventLog> {
  if (choice.backend === 'kafka') return await openKafka(choice, access);
  const log = await openSqliteEventLog({ file: join(access.dataFolder, 'log.sqlite'), logger: access.logger });
  const answers = async (): Promise<undefined> => void (await log.lag());
  access.addHealthCheck(backendCheck('log', answers));
  return log;
}

async function openKafka({ connection, topicPrefix }: KafkaChoice, access: Access): Promise<EventLog> {
  const { logger, onFatal } = access;
  const log = await reachChecked(access, {
    check: 'log',
    name: `event log (Kafka at ${connection.brokers.join(', ')})`,
    settings: KAFKA_SETTINGS,
    open: async () => {
      const opened = await openKafkaEventLog({ connection, topicPrefix, logger, onFatal });
      try {
        // It opens without its brokers: this asks them.
        await opened.lag();
        return opened;
      } catch (error) {
        await opened.close();
        throw error;
      }
    },
    ask: (opened) => opened.checkHealth(),
  });
  access.addLivenessCheck({ name: 'log', check: () => log.checkProgress() });
  return log;
}

import { kafkaForTests, mongoForTests, type KafkaServers, type MongoServer } from '@onethread/test-servers';
import type { MeasureRow, RowOptions, RowResult } from '../row.ts';

export interface Servers {
  readonly kafka: KafkaServers;
  readonly mongo: MongoServer;
}

/** A row on a real Kafka of one node; skipped with the reason where there is none. */
export function onKafka(measure: (kafka: KafkaServers, options: RowOptions) => Promise<RowResult>): MeasureRow {
  return async (options) => {
    const kafka = await kafkaForTests();
    if ('missing' in kafka) return skipped(kafka.missing);
    try {
      return await measure(kafka, options);
    } finally {
      await kafka.stop();
    }
  };
}

/** A row on the document database at hand. */
export function onMongo(measure: (mongo: MongoServer, options: RowOptions) => Promise<RowResult>): MeasureRow {
  return async (options) => {
    const mongo = await mongoForTests();
    if ('missing' in mongo) return skipped(mongo.missing);
    try {
      return await measure(mongo, options);
    } finally {
      await mongo.stop();
    }
  };
}

/** A row on both; `own` where it kills them. */
export function onBoth(
  measure: (servers: Servers, options: RowOptions) => Promise<RowResult>,
  { own = false }: { readonly own?: boolean } = {},
): MeasureRow {
  return async (options) => {
    const [kafka, mongo] = await Promise.all([kafkaForTests({ own }), mongoForTests({ own })]);
    try {
      if ('missing' in kafka) return skipped(kafka.missing);
      if ('missing' in mongo) return skipped(mongo.missing);
      return await measure({ kafka, mongo }, options);
    } finally {
      await Promise.all([kafka, mongo].map(async (server) => 'missing' in server || server.stop()));
    }
  };
}

function skipped(reason: string): RowResult {
  return { figures: [], conditions: '', skipped: reason };
}

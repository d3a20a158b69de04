import { kafkaForTests, mongoForTests } from '@onethread/test-servers';

/** The servers of one level, started once; its files get them by environment. */
export interface RealServers {
  readonly env: Readonly<Record<string, string>>;
  readonly descriptions: readonly string[];
  readonly missing: readonly string[];
  stop(): Promise<void>;
}

/** Throws `TestServerMissingError` under `REQUIRE_CLUSTER=1` where one cannot be had. */
export async function openRealServers(): Promise<RealServers> {
  const kafka = await kafkaForTests();
  const stopKafka = async () => {
    if ('stop' in kafka) await kafka.stop();
  };
  const mongo = await mongoForTests().catch(async (error: unknown) => {
    await stopKafka();
    throw error;
  });
  return {
    env: {
      ...('missing' in kafka
        ? { TEST_KAFKA_MISSING: kafka.missing }
        : { TEST_KAFKA_BROKERS: kafka.brokers.join(','), TEST_KAFKA_DESCRIPTION: kafka.description }),
      ...('missing' in mongo
        ? { TEST_MONGODB_MISSING: mongo.missing }
        : { TEST_MONGODB_URI: mongo.uri, TEST_MONGODB_DESCRIPTION: mongo.description }),
    },
    descriptions: [kafka, mongo].flatMap((server) => ('missing' in server ? [] : [server.description])),
    missing: [kafka, mongo].flatMap((server) => ('missing' in server ? [server.missing] : [])),
    stop: async () => {
      await stopKafka();
      if ('stop' in mongo) await mongo.stop();
    },
  };
}

export { TestServerMissingError } from './choose.ts';
export { inheritedEnvironment, testServersConfig, TestServersConfigError, type TestServersConfig } from './config.ts';
export * from './kafka/kafka-for-tests.ts';
export * from './kafka/secured-kafka.ts';
export * from './mongodb/mongo-for-tests.ts';
export { describeServers } from './opened.ts';
export * from './own-name.ts';
export * from './servers.ts';
export * from './tcp-proxy.ts';

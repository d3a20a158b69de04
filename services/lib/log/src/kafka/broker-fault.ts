import { BrokerFaultError } from '../errors.ts';
import type { BrokerFaultCode } from '../errors.ts';

/** Follows `cause` so far. */
const MAX_CAUSES = 6;

const ADVICE: Readonly<Record<BrokerFaultCode, string>> = {
  'broker-unreachable':
    'no Kafka broker answers: see that it runs, that KAFKA_BROKERS names it, and whether it wants TLS or SASL',
  'broker-tls':
    'the TLS handshake with Kafka failed: see KAFKA_SSL, the authority in KAFKA_SSL_CA_FILE and the names in the brokers’ certificate',
  'broker-unauthenticated':
    'Kafka refused the credentials: see KAFKA_SASL_MECHANISM, KAFKA_SASL_USERNAME and KAFKA_SASL_PASSWORD',
  'broker-unauthorised': 'Kafka does not let this user do that: give it rights on the topics and groups of this system',
  'broker-unsupported': 'this Kafka speaks none of the client’s protocol versions: use Kafka 3.9 or 4.x',
  'broker-read-only': 'Kafka takes no writes: fewer brokers are up than min.insync.replicas asks for',
  'topic-missing': 'a topic does not exist: run `onethread topics apply`',
  'broker-failed': 'Kafka failed',
};

/** Kafka's own error types (`e.type` in kafkajs) that say what an operator should do. */
const BY_TYPE: Readonly<Record<string, BrokerFaultCode>> = {
  UNKNOWN_TOPIC_OR_PARTITION: 'topic-missing',
  TOPIC_AUTHORIZATION_FAILED: 'broker-unauthorised',
  GROUP_AUTHORIZATION_FAILED: 'broker-unauthorised',
  CLUSTER_AUTHORIZATION_FAILED: 'broker-unauthorised',
  SASL_AUTHENTICATION_FAILED: 'broker-unauthenticated',
  UNSUPPORTED_SASL_MECHANISM: 'broker-unauthenticated',
  ILLEGAL_SASL_STATE: 'broker-unauthenticated',
  UNSUPPORTED_VERSION: 'broker-unsupported',
  NOT_ENOUGH_REPLICAS: 'broker-read-only',
  NOT_ENOUGH_REPLICAS_AFTER_APPEND: 'broker-read-only',
  BROKER_NOT_AVAILABLE: 'broker-unreachable',
  LEADER_NOT_AVAILABLE: 'broker-unreachable',
  NOT_LEADER_FOR_PARTITION: 'broker-unreachable',
  REQUEST_TIMED_OUT: 'broker-unreachable',
  GROUP_COORDINATOR_NOT_AVAILABLE: 'broker-unreachable',
  GROUP_LOAD_IN_PROGRESS: 'broker-unreachable',
  NOT_COORDINATOR_FOR_GROUP: 'broker-unreachable',
};

const BY_NAME: Readonly<Record<string, BrokerFaultCode>> = {
  KafkaJSSASLAuthenticationError: 'broker-unauthenticated',
  KafkaJSServerDoesNotSupportApiKey: 'broker-unsupported',
  KafkaJSConnectionError: 'broker-unreachable',
  KafkaJSConnectionClosedError: 'broker-unreachable',
  KafkaJSRequestTimeoutError: 'broker-unreachable',
  KafkaJSNoBrokerAvailableError: 'broker-unreachable',
  KafkaJSBrokerNotFound: 'broker-unreachable',
  KafkaJSGroupCoordinatorNotFound: 'broker-unreachable',
  KafkaJSLockTimeout: 'broker-unreachable',
  ClientStuckError: 'broker-unreachable',
};

const TLS_CODE = /^(?:ERR_SSL|ERR_TLS|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO)|EPROTO/u;
/** kafkajs throws these two as plain errors. */
const NOT_CONNECTED = /^(?:Broker not connected|Closed connection|The producer is disconnect)/u;
const NO_COMMON_VERSION = /API Versions not supported/u;

/** What an error of the client says about the brokers. */
export function faultCodeOf(error: unknown): BrokerFaultCode {
  let current = error;
  let found: BrokerFaultCode | undefined;
  for (let depth = 0; depth < MAX_CAUSES && current instanceof Error; depth += 1) {
    const code = faultOf(current);
    // The innermost word that says more than "unreachable" counts.
    if (code !== undefined && (found === undefined || found === 'broker-unreachable')) found = code;
    current = current.cause;
  }
  return found ?? 'broker-failed';
}

/** The port's error for it. `doing` says what was tried, as in "topic inbound.messages.v1 cannot be written". */
export function brokerFault(error: unknown, doing: string): BrokerFaultError {
  if (error instanceof BrokerFaultError) return error;
  const code = faultCodeOf(error);
  const detail = code === 'broker-failed' && error instanceof Error ? ` (${error.message})` : '';
  return new BrokerFaultError(code, `${doing}: ${ADVICE[code]}${detail}`, { cause: error });
}

function faultOf(error: Error & { type?: unknown; code?: unknown }): BrokerFaultCode | undefined {
  if (error instanceof BrokerFaultError) return error.code;
  if (typeof error.type === 'string' && error.type in BY_TYPE) return BY_TYPE[error.type];
  if (typeof error.code === 'string' && TLS_CODE.test(error.code)) return 'broker-tls';
  if (NO_COMMON_VERSION.test(error.message)) return 'broker-unsupported';
  if (NOT_CONNECTED.test(error.message)) return 'broker-unreachable';
  return BY_NAME[error.name];
}

import { randomBytes } from 'node:crypto';
import { firstThatOpens } from '../choose.ts';
import { testServersConfig, type TestServersConfig } from '../config.ts';
import { freePorts } from '../processes/free-ports.ts';
import { openGuardedFolder } from '../processes/guarded-folder.ts';
import type { Missing } from '../servers.ts';
import { kafkaProgram } from './kafka-jars.ts';
import { loopbackPlace, prepareKafkaProcess, type NodeSecurity } from './kafka-process.ts';
import { makeServerCertificate, type ServerCertificate } from './server-certificate.ts';

const PORTS = 3;
const USER = 'onethread';

/** One node of Kafka that lets clients in only over TLS and with a name and password. */
export interface SecuredKafka {
  readonly brokers: readonly string[];
  readonly description: string;
  /** PEM of the authority that signed the broker's certificate. */
  readonly certificate: string;
  /** For PLAIN, SCRAM-SHA-256 and SCRAM-SHA-512 alike. */
  readonly username: string;
  readonly password: string;
  stop(): Promise<void>;
}

/**
 * A Kafka of this machine's Java whose clients need TLS and SASL; always one of its own, never from a container. Throws
 * `TestServerMissingError` where it cannot be had under `REQUIRE_CLUSTER=1`.
 */
export async function securedKafkaForTests(config = testServersConfig()): Promise<SecuredKafka | Missing> {
  return await firstThatOpens('Kafka', [{ name: 'Maven', open: () => start(config) }], config.required);
}

async function start(config: TestServersConfig): Promise<SecuredKafka> {
  const { java, javaVersion } = await kafkaProgram(config.kafka.version, config.cacheFolder);
  const folder = await openGuardedFolder();
  try {
    const certificate = await makeServerCertificate(folder.path);
    const password = randomBytes(12).toString('hex');
    const place = loopbackPlace(1, await freePorts(PORTS));
    const server = await prepareKafkaProcess(place, [place], folder, java, security(certificate, password));
    await server.start();
    return {
      brokers: [place.reach.client],
      description: `Apache Kafka ${config.kafka.version}, one node with TLS and SASL on Java ${javaVersion}, from Maven`,
      certificate: certificate.certificate,
      username: USER,
      password,
      stop: async () => {
        await server.kill();
        await folder.release();
      },
    };
  } catch (error) {
    await folder.release();
    throw error;
  }
}

/** The door for clients alone; brokers and controllers among each other stay as they are. */
function security({ keystore, password: storePassword }: ServerCertificate, password: string): NodeSecurity {
  const login = 'org.apache.kafka.common.security';
  const scram = `${login}.scram.ScramLoginModule required;`;
  return {
    settings: {
      'listener.security.protocol.map': 'CLIENT:SASL_SSL,INTERNAL:PLAINTEXT,CONTROLLER:PLAINTEXT',
      'ssl.keystore.type': 'PKCS12',
      'ssl.keystore.location': keystore,
      'ssl.keystore.password': storePassword,
      'sasl.enabled.mechanisms': 'PLAIN,SCRAM-SHA-256,SCRAM-SHA-512',
      'listener.name.client.plain.sasl.jaas.config': `${login}.plain.PlainLoginModule required user_${USER}="${password}";`,
      'listener.name.client.scram-sha-256.sasl.jaas.config': scram,
      'listener.name.client.scram-sha-512.sasl.jaas.config': scram,
    },
    format: ['SCRAM-SHA-256', 'SCRAM-SHA-512'].flatMap((mechanism) => [
      '--add-scram',
      `${mechanism}=[name=${USER},password=${password}]`,
    ]),
  };
}

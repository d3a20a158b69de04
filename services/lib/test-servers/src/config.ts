import { homedir } from 'node:os';
import { join } from 'node:path';

/** Ways that start servers, in the order in which they are tried; an address given in the environment goes before both. */
export const WAYS = ['containers', 'recipe'] as const;
export type WayName = (typeof WAYS)[number];

/** What the environment says of one kind of server. */
export interface GivenServer {
  /** Brokers or connection string. */
  readonly address?: string;
  /** What runs there, handed on by whoever started it. */
  readonly description?: string;
  /** Somebody has already tried in vain: why. */
  readonly missing?: string;
}

export interface TestServersConfig {
  /** `REQUIRE_CLUSTER=1`: a missing server is an error, never a skip. */
  readonly required: boolean;
  readonly ways: readonly WayName[];
  /** Downloads are kept here for all checkouts and runs. */
  readonly cacheFolder: string;
  readonly kafka: GivenServer & { readonly version: string; readonly image: string };
  /** `program`: started by the recipe instead of what PyPI has. */
  readonly mongodb: GivenServer & { readonly image: string; readonly program?: string };
}

const KAFKA_VERSION = '4.1.2';
const KAFKA_IMAGE = 'apache/kafka';
const MONGODB_IMAGE = 'mongo:8';

/** Thrown when the environment asks for a way of having servers that there is not. */
export class TestServersConfigError extends Error {
  readonly code = 'test-servers-config';
  readonly retryable = false;
}

/**
 * `TEST_KAFKA_BROKERS`, `TEST_MONGODB_URI`: servers that run already; `…_DESCRIPTION` says what they are.
 * `TEST_SERVERS`: `containers`, `recipe` or both (default). `KAFKA_VERSION`: default 4.1.2.
 * `TEST_KAFKA_IMAGE`, `TEST_MONGODB_IMAGE`: with a tag. `TEST_MONGODB_PROGRAM`: path of a program with the options of SecantusDB.
 * `ONETHREAD_TEST_CACHE`: default `~/.cache/onethread-test-servers`.
 */
export function testServersConfig(env: Readonly<Record<string, string | undefined>> = process.env): TestServersConfig {
  const text = (name: string): string | undefined => env[name]?.trim() || undefined;
  const given = (prefix: string, address: string | undefined): GivenServer => {
    const description = text(`${prefix}_DESCRIPTION`);
    const missing = text(`${prefix}_MISSING`);
    return { ...(address && { address }), ...(description && { description }), ...(missing && { missing }) };
  };
  const version = text('KAFKA_VERSION') ?? KAFKA_VERSION;
  const program = text('TEST_MONGODB_PROGRAM');
  return {
    required: text('REQUIRE_CLUSTER') === '1',
    ways: parseWays(text('TEST_SERVERS')),
    cacheFolder: text('ONETHREAD_TEST_CACHE') ?? join(homedir(), '.cache', 'onethread-test-servers'),
    kafka: {
      ...given('TEST_KAFKA', text('TEST_KAFKA_BROKERS')),
      version,
      image: text('TEST_KAFKA_IMAGE') ?? `${KAFKA_IMAGE}:${version}`,
    },
    mongodb: {
      ...given('TEST_MONGODB', text('TEST_MONGODB_URI')),
      image: text('TEST_MONGODB_IMAGE') ?? MONGODB_IMAGE,
      ...(program && { program }),
    },
  };
}

function parseWays(value: string | undefined): readonly WayName[] {
  if (value === undefined) return WAYS;
  const wanted = value.split(',').map((name) => name.trim());
  const unknown = wanted.filter((name) => !WAYS.some((way) => way === name));
  if (unknown.length > 0) {
    throw new TestServersConfigError(`TEST_SERVERS: got "${unknown.join(', ')}", expected ${WAYS.join(' or ')}`);
  }
  return WAYS.filter((way) => wanted.includes(way));
}

/** This process's environment with additions, for the servers and tools that it starts. */
export function inheritedEnvironment(extra: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  return { ...process.env, ...extra };
}

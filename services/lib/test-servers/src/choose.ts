import type { Missing } from './servers.ts';

/** One way to a server. It answers with the server or with the reason why this way is closed here. */
export interface Way<Server> {
  readonly name: string;
  readonly open: () => Promise<Server | Missing>;
}

/** Thrown under `REQUIRE_CLUSTER=1` when no way leads to a server; the message has the reason of each. */
export class TestServerMissingError extends Error {
  readonly code = 'test-server-missing';
  readonly retryable = false;
}

/** Tries the ways one after the other and takes the first that gives a server. */
export async function firstThatOpens<Server extends object>(
  what: string,
  ways: readonly Way<Server>[],
  required: boolean,
): Promise<Server | Missing> {
  const reasons: string[] = [];
  for (const { name, open } of ways) {
    // One after the other is the point: a later way is only for where the earlier is closed.
    const server = await open().catch((error: unknown): Missing => ({ missing: messageOf(error) }));
    if (!('missing' in server)) return server;
    reasons.push(`${name}: ${server.missing}`);
  }
  const missing = `no ${what} (${reasons.join('; ') || 'no way is allowed by TEST_SERVERS'})`;
  if (required) throw new TestServerMissingError(missing);
  return { missing };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

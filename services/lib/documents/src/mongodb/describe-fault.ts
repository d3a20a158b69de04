import { MongoServerError, MongoServerSelectionError } from 'mongodb';
import type { TopologyDescription } from 'mongodb';

/** One line without what a server quotes of documents. */
export function describeFault(error: unknown): string {
  if (error instanceof MongoServerSelectionError) return describeSelection(error.reason, error.message);
  // A batch that a network broke off comes as an answer without a code.
  if (error instanceof MongoServerError && error.code !== undefined) {
    return `MongoDB answers ${error.codeName ?? 'with an error'} (code ${String(error.code)})`;
  }
  return error instanceof Error ? `MongoDB: ${error.message}` : 'MongoDB: unknown fault';
}

function describeSelection(topology: TopologyDescription | undefined, message: string): string {
  const servers = [...(topology?.servers.values() ?? [])];
  if (servers.length === 0) return `MongoDB cannot be reached: ${message}`;
  const states = servers.map(({ address, type, error }) => `${address}: ${error?.message ?? type}`);
  return `no MongoDB primary answers (${states.join('; ')})`;
}

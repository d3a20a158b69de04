import type { MongoClient, TopologyDescription } from 'mongodb';

/** A pino logger fits. */
export interface PrimaryLogger {
  info(details: object, message: string): void;
  warn(details: object, message: string): void;
}

/** Logs when the primary goes and when one is there again: what an operator looks for beside calls that failed. */
export function watchPrimary(client: MongoClient, logger: PrimaryLogger): void {
  let known: string | undefined;
  client.on('topologyDescriptionChanged', ({ newDescription }) => {
    const primary = primaryOf(newDescription);
    if (primary === known) return;
    // Closing a client ends in a topology without servers.
    if (primary === undefined && newDescription.type !== 'Unknown') {
      logger.warn({ was: known }, 'MongoDB has no primary that can be reached');
    }
    if (primary !== undefined) logger.info({ primary }, 'MongoDB primary found');
    known = primary;
  });
}

function primaryOf({ servers }: TopologyDescription): string | undefined {
  return [...servers.values()].find(({ type }) => type === 'RSPrimary' || type === 'Mongos')?.address;
}

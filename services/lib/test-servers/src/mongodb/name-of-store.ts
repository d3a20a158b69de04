import { askMongo } from './mongo-probe.ts';

/** What the server really is: one that only speaks MongoDB's protocol also says a MongoDB version. Throws `NoAnswerError`. */
export async function nameOfStore(address: string): Promise<string> {
  const info = await askMongo(address, 'buildInfo');
  const compatible = info.get('secantusVersion');
  if (compatible !== undefined) return `SecantusDB ${compatible} (MongoDB-compatible, not mongod)`;
  return `MongoDB ${info.get('version') ?? 'of unknown version'}`;
}

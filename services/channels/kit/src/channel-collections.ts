import { parkedCollection } from './outbound/parked-keys.ts';
import { sendsCollection } from './outbound/send-claims.ts';
import { knownSendsCollection } from './provider/known-sends.ts';
import { outOfReachCollection } from './provider/out-of-reach.ts';

/** What the kit keeps in the database of every channel; a channel adds its own. */
export const channelCollections = [
  parkedCollection,
  sendsCollection,
  knownSendsCollection,
  outOfReachCollection,
] as const;

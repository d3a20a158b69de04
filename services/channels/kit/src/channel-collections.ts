import { parkedCollection } from './outbound/parked-keys.ts';
import { sendsCollection } from './outbound/send-claims.ts';
import { picturesCollection } from './pictures/picture-looks.ts';
import { knownSendsCollection } from './provider/known-sends.ts';
import { outOfReachCollection } from './provider/out-of-reach.ts';

/** What the kit keeps in the database of every channel; a channel adds its own. */
export const channelCollections = [
  parkedCollection,
  sendsCollection,
  knownSendsCollection,
  outOfReachCollection,
  picturesCollection,
] as const;

import { acknowledgeBeforePublish } from './acknowledge-before-publish.ts';
import { commitBeforeStore } from './commit-before-store.ts';
import { forgetDecision } from './forget-decision.ts';
import { forgetProjection } from './forget-projection.ts';
import { ignoreCapacity } from './ignore-capacity.ts';
import { loseAge } from './lose-age.ts';
import { loseOrder } from './lose-order.ts';
import { noDedupe } from './no-dedupe.ts';
import { offerToRefuser } from './offer-to-refuser.ts';
import { recordOtherwise } from './record-otherwise.ts';
import type { Sabotage } from './sabotage.ts';
import { sendWithoutClaim } from './send-without-claim.ts';
import { twoOwners } from './two-owners.ts';

/** With this as `BROKEN` the same file starts a whole build. */
export const NOTHING = 'nothing';

/** Every promise that is turned off, one at a time. */
export const SABOTAGES: readonly Sabotage[] = [
  commitBeforeStore,
  acknowledgeBeforePublish,
  noDedupe,
  sendWithoutClaim,
  ignoreCapacity,
  loseOrder,
  twoOwners,
  forgetProjection,
  offerToRefuser,
  loseAge,
  forgetDecision,
  recordOtherwise,
];

import type { MetaAccounts } from '@onethread/meta-graph';
import type { MessagingPlatform } from './platform.ts';

/** A channel of the Messenger Platform as its folder declares it. */
export interface MessagingSettings {
  readonly platform: MessagingPlatform;
  readonly accounts: MetaAccounts;
  readonly verifyToken: string;
  /** Tells echoes of our replies from those of other apps beyond doubt. */
  readonly appId: string | undefined;
  readonly graphUrl: string;
  readonly graphVersion: string;
  readonly appSecretProof: boolean;
  /** Whether the app has the permission Human Agent: people may answer for seven days. */
  readonly humanAgent: boolean;
  /** Whether a thread that another app controls is taken over for a reply, or waited for. */
  readonly takeThreadControl: boolean;
  /** Whether what came while we were away is pulled from the conversations. */
  readonly catchUp: boolean;
}

import type { Seeded } from '@onethread/testkit';
import type { Companies } from '../tests/companies.ts';
import type { Deployment } from './deployments/deployment.ts';
import type { Findings } from './findings.ts';
import type { RecoveryWatch } from './traffic/recovery-watch.ts';

/** All that a fault may lay hands on while the traffic goes on. */
export interface Stage {
  readonly deployment: Deployment;
  readonly companies: Companies;
  readonly findings: Findings;
  readonly random: Seeded;
  /** Recovery times are counted from here; without a call, from the moment at which the fault begins. */
  readonly recoveryBegins: RecoveryWatch['begin'];
  /** Answers that Messenger, SMS and mail took so far, every copy counted. */
  readonly arrivals: () => number;
  /** Chance that a customer's provider delivers a message twice, from now on. */
  readonly deliverTwice: (chance: number) => void;
  /** Resets these connections of agents. */
  readonly cutAgents: (which: () => boolean) => void;
  /** Every process is down: what stands on the files is compared. */
  readonly checkFiles: () => Promise<void>;
  /** Says that clocks were moved by so much: instants from different times may be that far off. */
  readonly clocksMoved: (byMs: number) => void;
}

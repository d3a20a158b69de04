import type { SimulatedMessage } from '@onethread/testkit';
import type { Provider } from '../../wire/model.ts';
import type { FaultSwitchboard } from './fault-switchboard.ts';

/** One simulated provider as the playground plays it. */
export interface ProviderSide {
  readonly provider: Provider;
  /** Environment settings that make Onethread use it. */
  readonly settings: Readonly<Record<string, string>>;
  readonly faults: FaultSwitchboard;
  /** Newest last. */
  messages(): readonly SimulatedMessage[];
  /** Tells it where Onethread is reached. */
  connect(webhookBase: string): void;
  close(): Promise<void>;
}

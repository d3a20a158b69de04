import { deliveryContract } from './contract/delivery.contract.ts';
import { failureContract } from './contract/failure.contract.ts';
import { readingContract } from './contract/reading.contract.ts';
import { runningContract } from './contract/running.contract.ts';
import type { StartHarness } from './contract/harness.ts';

/**
 * What every adapter of the `EventLog` port must do, sentence by sentence. Nothing in it knows an adapter: a thin test
 * calls it with what starts the adapter's storage.
 */
export function eventLogContract(name: string, start: StartHarness): void {
  readingContract(name, start);
  deliveryContract(name, start);
  failureContract(name, start);
  runningContract(name, start);
}

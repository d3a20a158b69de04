import type { DeliveryLedger } from '@onethread/contracts';
import type { AdminClient } from '@onethread/rpc';
import type { Findings, PromiseName } from '../findings.ts';

/** What the system's own check looks for, and under which promise of a run it stands here. */
const PROMISED: Readonly<Record<string, PromiseName>> = {
  'assignments-decided': 'decided',
  'refusals-respected': 'refused',
  'age-kept': 'age',
  'decisions-fit': 'fits',
  'decisions-replay': 'replay',
};

/** Has the running system judge itself, as operators do with `onethread verify`. */
export async function checkVerified(admin: Pick<AdminClient, 'verifyDelivery'>, findings: Findings): Promise<void> {
  let ledger: Pick<DeliveryLedger, 'checks'> | undefined;
  for await (const step of admin.verifyDelivery({ maxExamples: 20 })) ledger = step.ledger ?? ledger;
  if (ledger === undefined) findings.add('verify', 'it did not come to its end');
  for (const { name, faults, examples } of ledger?.checks ?? []) {
    if (faults === 0) continue;
    const promise = PROMISED[name] ?? 'verify';
    for (const example of examples) findings.add(promise, `${name}: ${example}`);
    if (faults > examples.length) findings.add(promise, `${name}: and others`, faults - examples.length);
  }
}

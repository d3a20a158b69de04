import type { FaultSwitches, Provider } from '../../../wire/model.ts';

/** How many switches are not in their normal place. */
export function countActiveFaults(faults: Readonly<Record<Provider, FaultSwitches>>): number {
  return Object.values(faults).reduce(
    (sum, { isUp, calls, deliveries }) =>
      sum + Number(!isUp) + Number(calls !== 'well') + Number(deliveries !== 'well'),
    0,
  );
}

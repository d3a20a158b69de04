import type { ShownProvider } from '../../../wire/model.ts';

/** How many switches are not in their normal place. */
export function countActiveFaults(providers: readonly Pick<ShownProvider, 'faults'>[]): number {
  return providers.reduce(
    (sum, { faults: { isUp, calls, deliveries } }) =>
      sum + Number(!isUp) + Number(calls !== 'well') + Number(deliveries !== 'well'),
    0,
  );
}

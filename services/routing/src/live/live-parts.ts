import type { TouchedItems } from '../use-cases/reading/touched-items.ts';
import type { EventHub } from './event-hub.ts';

/** What every live view of this process shares. */
export interface LiveParts {
  readonly hub: EventHub;
  readonly touched: TouchedItems;
}

import assert from 'node:assert/strict';
import type { CustomerId } from '@onethread/contracts';
import { EventHub } from '../../live/event-hub.ts';
import { ShownThread } from '../../live/testing/shown-thread.ts';
import type { SessionParts } from '../../live/thread-session.ts';
import { isForCustomer } from '../../use-cases/reading/customer-view.ts';
import type { ReadingContext } from '../../use-cases/reading/reading-context.ts';
import type { ScopeOf } from '../../use-cases/reading/thread-scope.ts';
import { TouchedItems } from '../../use-cases/reading/touched-items.ts';
import { pino } from 'pino';

/** Devices that are remembered; the oldest are forgotten. */
const MAX_LEFT = 30;

type Device = Pick<ShownThread, 'items' | 'cursor'>;

/** Devices that went away in some state of the history, and come back in a later one: whoever holds them by then. */
export class LeftDevices {
  readonly #parts: SessionParts;
  readonly #left: Record<ScopeOf, Device[]> = { all: [], proved: [] };
  /** Resumed without being shown everything anew, and with it. */
  resumed = 0;
  anew = 0;

  constructor(context: ReadingContext) {
    const subscription = { pause: () => {}, resume: () => {}, stop: async () => {}, pending: 0 };
    const hub = new EventHub({
      log: { broadcast: async () => subscription },
      logger: pino({ enabled: false }),
      now: () => 0,
      count: () => {},
    });
    this.#parts = { context, hub, touched: new TouchedItems(context.collections) };
  }

  /**
   * A device that was left comes back as this customer's, whosever it was: by its cursor it shows what a new one shows, no
   * gap, no double. Then it is left again.
   */
  async comeBack(customerId: CustomerId, scope: ScopeOf, which: number): Promise<void> {
    const left = this.#left[scope];
    const fresh = await this.#opened(customerId, scope);
    const from = left[which % Math.max(1, left.length)];
    if (from !== undefined) {
      const device = await this.#opened(customerId, scope, from);
      assert.deepEqual(device.shown(), fresh.shown(), `a device that came back to ${scope} of ${customerId}`);
      if (device.snapshots === 0) this.resumed += 1;
      else this.anew += 1;
      assert.equal(device.agentsRead, fresh.agentsRead);
    }
    left.push(fresh.frozen());
    if (left.length > MAX_LEFT) left.shift();
  }

  async #opened(customerId: CustomerId, scope: ScopeOf, from?: Device): Promise<ShownThread> {
    const visible = scope === 'all' ? () => true : isForCustomer;
    const how = { scope, visible, ...(from === undefined ? {} : { from: from as ShownThread }) };
    const device = new ShownThread(this.#parts, customerId, how);
    await device.open();
    device.session.close();
    return device;
  }
}

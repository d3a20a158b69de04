import type { LogRecord, OutgoingRecord } from '@onethread/log';
import type { ManualClock, Seeded } from '@onethread/testkit';
import type { SimulatedProcess } from './simulated-process.ts';

/** A partition of the commands' topic: its oldest record reaches the process that has it, and stays until it is handled there. */
export class SimulatedTopic {
  holder: SimulatedProcess | undefined;
  readonly #world: { readonly clock: ManualClock; readonly chance: Seeded };
  readonly #records: LogRecord[] = [];
  #offset = 0;
  #delivering = false;
  /** The log waits before it hands out a refused record again. */
  #refusedAt = 0;

  constructor(world: { readonly clock: ManualClock; readonly chance: Seeded }) {
    this.#world = world;
  }

  get isHandling(): boolean {
    return this.#delivering && this.#records.length > 0 && this.holder?.owner !== undefined;
  }

  append(record: OutgoingRecord): LogRecord {
    const timestamp = this.#world.clock.now();
    const delivered = { ...record, partition: 0, offset: (this.#offset += 1), headers: {}, timestamp };
    this.#records.push(delivered);
    return delivered;
  }

  moveTo(process: SimulatedProcess): void {
    if (this.holder === process) return;
    this.holder = process;
    this.#delivering = false;
  }

  deliver(): void {
    const process = this.holder;
    const record = this.#records[0];
    if (record === undefined || process?.handle === undefined || process.state !== 'running') return;
    if (this.#delivering || this.#refusedAt === this.#world.clock.now()) return;
    this.#delivering = true;
    const done = (handled: boolean) => {
      if (this.holder !== process) return;
      this.#delivering = false;
      if (!handled) this.#refusedAt = this.#world.clock.now();
      if (handled && !this.#world.chance.chance(0.05)) this.#records.shift();
    };
    process.handle(record).then(
      () => done(true),
      () => done(false),
    );
  }
}

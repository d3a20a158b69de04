import type { BrokerFaultError } from '../errors.ts';
import type { LogLogger } from '../logger.ts';

/** A fault that stays is said again after this. */
const SAY_AGAIN_MS = 30_000;

interface Fault {
  readonly error: BrokerFaultError;
  readonly saidAt: number;
}

/** What is wrong with the brokers now, as seen by each part that uses them; said in one line when it begins, not at each try. */
export class FaultBoard {
  readonly #faults = new Map<object | string, Fault>();
  readonly #logger: LogLogger | undefined;
  readonly #clock: () => number;

  constructor(logger: LogLogger | undefined, clock: () => number) {
    this.#logger = logger;
    this.#clock = clock;
  }

  /** One of the faults, the first that was noted. */
  get current(): BrokerFaultError | undefined {
    return this.#faults.values().next().value?.error;
  }

  of(who: object | string): BrokerFaultError | undefined {
    return this.#faults.get(who)?.error;
  }

  note(who: object | string, error: BrokerFaultError): void {
    const before = this.#faults.get(who);
    const now = this.#clock();
    const isNew = before?.error.code !== error.code || now - before.saidAt >= SAY_AGAIN_MS;
    this.#faults.set(who, { error, saidAt: isNew ? now : before.saidAt });
    if (isNew) this.#logger?.warn({ code: error.code }, `${error.message}; trying again`);
  }

  clear(who: object | string): void {
    const before = this.#faults.get(who);
    if (before === undefined) return;
    this.#faults.delete(who);
    this.#logger?.warn({ code: before.error.code }, 'Kafka does again what it did not');
  }
}

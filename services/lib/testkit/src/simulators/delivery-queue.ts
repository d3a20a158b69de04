import type { AttemptOutcome, SimulatorObserver } from './simulator-event.ts';

/** Deliveries in work, waiting for another attempt or held back. Above that `deliver` throws. */
export const MAX_OPEN_DELIVERIES = 20_000;
/** Thrown by `acknowledged` when the provider gave up, or the simulator was closed before our side took the delivery. */
export class DeliveryGivenUpError extends Error {
  readonly code = 'delivery-given-up';
  readonly retryable = false;
}

export interface DeliveryRequest {
  readonly id: string;
  /** Deliveries of one lane start in order: the first attempt of one ends before the next begins. Usually the customer. */
  readonly lane: string;
}

export interface Delivery {
  readonly id: string;
  /** Resolves once our side took it (of a doubled delivery: both); rejects with `DeliveryGivenUpError`. May be left alone. */
  readonly acknowledged: Promise<void>;
}

export interface DeliveryQueueOptions<Request> {
  /** Hands it over once. Never throws; ends early when the signal is aborted. */
  readonly attempt: (request: Request, closing: AbortSignal) => Promise<AttemptOutcome>;
  /** How long until another attempt after the given one (1 = the first); `undefined` = it gives up. */
  readonly retryAfterMs: (attempt: number, outcome: AttemptOutcome, request: Request) => number | undefined;
  readonly observe: SimulatorObserver;
}

interface OpenDelivery<Request> {
  readonly request: Request;
  readonly settle: { readonly resolve: () => void; readonly reject: (error: Error) => void };
}

/** Hands events to our side as a provider does: in order at first, again after failures, and wrongly on demand. */
export class DeliveryQueue<Request extends DeliveryRequest> {
  readonly #options: DeliveryQueueOptions<Request>;
  readonly #lanes = new Map<string, Promise<void>>();
  readonly #retries = new Map<NodeJS.Timeout, OpenDelivery<Request>>();
  readonly #working = new Set<Promise<void>>();
  readonly #closing = new AbortController();
  #held: OpenDelivery<Request>[] | undefined;
  #copies = 0;
  #open = 0;

  constructor(options: DeliveryQueueOptions<Request>) {
    this.#options = options;
  }

  deliver(request: Request): Delivery {
    if (this.#closing.signal.aborted) throw new DeliveryGivenUpError('the simulator is closed');
    const copies = this.#copies > 0 ? 2 : 1;
    if (this.#open + copies > MAX_OPEN_DELIVERIES) throw new RangeError(`more than ${MAX_OPEN_DELIVERIES} deliveries`);
    this.#copies = Math.max(0, this.#copies - 1);
    const sent = Array.from({ length: copies }, () => this.#accept(request));
    const acknowledged = Promise.all(sent).then(() => undefined);
    acknowledged.catch(() => undefined);
    return { id: request.id, acknowledged };
  }

  /** The next `count` deliveries are each sent twice. */
  sendTwice(count = 1): void {
    this.#copies += count;
  }

  /** From now on deliveries wait until `release`. */
  hold(): void {
    this.#held ??= [];
  }

  /** Sends what was held, in the order that `arrange` gives it (default: reversed), all at once. Tells how many. */
  release(arrange: <T>(list: readonly T[]) => readonly T[] = (list) => list.toReversed()): number {
    const held = arrange(this.#held ?? []);
    this.#held = undefined;
    for (const open of held) void this.#attempt(open, 1);
    return held.length;
  }

  /** Deliveries that are not yet acknowledged or given up. */
  get open(): number {
    return this.#open;
  }

  /** Drops what is open; each `acknowledged` rejects. */
  async close(): Promise<void> {
    this.#closing.abort();
    for (const [timer, open] of this.#retries) {
      clearTimeout(timer);
      open.settle.reject(new DeliveryGivenUpError('the simulator was closed'));
    }
    this.#retries.clear();
    for (const open of this.#held ?? []) open.settle.reject(new DeliveryGivenUpError('the simulator was closed'));
    this.#held = undefined;
    await Promise.all([...this.#lanes.values(), ...this.#working]);
  }

  #accept(request: Request): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const open: OpenDelivery<Request> = { request, settle: { resolve, reject } };
    this.#open += 1;
    const closed = (): void => void (this.#open -= 1);
    promise.then(closed, closed);
    if (this.#held === undefined) this.#enqueue(open);
    else this.#held.push(open);
    return promise;
  }

  #enqueue(open: OpenDelivery<Request>): void {
    const { lane } = open.request;
    const turn = (this.#lanes.get(lane) ?? Promise.resolve()).then(() => this.#attempt(open, 1));
    this.#lanes.set(lane, turn);
    void turn.then(() => {
      if (this.#lanes.get(lane) === turn) this.#lanes.delete(lane);
    });
  }

  #attempt(open: OpenDelivery<Request>, attempt: number): Promise<void> {
    const work = this.#tryOnce(open, attempt).finally(() => this.#working.delete(work));
    this.#working.add(work);
    return work;
  }

  /** Never throws: what comes of it goes to `settle`. */
  async #tryOnce(open: OpenDelivery<Request>, attempt: number): Promise<void> {
    const outcome = await this.#options.attempt(open.request, this.#closing.signal);
    const done = outcome.kind === 'answered' && outcome.status >= 200 && outcome.status < 300;
    const closed = this.#closing.signal.aborted;
    const waitMs = done || closed ? undefined : this.#options.retryAfterMs(attempt, outcome, open.request);
    this.#options.observe({
      kind: 'delivery',
      deliveryId: open.request.id,
      attempt,
      outcome,
      willRetry: waitMs !== undefined,
    });
    if (done) {
      open.settle.resolve();
    } else if (waitMs === undefined) {
      open.settle.reject(new DeliveryGivenUpError(closed ? 'the simulator was closed' : describe(outcome, attempt)));
    } else {
      const timer = setTimeout(() => {
        this.#retries.delete(timer);
        void this.#attempt(open, attempt + 1);
      }, waitMs);
      this.#retries.set(timer, open);
    }
  }
}

function describe(outcome: AttemptOutcome, attempts: number): string {
  const last = outcome.kind === 'answered' ? `answered ${outcome.status}` : outcome.kind;
  return `given up after ${attempts} attempt${attempts === 1 ? '' : 's'}: ${last}`;
}

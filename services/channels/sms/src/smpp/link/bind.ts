import { backOffMs, type Logger } from '@onethread/runtime';
import { randomUUID } from 'node:crypto';
import { RENEW_EVERY_MS, type BindLeases } from './bind-leases.ts';
import { LinkBrokenError, SmppLink, UntrustedCentreError, type Pdu, type PduFields } from './smpp-link.ts';

const BIND_TIMEOUT_MS = 10_000;
const UNBIND_TIMEOUT_MS = 1_000;
const ENQUIRE_EVERY_MS = 30_000;
const ENQUIRE_TIMEOUT_MS = 10_000;
const FIRST_RETRY_MS = 500;
const MOST_RETRY_MS = 30_000;
/** Carriers lock accounts that knock too often with a wrong password. */
const REFUSED_RETRY_MS = 30_000;
/** SMPP 3.4: what the library says by itself is 5.0, which some centres refuse. */
const INTERFACE_VERSION = 0x34;
/** Wrong system_id, password, system_type, not allowed to bind. */
const REFUSALS = new Set([0x0d, 0x0e, 0x0f, 0x53]);

export interface BindOptions {
  readonly url: string;
  /** PEM certificates that the centre's is checked against; undefined: the system's. */
  readonly ca: string | undefined;
  readonly systemType: string;
  readonly leases: BindLeases;
  readonly logger: Logger;
  /** A request of the centre (deliver_sm, data_sm); `bind` is where its answer goes. */
  readonly onRequest: (pdu: Pdu, bind: BoundLink) => void;
  /** Shortens waits in tests. */
  readonly firstRetryMs?: number;
}

/** A link while it is bound. */
export interface BoundLink {
  readonly bindId: string;
  readonly link: SmppLink;
}

/** `untrusted`: the centre's certificate is not one that is trusted, and nothing is said to it. */
export type BindState = 'bound' | 'connecting' | 'refused' | 'untrusted' | 'no-free-bind' | 'stopped';

/**
 * Keeps one transceiver bind up: lease, connect, bind, enquire_link every 30 s; when anything of that breaks, again with a
 * new link after a wait with jitter (0.25 s doubled to 30 s).
 */
export class SmppBind {
  readonly #options: BindOptions;
  readonly #stopping = new AbortController();
  #state: BindState = 'connecting';
  #bound: BoundLink | undefined;
  readonly #waiters = new Set<() => void>();
  #running: Promise<void> | undefined;

  constructor(options: BindOptions) {
    this.#options = options;
  }

  get state(): BindState {
    return this.#state;
  }

  get bound(): BoundLink | undefined {
    return this.#bound;
  }

  start(): void {
    this.#running ??= this.#run();
  }

  async stop(): Promise<void> {
    const bound = this.#bound;
    if (bound !== undefined) {
      const signal = AbortSignal.timeout(UNBIND_TIMEOUT_MS);
      await bound.link.request('unbind', {}, signal).catch(() => undefined);
    }
    this.#stopping.abort();
    bound?.link.close();
    await this.#running;
    this.#set('stopped');
  }

  /** The bound link, waiting a little for one that is on its way; undefined: there is none. */
  async whenBound(waitMs: number, signal: AbortSignal): Promise<BoundLink | undefined> {
    if (this.#bound !== undefined || this.#state !== 'connecting') return this.#bound;
    const limit = AbortSignal.any([signal, this.#stopping.signal, AbortSignal.timeout(waitMs)]);
    await new Promise<void>((resolve) => {
      this.#waiters.add(resolve);
      limit.addEventListener('abort', () => (this.#waiters.delete(resolve), resolve()), { once: true });
    });
    return this.#bound;
  }

  async #run(): Promise<void> {
    let failures = 0;
    while (!this.#stopping.signal.aborted) {
      const wasBound = await this.#live().catch((error: unknown) => {
        this.#set(error instanceof UntrustedCentreError ? 'untrusted' : 'connecting');
        if (!(error instanceof LinkBrokenError))
          this.#options.logger.warn({ err: error }, 'the bind could not be made');
        return false;
      });
      failures = wasBound ? 1 : failures + 1;
      if (this.#state === 'bound') this.#set('connecting');
      const { firstRetryMs = FIRST_RETRY_MS } = this.#options;
      const ladder = backOffMs(failures, { firstMs: firstRetryMs, mostMs: MOST_RETRY_MS });
      await this.#pause(
        this.#state === 'refused' || this.#state === 'untrusted' ? Math.max(ladder, refusedWait(firstRetryMs)) : ladder,
      );
    }
  }

  /** One life of a link; true when it was bound. */
  async #live(): Promise<boolean> {
    const { leases, onRequest } = this.#options;
    const bindId = randomUUID();
    if (!(await leases.hold(bindId))) {
      this.#set('no-free-bind');
      return false;
    }
    if (this.#state === 'no-free-bind') this.#set('connecting');
    let bound: BoundLink | undefined;
    try {
      const link = await SmppLink.open({
        ...addressOf(this.#options.url),
        ca: this.#options.ca,
        signal: this.#stopping.signal,
        onRequest: (pdu) => {
          if (bound !== undefined) this.#answer(pdu, bound, onRequest);
        },
      });
      bound = { bindId, link };
      if (!(await this.#bindTo(bound))) return false;
      await this.#keep(bound);
      return true;
    } finally {
      this.#bound = undefined;
      bound?.link.close();
      await bound?.link.closed;
      await leases.release(bindId).catch(() => undefined);
    }
  }

  async #bindTo(bound: BoundLink): Promise<boolean> {
    const answer = await bound.link.request(
      'bind_transceiver',
      this.#credentials(),
      AbortSignal.timeout(BIND_TIMEOUT_MS),
    );
    const status = answer.command_status;
    if (status !== 0) {
      this.#options.logger.warn({ status }, 'the message centre refused the bind');
      this.#set(REFUSALS.has(status) ? 'refused' : 'connecting');
      return false;
    }
    this.#bound = bound;
    this.#set('bound');
    return true;
  }

  /** Until the link closes: says that we are there, asks whether the other side is. */
  async #keep({ link, bindId }: BoundLink): Promise<void> {
    const renewing = setInterval(() => {
      this.#options.leases.hold(bindId).then(
        (held) => void (held || link.close()),
        // A store that is away does not end a bind that works.
        () => undefined,
      );
    }, RENEW_EVERY_MS);
    const enquiring = setInterval(() => {
      link.request('enquire_link', {}, AbortSignal.timeout(ENQUIRE_TIMEOUT_MS)).catch(() => link.close());
    }, ENQUIRE_EVERY_MS);
    await link.closed;
    clearInterval(renewing);
    clearInterval(enquiring);
  }

  #answer(pdu: Pdu, bound: BoundLink, onRequest: BindOptions['onRequest']): void {
    if (pdu.command === 'deliver_sm' || pdu.command === 'data_sm') onRequest(pdu, bound);
    else if (pdu.command === 'unbind') void bound.link.respond(pdu).then(() => bound.link.close());
    else if (pdu.command !== 'alert_notification' && pdu.command !== 'outbind') void bound.link.respond(pdu);
  }

  #credentials(): PduFields {
    const { username, password } = new URL(this.#options.url);
    return {
      system_id: decodeURIComponent(username),
      password: decodeURIComponent(password),
      system_type: this.#options.systemType,
      interface_version: INTERFACE_VERSION,
    };
  }

  #set(state: BindState): void {
    this.#state = state;
    if (state === 'connecting') return;
    for (const wake of this.#waiters) wake();
    this.#waiters.clear();
  }

  async #pause(ms: number): Promise<void> {
    const { signal } = this.#stopping;
    if (signal.aborted) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      signal.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true });
    });
  }
}

function refusedWait(firstRetryMs: number): number {
  return firstRetryMs === FIRST_RETRY_MS ? REFUSED_RETRY_MS : firstRetryMs;
}

function addressOf(url: string): { readonly host: string; readonly port: number; readonly tls: boolean } {
  const { protocol, hostname, port } = new URL(url);
  const tls = protocol === 'ssmpp:';
  return { host: hostname.replaceAll(/[[\]]/g, ''), port: Number(port || (tls ? 3550 : 2775)), tls };
}

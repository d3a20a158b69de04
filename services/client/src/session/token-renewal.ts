/** A fresh token is asked for so long before the old one ends, and again so long after a failure. */
const BEFORE_MS = 25_000;
const AGAIN_AFTER_MS = 5_000;
const MAX_TIMER_MS = 2 ** 31 - 1;

/** Renews a token in time, so that a live connection does not break for it. */
export class TokenRenewal {
  readonly #now: () => number;
  readonly #renew: () => Promise<void>;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(now: () => number, renew: () => Promise<void>) {
    this.#now = now;
    this.#renew = renew;
  }

  /** `expiresAt`: epoch ms; undefined: nothing to renew. */
  plan(expiresAt: number | undefined): void {
    this.stop();
    if (expiresAt !== undefined) this.#after(Math.max(expiresAt - BEFORE_MS - this.#now(), AGAIN_AFTER_MS));
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  #after(ms: number): void {
    this.#timer = setTimeout(
      () => void this.#renew().catch(() => this.#after(AGAIN_AFTER_MS)),
      Math.min(ms, MAX_TIMER_MS),
    );
  }
}

import { createHmac, randomUUID } from 'node:crypto';
import { changeDocument, type Collection, type DocumentStore, type StoredDocument } from '@onethread/documents';
import { DeskError } from '../errors.ts';

interface AttemptsDocument extends StoredDocument {
  /** Keyed hash of the account or the address. */
  readonly _id: string;
  readonly failures: number;
  /** Which try was counted last, so that one whose answer was lost is not counted twice. */
  readonly lastTry?: string;
  readonly blockedUntil: number;
  readonly expiresAt: number;
}

interface Rule {
  /** Failures that cost no waiting. */
  readonly free: number;
  /** Longest pause. */
  readonly mostMs: number;
}

/** An account's pause is short, so that nobody can lock a colleague out; an address's is long. */
const RULES = {
  account: { free: 5, mostMs: 60_000 },
  address: { free: 20, mostMs: 15 * 60_000 },
} as const satisfies Record<string, Rule>;
type Kind = keyof typeof RULES;

/** After so long without an attempt all is forgotten. */
const FORGET_MS = 3600 * 1000;

/** Counts sign-ins that failed, in the store: over restarts and all replicas. */
export class Attempts {
  readonly #documents: Collection<AttemptsDocument>;
  readonly #secret: string;
  readonly #now: () => number;

  private constructor(documents: Collection<AttemptsDocument>, secret: string, now: () => number) {
    this.#documents = documents;
    this.#secret = secret;
    this.#now = now;
  }

  static async open(store: DocumentStore, secret: string, now: () => number): Promise<Attempts> {
    const documents = await store.collection<AttemptsDocument>({
      name: 'sign_in_attempts',
      expiresAtField: 'expiresAt',
    });
    return new Attempts(documents, secret, now);
  }

  /**
   * Counts an attempt as failed before it is tried, so that many at once are counted too.
   * Throws `TooManyAttemptsError` while a pause lasts.
   */
  async begin(account: string, address: string): Promise<void> {
    await this.#count('address', address);
    await this.#count('account', account);
  }

  /** It was the right password after all. */
  async succeeded(account: string, address: string): Promise<void> {
    await this.#documents.remove(this.#idOf('account', account));
    const id = this.#idOf('address', address);
    const known = await this.#documents.get(id);
    // Other accounts that were tried from this address still count.
    if (known !== undefined) await this.#documents.replace({ ...known, failures: known.failures - 1, blockedUntil: 0 });
  }

  async #count(kind: Kind, subject: string): Promise<void> {
    const id = this.#idOf(kind, subject);
    const lastTry = randomUUID();
    // Whoever is faster counted a failure, so that contention ends with a pause.
    await changeDocument(this.#documents, {
      id,
      make: (stored) => {
        if (stored?.lastTry === lastTry) return stored;
        const now = this.#now();
        if (stored !== undefined && stored.blockedUntil > now) {
          throw new TooManyAttemptsError(stored.blockedUntil - now);
        }
        const failures = stored === undefined || stored.expiresAt <= now ? 1 : stored.failures + 1;
        const blockedUntil = now + pauseMs(failures, RULES[kind]);
        return { _id: id, failures, lastTry, blockedUntil, expiresAt: now + FORGET_MS };
      },
    });
  }

  #idOf(kind: Kind, subject: string): string {
    return createHmac('sha256', this.#secret).update(`${kind}\0${subject}`).digest('hex');
  }
}

/** The pause after so many failures: 1 s, doubled by each further one. */
export function pauseMs(failures: number, rule: Rule): number {
  return failures < rule.free ? 0 : Math.min(rule.mostMs, 1000 * 2 ** (failures - rule.free));
}

/** Thrown while a pause lasts. */
export class TooManyAttemptsError extends DeskError {
  readonly retryAfterS: number;
  constructor(waitMs: number) {
    const seconds = Math.ceil(waitMs / 1000);
    super(
      'too-many-attempts',
      `Too many attempts. Try again in ${seconds < 90 ? `${seconds} s` : `${Math.ceil(seconds / 60)} min`}.`,
    );
    this.retryAfterS = seconds;
  }
}

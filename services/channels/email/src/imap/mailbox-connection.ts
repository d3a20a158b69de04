import { ImapFlow, type ImapFlowError } from 'imapflow';
import { LIMITS } from '../limits.ts';
import { CredentialsRefusedError } from './access-tokens.ts';
import type { ImapMailbox } from './mailbox-settings.ts';
import type { ReadingTimes } from './reading-times.ts';

const DAY_MS = 86_400_000;
/** Of one answer beside the mail that it carries: lists of UIDs, headers of the protocol. */
const ANSWER_BYTES = 8 * 1024 * 1024;
/** Faults of a login that pass by themselves (RFC 5530); any other refusal needs a person. */
const PASSING = new Set(['UNAVAILABLE', 'LIMIT', 'INUSE', 'SERVERBUG', 'OVERQUOTA']);

export type ImapLogin = { readonly user: string } & ({ readonly pass: string } | { readonly accessToken: string });

/** Thrown when the server or the way to it fails. `code` names the kind, never what it said. */
export class MailboxUnreachableError extends Error {
  readonly code: string;
  readonly retryable = true;
  constructor(code: string, options?: ErrorOptions) {
    super('the mailbox cannot be read', options);
    this.code = code;
  }
}

export interface ConnectionOptions {
  readonly login: ImapLogin;
  readonly times: ReadingTimes;
  /** The largest mail that `fetch` is asked for. */
  readonly maxMailBytes: number;
  /** Ends the connection, whatever it does. */
  readonly signal: AbortSignal;
}

/**
 * A mailbox opened read-only on one connection, which is never used again once it broke. Every call throws
 * `MailboxUnreachableError` when it did.
 */
export class MailboxConnection {
  readonly #client: ImapFlow;
  readonly #times: ReadingTimes;
  #uidValidity = '';
  #uidNext = 1;
  #hasNews = true;
  #wake: () => void = () => {};
  readonly #endListening: () => void;

  private constructor(client: ImapFlow, times: ReadingTimes, signal: AbortSignal) {
    this.#client = client;
    this.#times = times;
    client.on('exists', () => {
      this.#hasNews = true;
      this.#wake();
    });
    client.on('close', () => this.#wake());
    // Told by the call in work or the next one; the event must have a listener.
    client.on('error', () => {});
    const close = () => client.close();
    signal.addEventListener('abort', close, { once: true });
    this.#endListening = () => signal.removeEventListener('abort', close);
  }

  /** Throws `CredentialsRefusedError` or `MailboxUnreachableError`. */
  static async open(mailbox: ImapMailbox, options: ConnectionOptions): Promise<MailboxConnection> {
    const { login, times, signal, maxMailBytes } = options;
    const { host, port, tls, folder } = mailbox;
    const client = new ImapFlow({
      host,
      port,
      secure: tls === 'tls',
      ...(tls === 'tls' ? {} : { doSTARTTLS: tls === 'starttls' }),
      auth: login,
      logger: false,
      disableAutoIdle: true,
      clientInfo: { name: 'Onethread' },
      maxIdleTime: times.idleMs,
      connectionTimeout: times.connectMs,
      greetingTimeout: times.connectMs,
      socketTimeout: times.silenceMs,
      maxLiteralSize: maxMailBytes + ANSWER_BYTES,
      maxLineLength: ANSWER_BYTES,
      maxResponseSize: maxMailBytes + 2 * ANSWER_BYTES,
    });
    const connection = new MailboxConnection(client, times, signal);
    try {
      await connection.#within(times.connectMs * 2, () => client.connect());
      const opened = await connection.#within(times.silenceMs, () => client.mailboxOpen(folder, { readOnly: true }));
      // The library goes on to change its object.
      connection.#uidValidity = String(opened.uidValidity);
      connection.#uidNext = opened.uidNext;
      if (signal.aborted) throw new MailboxUnreachableError('stopped');
      return connection;
    } catch (error) {
      connection.close();
      throw error;
    }
  }

  get uidValidity(): string {
    return this.#uidValidity;
  }

  /** The UID that the first mail after the opening will have at least. */
  get uidNext(): number {
    return this.#uidNext;
  }

  /** UIDs of mails above this one, ascending. */
  async uidsAbove(uid: number): Promise<number[]> {
    this.#hasNews = false;
    const found = await this.#search({ uid: `${uid + 1}:*` });
    // `N:*` names the last mail even where its UID is less than N (RFC 9051, 9: seq-range).
    return found.filter((one) => one > uid);
  }

  /** The lowest UID of a mail that arrived at this time (epoch ms) or later. */
  async firstSince(time: number): Promise<number | undefined> {
    // Only a day can be asked for (RFC 9051, 6.4.4), and without its time zone it may be the day before.
    const uids = await this.#search({ since: new Date(time - DAY_MS) });
    const second = Math.floor(time / 1_000) * 1_000;
    for (let at = 0; at < uids.length; at += LIMITS.imapBatch) {
      const found = await this.#within(this.#times.mailMs, () =>
        this.#client.fetchAll(
          uids.slice(at, at + LIMITS.imapBatch).join(','),
          { uid: true, internalDate: true },
          { uid: true },
        ),
      );
      const since = found.filter(({ internalDate }) => new Date(internalDate ?? 0).getTime() >= second);
      if (since.length > 0) return Math.min(...since.map(({ uid }) => uid));
    }
    return undefined;
  }

  /** Sizes in bytes as the server says them; what was deleted since is missing. */
  async sizesOf(uids: readonly number[]): Promise<ReadonlyMap<number, number>> {
    if (uids.length === 0) return new Map();
    const found = await this.#within(this.#times.mailMs, () =>
      this.#client.fetchAll(uids.join(','), { uid: true, size: true }, { uid: true }),
    );
    return new Map(found.map((one) => [one.uid, one.size ?? 0]));
  }

  /** The first so many bytes of a mail; undefined: it was deleted. Marks nothing as seen. */
  async fetch(uid: number, maxBytes: number): Promise<Buffer | undefined> {
    const found = await this.#within(this.#times.mailMs, () =>
      this.#client.fetchOne(String(uid), { uid: true, source: { maxLength: maxBytes } }, { uid: true }),
    );
    if (found === false) return undefined;
    const { source } = found;
    return source === undefined ? undefined : source.subarray(0, maxBytes);
  }

  /** Resolves when the server tells of something new, or after the time for a look of our own. */
  async waitForNews(): Promise<void> {
    if (!this.#hasNews && this.#client.usable) {
      // By itself the library would begin only after a pause; it ends when the next command is given.
      this.#client.idle().catch(() => {});
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, this.#times.pollMs);
        this.#wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    if (!this.#client.usable) throw new MailboxUnreachableError('closed');
  }

  close(): void {
    this.#endListening();
    this.#client.close();
  }

  async #search(query: { uid?: string; since?: Date }): Promise<number[]> {
    const found = await this.#within(this.#times.mailMs, () => this.#client.search(query, { uid: true }));
    if (!Array.isArray(found)) throw new MailboxUnreachableError('search-refused');
    return found.toSorted((one, other) => one - other);
  }

  async #within<T>(ms: number, call: () => Promise<T>): Promise<T> {
    // Closing makes the call in work fail.
    const timer = setTimeout(() => this.#client.close(), ms);
    try {
      return await call();
    } catch (error) {
      throw typedError(error as ImapFlowError);
    } finally {
      clearTimeout(timer);
    }
  }
}

function typedError(error: ImapFlowError): Error {
  const { code, serverResponseCode, authenticationFailed, mailboxMissing } = error;
  if (authenticationFailed === true && !PASSING.has(serverResponseCode ?? '')) {
    return new CredentialsRefusedError(serverResponseCode ?? 'refused', { cause: error });
  }
  const kind = mailboxMissing === true ? 'no-such-folder' : (serverResponseCode ?? code ?? 'protocol');
  return new MailboxUnreachableError(kind, { cause: error });
}

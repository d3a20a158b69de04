import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from '@onethread/runtime';
import type { ArrivedMail } from '../inbound/arrived-mail.ts';
import { envelopeSenderIn, recipientsIn } from '../inbound/header-envelope.ts';
import type { MailRemains } from '../inbound/receive-remains.ts';
import { LIMITS } from '../limits.ts';
import { CredentialsRefusedError, type AccessTokens } from './access-tokens.ts';
import { MailboxConnection, type ImapLogin } from './mailbox-connection.ts';
import { MailboxTakenOverError, type ClaimTerms, type MailboxClaim, type MailboxPlaces } from './mailbox-places.ts';
import type { ImapMailbox } from './mailbox-settings.ts';
import type { ReadingTimes } from './reading-times.ts';
import { startingPlace } from './starting-place.ts';

/** What operators are told of a mailbox. `elsewhere`: another process reads it. */
export type ReadingState = 'connecting' | 'reading' | 'elsewhere' | 'failing' | 'needs-reauthorisation';

export interface MailboxReaderOptions {
  readonly mailbox: ImapMailbox;
  readonly places: MailboxPlaces;
  readonly terms: ClaimTerms;
  readonly tokens: AccessTokens | undefined;
  readonly times: ReadingTimes;
  /** Whether mails of ours that cannot be delivered come back to it. */
  readonly isBounceAddress: (address: string) => boolean;
  /** Resolves once the mail is durable. */
  readonly receive: (mail: ArrivedMail) => Promise<void>;
  /** The same for what is left of a mail that cannot be taken whole. */
  readonly receiveRemains: (remains: MailRemains) => Promise<void>;
  readonly refused: (reason: string, detail?: Readonly<Record<string, number>>) => void;
  readonly onState: (state: ReadingState, code?: string) => void;
  /** Already names the mailbox. */
  readonly logger: Logger;
}

/**
 * Reads one mailbox for as long as the channel runs: claims it, connects, takes what is above the place, idles; after any
 * fault anew, with a new connection. The place moves behind a mail only when it is on the log; a crash in between makes
 * it come twice, which its id tells.
 */
export class MailboxReader {
  readonly #options: MailboxReaderOptions;
  readonly #stopping = new AbortController();
  #running: Promise<void> = Promise.resolve();
  #failures = 0;

  constructor(options: MailboxReaderOptions) {
    this.#options = options;
  }

  start(): void {
    this.#running = this.#run();
  }

  /** Resolves when no mail is in work. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#running;
  }

  async #run(): Promise<void> {
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      const waitMs = await this.#read();
      await pause(waitMs, undefined, { signal }).catch(() => {});
    }
  }

  /** One life of a connection; gives how long to wait before the next. */
  async #read(): Promise<number> {
    const { places, mailbox, terms, times, onState } = this.#options;
    try {
      const claim = await places.claim(mailbox, terms);
      if (claim === undefined) {
        onState('elsewhere');
        return times.leaseMs / 3;
      }
      onState('connecting');
      await this.#readClaimed(claim);
      return 0;
    } catch (error) {
      return this.#afterFault(error);
    }
  }

  async #readClaimed(claim: MailboxClaim): Promise<void> {
    const { times, mailbox, onState } = this.#options;
    const lost = new AbortController();
    const signal = AbortSignal.any([this.#stopping.signal, lost.signal]);
    let renewed: Promise<void> = Promise.resolve();
    const renewal = setInterval(() => {
      renewed = claim.renew().catch((error: unknown) => {
        // A store that is away: the claim may hold; the next step of the place tells.
        if (error instanceof MailboxTakenOverError) lost.abort();
      });
    }, times.leaseMs / 3);
    try {
      const login = await this.#login(signal);
      const maxMailBytes = LIMITS.mailBytes;
      const connection = await MailboxConnection.open(mailbox, { login, times, maxMailBytes, signal });
      try {
        onState('reading');
        this.#failures = 0;
        await this.#follow(connection, claim, signal);
      } finally {
        connection.close();
      }
    } finally {
      clearInterval(renewal);
      await renewed;
      await claim.release().catch(() => {});
    }
  }

  async #login(signal: AbortSignal): Promise<ImapLogin> {
    const { mailbox, tokens } = this.#options;
    if (tokens === undefined) return { user: mailbox.user, pass: mailbox.password ?? '' };
    return { user: mailbox.user, accessToken: await tokens.get(signal) };
  }

  async #follow(connection: MailboxConnection, claim: MailboxClaim, signal: AbortSignal): Promise<void> {
    const { terms, refused } = this.#options;
    if (claim.place.uidValidity !== connection.uidValidity) {
      if (claim.place.uidValidity !== undefined) refused('imap-uidvalidity-changed');
      await claim.move(await startingPlace(connection, claim.place));
    }
    while (!signal.aborted) {
      const began = terms.now();
      const uids = (await connection.uidsAbove(claim.place.lastUid)).slice(0, LIMITS.imapKnown);
      for (let at = 0; at < uids.length && !signal.aborted; at += LIMITS.imapBatch) {
        await this.#takeBatch(connection, claim, uids.slice(at, at + LIMITS.imapBatch), signal);
      }
      if (uids.length > 0 || signal.aborted) continue;
      await claim.move({ lookedAt: began });
      await connection.waitForNews();
    }
  }

  async #takeBatch(
    connection: MailboxConnection,
    claim: MailboxClaim,
    uids: readonly number[],
    signal: AbortSignal,
  ): Promise<void> {
    const sizes = await connection.sizesOf(uids);
    for (const uid of uids) {
      if (signal.aborted) return;
      const size = sizes.get(uid);
      // Without a size it was deleted since it was found.
      if (size !== undefined && !(await this.#take(connection, uid, size, signal))) return;
      await claim.move({ lastUid: uid });
    }
  }

  /** False: stopped before it was durable. */
  async #take(connection: MailboxConnection, uid: number, size: number, signal: AbortSignal): Promise<boolean> {
    const isLarge = size > LIMITS.mailBytes;
    // One byte more shows a mail that is larger than the server said.
    const raw = await connection.fetch(uid, isLarge ? LIMITS.headerBytes : LIMITS.mailBytes + 1);
    if (raw === undefined) return true;
    const { receive, receiveRemains, isBounceAddress, mailbox } = this.#options;
    const returned = recipientsIn(raw).delivered.filter(isBounceAddress).slice(0, LIMITS.recipients);
    const envelope = { sender: envelopeSenderIn(raw), recipients: [mailbox.address, ...returned] };
    const bytes = Math.max(size, raw.length);
    if (isLarge || raw.length > LIMITS.mailBytes) {
      return await this.#persist(() => receiveRemains({ ...envelope, raw, bytes, why: 'too-large' }), signal);
    }
    const mail = { ...envelope, raw, authservId: mailbox.authservId };
    if (await this.#persist(() => receive(mail), signal, LIMITS.imapTries)) return true;
    // Nobody is there to whom it could be refused, and those behind it must not wait for ever.
    return await this.#persist(() => receiveRemains({ ...envelope, raw, bytes, why: 'unreadable' }), signal);
  }

  /** Until it is durable. False: given up, after so many faults that no waiting cures; or stopped. */
  async #persist(act: () => Promise<void>, signal: AbortSignal, tries = Infinity): Promise<boolean> {
    const { refused, logger } = this.#options;
    let hopeless = 0;
    for (let failures = 1; !signal.aborted; failures += 1) {
      try {
        await act();
        return true;
      } catch (error) {
        const { retryable } = error as { retryable?: unknown };
        if (retryable === false) hopeless = tries;
        else if (retryable !== true) hopeless += 1;
        if (hopeless >= tries) {
          logger.error({ err: error }, 'a fetched mail cannot be taken: its header alone is shown');
          return false;
        }
        refused('unavailable');
        if (failures === 1) logger.warn({ err: error }, 'a fetched mail was not taken: it is tried again');
        await pause(this.#backOffMs(failures), undefined, { signal }).catch(() => {});
      }
    }
    return false;
  }

  #afterFault(error: unknown): number {
    const { times, tokens, onState, logger } = this.#options;
    if (this.#stopping.signal.aborted) return 0;
    if (error instanceof MailboxTakenOverError) {
      onState('elsewhere');
      return times.leaseMs / 3;
    }
    const { code = 'unknown' } = error as { code?: string };
    if (error instanceof CredentialsRefusedError) {
      if (tokens?.forget() === true) return 0;
      onState('needs-reauthorisation', code);
      return times.reauthoriseMs;
    }
    this.#failures += 1;
    // One fault is what any network does; what it says may be the server's words, so only its kind is told.
    if (this.#failures > 1) onState('failing', code);
    logger.warn({ code, failures: this.#failures }, 'a mailbox cannot be read: it is tried again');
    return this.#backOffMs(this.#failures);
  }

  /** Full jitter: readers that lost the same server do not come back together. */
  #backOffMs(failures: number): number {
    const { firstRetryMs, mostRetryMs } = this.#options.times;
    return Math.random() * Math.min(mostRetryMs, firstRetryMs * 2 ** Math.min(failures - 1, 20));
  }
}

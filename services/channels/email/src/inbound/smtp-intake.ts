import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import { mailboxOf } from '../addresses.ts';
import { LIMITS } from '../limits.ts';
import { MalformedMailError, type ArrivedMail } from './arrived-mail.ts';

export interface SmtpIntakeOptions {
  readonly host: string;
  /** 0 lets the system choose. */
  readonly port: number;
  readonly mailboxes: readonly string[];
  /** Addresses beside those, to which our own mails come back. */
  readonly isBounceAddress?: (recipient: string) => boolean;
  /** PEM; without them STARTTLS is not offered. */
  readonly tls?: { readonly key: string; readonly cert: string } | undefined;
  /** Resolves once the mail is durable; `MalformedMailError` is answered 554, all else 451. */
  readonly receive: (mail: ArrivedMail) => Promise<void>;
  readonly refused: (reason: string) => void;
  readonly isStopping: () => boolean;
}

interface Reply extends Error {
  responseCode?: number;
}

/** The SMTP side: who may be written to, how much, how long; 250 only after `receive` resolved. */
export class SmtpIntake {
  readonly #options: SmtpIntakeOptions;
  readonly #server: SMTPServer;
  readonly #sessionTimers = new Map<string, NodeJS.Timeout>();
  #bytesInWork = 0;
  #port = 0;

  constructor(options: SmtpIntakeOptions) {
    this.#options = options;
    this.#server = new SMTPServer({
      banner: 'Onethread',
      size: LIMITS.mailBytes,
      authOptional: true,
      // Without a key of our own smtp-server would offer STARTTLS with its built-in, public one.
      disabledCommands: options.tls === undefined ? ['AUTH', 'STARTTLS'] : ['AUTH'],
      ...options.tls,
      disableReverseLookup: true,
      logger: false,
      maxClients: LIMITS.connections,
      socketTimeout: LIMITS.idleMs,
      closeTimeout: LIMITS.closeMs,
      onConnect: (session, done) => {
        this.#limitSession(session);
        done();
      },
      onClose: (session) => this.#endSession(session),
      onMailFrom: (_address, _session, done) =>
        options.isStopping() ? done(reply(421, 'Closing, please come back')) : done(),
      onRcptTo: ({ address }, { envelope }, done) => done(this.#refusalOf(address, envelope.rcptTo.length)),
      onData: (stream, session, done) => void this.#takeData(stream, session).then(done),
    });
    // Broken connections and failed handshakes: the sender's affair.
    this.#server.on('error', () => options.refused('connection-broken'));
  }

  get port(): number {
    return this.#port;
  }

  /** Rejects when the port cannot be bound. */
  start(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#server.server.once('error', reject);
      this.#server.listen(this.#options.port, this.#options.host, () => {
        this.#server.server.removeListener('error', reject);
        this.#port = (this.#server.server.address() as AddressInfo).port;
        resolve();
      });
    });
  }

  stop(): Promise<void> {
    if (this.#port === 0) return Promise.resolve();
    return new Promise((resolve) => {
      this.#server.close(() => {
        for (const timer of this.#sessionTimers.values()) clearTimeout(timer);
        resolve();
      });
    });
  }

  #refusalOf(recipient: string, already: number): Error | null {
    const { mailboxes, isBounceAddress } = this.#options;
    if (mailboxOf(recipient, mailboxes) === undefined && isBounceAddress?.(recipient) !== true) {
      this.#options.refused('unknown-recipient');
      return reply(550, '5.1.1 No such mailbox here');
    }
    return already >= LIMITS.recipients ? reply(452, '4.5.3 Too many recipients') : null;
  }

  /** What DATA is answered with; null is 250. */
  async #takeData(stream: SMTPServerDataStream, session: SMTPServerSession): Promise<Error | null> {
    const chunks: Buffer[] = [];
    let size = 0;
    let full = false;
    try {
      for await (const chunk of stream as AsyncIterable<Buffer>) {
        size += chunk.length;
        full ||= this.#bytesInWork + chunk.length > LIMITS.mailBytesInWork;
        // The rest is read to its end without being kept, so that the sender hears the answer.
        if (full || size > LIMITS.mailBytes) continue;
        this.#bytesInWork += chunk.length;
        chunks.push(chunk);
      }
      if (stream.sizeExceeded || size > LIMITS.mailBytes) {
        this.#options.refused('oversize');
        return reply(552, `5.3.4 Larger than ${LIMITS.mailBytes} bytes`);
      }
      if (full) return this.#later('busy');
      const { mailFrom, rcptTo } = session.envelope;
      const sender = mailFrom === false ? '' : mailFrom.address;
      await this.#options.receive({
        sender,
        recipients: rcptTo.map(({ address }) => address),
        raw: Buffer.concat(chunks),
        peer: { address: session.remoteAddress, helo: nameOf(session.hostNameAppearsAs) },
      });
      return null;
    } catch (error) {
      if (error instanceof MalformedMailError) {
        this.#options.refused('malformed');
        return reply(554, '5.6.0 This is not a mail that can be read');
      }
      return this.#later('unavailable');
    } finally {
      for (const chunk of chunks) this.#bytesInWork -= chunk.length;
    }
  }

  #later(reason: string): Error {
    this.#options.refused(reason);
    return reply(451, '4.3.0 Not possible right now, please try again');
  }

  #limitSession(session: SMTPServerSession): void {
    const timer = setTimeout(() => {
      for (const connection of this.#server.connections as Set<{ id: string; close(): void }>) {
        if (connection.id === session.id) connection.close();
      }
    }, LIMITS.sessionMs);
    this.#sessionTimers.set(session.id, timer);
  }

  #endSession(session: SMTPServerSession): void {
    clearTimeout(this.#sessionTimers.get(session.id));
    this.#sessionTimers.delete(session.id);
  }
}

/** What the client called itself; the library says false where it said nothing. */
function nameOf(said: unknown): string {
  return typeof said === 'string' ? said : '';
}

function reply(code: number, text: string): Reply {
  return Object.assign(new Error(text), { responseCode: code });
}

import { isIP } from 'node:net';
import { TLSSocket } from 'node:tls';
import smpp, { type PDU, type Session } from 'smpp';

/** The library decodes GSM and IA5 alike and forgets the octets; we know the bind's charset, so octets are what we want. */
for (const encoding of Object.values(smpp.encodings)) encoding.decode = (bytes) => bytes;

const CONNECT_TIMEOUT_MS = 10_000;

export type Pdu = PDU;
export type PduFields = Readonly<Record<string, unknown>>;

/** Thrown when no answer to a request came. `isWritten`: it may have reached the other side. */
export class LinkBrokenError extends Error {
  readonly code = 'link-broken';
  readonly isWritten: boolean;
  constructor(message: string, isWritten: boolean) {
    super(message);
    this.isWritten = isWritten;
  }
}

/** Thrown when the other side's certificate is not one that is trusted for its name. */
export class UntrustedCentreError extends Error {
  readonly code = 'untrusted-centre';
}

export interface LinkOptions {
  readonly host: string;
  readonly port: number;
  readonly tls: boolean;
  /** PEM certificates that the other side's is checked against; undefined: the system's. */
  readonly ca: string | undefined;
  /** Ends the connection, also while it is being made. */
  readonly signal: AbortSignal;
  /** Called with each request of the other side. */
  readonly onRequest: (pdu: Pdu) => void;
}

/** One TCP (or TLS) connection that speaks SMPP: never used again once it is closed. The only importer of the library. */
export class SmppLink {
  readonly #session: Session;
  readonly #waiting = new Set<(error: LinkBrokenError) => void>();
  #fault: Error | undefined;
  readonly #closed: Promise<void>;
  #isClosed = false;

  /** Throws `LinkBrokenError` or `UntrustedCentreError` when no connection came about. */
  static async open(options: LinkOptions): Promise<SmppLink> {
    const { host, port, tls, ca } = options;
    // Each connection is a new object: the library's own `connect()` keeps what the last one left.
    const session = smpp.connect({
      host,
      port,
      tls,
      ...(isIP(host) === 0 ? { servername: host } : {}),
      ...(ca === undefined ? {} : { ca }),
    });
    const link = new SmppLink(session, options);
    const timer = setTimeout(() => link.close(), CONNECT_TIMEOUT_MS);
    try {
      await Promise.race([
        new Promise<void>((resolve) => session.once(tls ? 'secureConnect' : 'connect', resolve)),
        link.#closed.then(() => {
          throw link.#isUntrusted() ? untrusted(link.#fault) : new LinkBrokenError('no connection', false);
        }),
      ]);
    } finally {
      clearTimeout(timer);
    }
    return link;
  }

  private constructor(session: Session, { onRequest, signal }: LinkOptions) {
    this.#session = session;
    const abort = (): void => this.close();
    signal.addEventListener('abort', abort, { once: true });
    if (signal.aborted) this.close();
    this.#closed = new Promise((resolve) => {
      session.once('close', () => {
        this.#isClosed = true;
        signal.removeEventListener('abort', abort);
        for (const reject of this.#waiting) reject(new LinkBrokenError('the link broke', true));
        this.#waiting.clear();
        resolve();
      });
    });
    // Without a listener an ECONNRESET would end the process; a PDU that cannot be decoded leaves the stream unreadable.
    session.on('error', (error: Error) => {
      this.#fault ??= error;
      session.destroy();
    });
    session.on('pdu', (pdu: Pdu) => {
      if (!pdu.isResponse()) onRequest(pdu);
    });
  }

  /** Resolves when the connection is closed, by whomever. */
  get closed(): Promise<void> {
    return this.#closed;
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  /**
   * Sends a request and waits for its answer until `signal` aborts. Throws `LinkBrokenError`. `onLate` hears of an answer
   * that came after that.
   */
  request(command: string, fields: PduFields, signal: AbortSignal, onLate?: (answer: Pdu) => void): Promise<Pdu> {
    return new Promise((resolve, reject) => {
      if (signal.aborted || this.#isClosed) return reject(new LinkBrokenError('not connected', false));
      let isOver = false;
      const end = (finish: () => void): void => {
        if (isOver) return;
        isOver = true;
        this.#waiting.delete(broken);
        signal.removeEventListener('abort', aborted);
        finish();
      };
      const broken = (error: LinkBrokenError): void => end(() => reject(error));
      const aborted = (): void => broken(new LinkBrokenError('no answer in time', true));
      this.#waiting.add(broken);
      signal.addEventListener('abort', aborted, { once: true });
      const isWritten = this.#write(new smpp.PDU(command, fields), (answer) => {
        if (isOver) onLate?.(answer);
        else end(() => resolve(answer));
      });
      if (!isWritten) broken(new LinkBrokenError('not connected', false));
    });
  }

  /** Resolves when the answer was handed to the network; false: the link is gone. */
  respond(pdu: Pdu, fields: PduFields = {}): Promise<boolean> {
    return new Promise((resolve) => {
      const isWritten = this.#session.send(pdu.response(fields), undefined, () => resolve(true));
      if (!isWritten) resolve(false);
      void this.#closed.then(() => resolve(false));
    });
  }

  /** Stops and goes on reading requests: what is not read waits at the other side. */
  pause(): void {
    this.#session.pause();
  }

  resume(): void {
    if (!this.#isClosed) this.#session.resume();
  }

  close(): void {
    this.#session.destroy();
  }

  #isUntrusted(): boolean {
    const { socket } = this.#session;
    // Set where the certificate was looked at and refused; null or undefined otherwise.
    return socket instanceof TLSSocket && Boolean(socket.authorizationError);
  }

  #write(pdu: Pdu, onAnswer: (answer: Pdu) => void): boolean {
    try {
      return this.#session.send(pdu, onAnswer);
    } catch {
      // Fields that do not fit into their octets.
      return false;
    }
  }
}

function untrusted(fault: Error | undefined): UntrustedCentreError {
  return new UntrustedCentreError(`the message centre’s certificate is not trusted: ${fault?.message ?? 'unknown'}`);
}

import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import { waitOut, type CallFault, type FaultPlan } from '../fault-plan.ts';
import type { SimulatorObserver } from '../simulator-event.ts';
import { MAIL_ERRORS, mailRefusal, type MailErrorName, type MailErrorRow, type MailStage } from './mail-errors.ts';
import { readMail, type ReceivedMail } from './received-mail.ts';

const MAX_MAIL_BYTES = 64 * 1024 * 1024;
const MAX_RECIPIENTS = 100;
const MAX_CONNECTIONS = 200;
const IDLE_MS = 120_000;
const CLOSE_MS = 100;

export interface MailExchangeOptions {
  readonly host: string;
  /** 0 lets the system choose once, for good. */
  readonly port: number;
  /** Without it nobody needs to sign in. */
  readonly credentials: { readonly user: string; readonly password: string } | undefined;
  readonly faults: FaultPlan<MailErrorName>;
  readonly observe: SimulatorObserver;
  readonly now: () => number;
  readonly closing: AbortSignal;
  readonly onMail: (mail: ReceivedMail) => void;
}

/** One mail being handed over, and what goes wrong with it. */
type Transaction = CallFault<MailErrorName> | undefined;

/** The mail server next to us: takes mails for anybody, or fails as it was told. One fault of the plan per MAIL command. */
export class MailExchange {
  readonly #options: MailExchangeOptions;
  readonly #transactions = new Map<string, Transaction>();
  #server: SMTPServer | undefined;
  #port: number;

  constructor(options: MailExchangeOptions) {
    this.#options = options;
    this.#port = options.port;
  }

  /** Known after the first `comeUp`. */
  get port(): number {
    return this.#port;
  }

  /** Repeatable. */
  async comeUp(): Promise<void> {
    if (this.#server !== undefined) return;
    const server = this.#newServer();
    this.#server = server;
    server.listen(this.#port, this.#options.host);
    await once(server.server, 'listening');
    this.#port = (server.server.address() as AddressInfo).port;
  }

  /** Closes the port and breaks every connection. Repeatable. */
  async goDown(): Promise<void> {
    const server = this.#server;
    if (server === undefined) return;
    this.#server = undefined;
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    for (const { _socket: socket } of connectionsOf(server)) socket.destroy();
    await closed;
  }

  #newServer(): SMTPServer {
    const { credentials } = this.#options;
    const server = new SMTPServer({
      banner: 'simulated mail server',
      size: MAX_MAIL_BYTES,
      disabledCommands: credentials === undefined ? ['AUTH', 'STARTTLS'] : ['STARTTLS'],
      authOptional: credentials === undefined,
      allowInsecureAuth: true,
      disableReverseLookup: true,
      logger: false,
      maxClients: MAX_CONNECTIONS,
      socketTimeout: IDLE_MS,
      closeTimeout: CLOSE_MS,
      onAuth: ({ username, password }, _session, done) => {
        if (username === credentials?.user && password === credentials?.password) return done(null, { user: username });
        this.#answered('AUTH', 535);
        done(mailRefusal(MAIL_ERRORS['not-authenticated']));
      },
      onMailFrom: (_address, session, done) => {
        this.#transactions.set(session.id, this.#options.faults.take());
        done(this.#refusalAt('MAIL', session));
      },
      onRcptTo: (_address, session, done) => {
        if (this.#transactions.get(session.id)?.kind === 'drop-request') return this.#drop('RCPT', session);
        if (session.envelope.rcptTo.length >= MAX_RECIPIENTS) return done(mailRefusal(TOO_MANY_RECIPIENTS));
        done(this.#refusalAt('RCPT', session));
      },
      onData: (stream, session, done) => void this.#takeData(stream, session, done).catch(done),
      onClose: (session) => void this.#transactions.delete(session.id),
    });
    // Broken connections are the caller's affair, and often our own doing.
    server.on('error', () => undefined);
    return server;
  }

  async #takeData(stream: SMTPServerDataStream, session: SMTPServerSession, done: (error?: Error | null) => void) {
    const chunks: Buffer[] = [];
    for await (const chunk of stream as AsyncIterable<Buffer>) if (!stream.sizeExceeded) chunks.push(chunk);
    const refusal = stream.sizeExceeded
      ? this.#refused('DATA', MAIL_ERRORS['too-large'])
      : this.#refusalAt('DATA', session);
    if (refusal !== null) return done(refusal);
    const { mailFrom, rcptTo } = session.envelope;
    const envelope = {
      from: mailFrom === false ? '' : mailFrom.address,
      to: rcptTo.map(({ address }) => address),
    };
    this.#options.onMail(await readMail(Buffer.concat(chunks), envelope, this.#options.now()));
    const fault = this.#transactions.get(session.id);
    if (fault?.kind === 'slow') await waitOut(fault.delayMs, this.#options.closing);
    if (fault?.kind === 'drop-answer') return this.#drop('DATA', session);
    if (fault?.kind === 'hang') return this.#answered('DATA', 'dropped');
    this.#answered('DATA', 250);
    done();
  }

  #refusalAt(stage: MailStage, session: SMTPServerSession): Error | null {
    const fault = this.#transactions.get(session.id);
    if (fault?.kind !== 'error') return null;
    const row = MAIL_ERRORS[fault.row];
    return row.stage === stage ? this.#refused(stage, row) : null;
  }

  #refused(stage: MailStage, row: MailErrorRow): Error {
    this.#answered(stage, row.code);
    return mailRefusal(row);
  }

  #drop(stage: MailStage, session: SMTPServerSession): void {
    this.#answered(stage, 'dropped');
    for (const { id, _socket: socket } of this.#server === undefined ? [] : connectionsOf(this.#server)) {
      if (id === session.id) socket.destroy();
    }
  }

  /** Handing something over counts as POST, as at the other providers. */
  #answered(stage: MailStage | 'AUTH', status: number | 'dropped'): void {
    this.#options.observe({ kind: 'call', method: 'POST', path: `smtp:${stage}`, status });
  }
}

const TOO_MANY_RECIPIENTS = { code: 452, text: '4.5.3 Too many recipients' };

/** What smtp-server keeps of its open connections; it has no public way to break one. */
function connectionsOf(server: SMTPServer): Iterable<{ readonly id: string; readonly _socket: Socket }> {
  return server.connections as Iterable<{ id: string; _socket: Socket }>;
}

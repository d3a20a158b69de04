import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import { simpleParser, type ParsedMail } from 'mailparser';
import { SMTPServer } from 'smtp-server';

export interface RelayedMail {
  readonly from: string;
  readonly to: readonly string[];
  readonly parsed: ParsedMail;
}

/** A mail server that takes what it is given, or does what a test tells it to. */
export interface MailRelay {
  readonly url: string;
  readonly mails: readonly RelayedMail[];
  /** DATA commands that reached it, whatever it answered. */
  readonly dataCommands: number;
  /** Answers the command so from now on. */
  refuse(command: 'MAIL' | 'RCPT' | 'DATA', code: number, text: string): void;
  /** Takes the mail in and drops the connection instead of answering. */
  dropAfterData(): void;
  takeAgain(): void;
  close(): Promise<void>;
}

export async function startMailRelay(): Promise<MailRelay> {
  const mails: RelayedMail[] = [];
  let refusal: { command: string; code: number; text: string } | undefined;
  let dropping = false;
  let dataCommands = 0;
  const answer = (command: string) =>
    refusal?.command === command ? Object.assign(new Error(refusal.text), { responseCode: refusal.code }) : null;
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    authOptional: true,
    disableReverseLookup: true,
    closeTimeout: 100,
    onMailFrom: (_address, _session, done) => done(answer('MAIL')),
    onRcptTo: (_address, _session, done) => done(answer('RCPT')),
    onData(stream, session, done) {
      void (async () => {
        dataCommands += 1;
        const parsed = await simpleParser(stream);
        const failure = answer('DATA');
        if (failure !== null) return done(failure);
        const { mailFrom, rcptTo } = session.envelope;
        mails.push({
          from: mailFrom === false ? '' : mailFrom.address,
          to: rcptTo.map(({ address }) => address),
          parsed,
        });
        if (!dropping) return done();
        for (const connection of server.connections as Set<{ _socket: Socket }>) {
          const { _socket: socket } = connection;
          socket.destroy();
        }
      })();
    },
  });
  server.on('error', () => {});
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    get dataCommands() {
      return dataCommands;
    },
    refuse: (command, code, text) => void (refusal = { command, code, text }),
    dropAfterData: () => void (dropping = true),
    takeAgain() {
      refusal = undefined;
      dropping = false;
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

import SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { AttemptOutcome } from '../simulator-event.ts';
import type { MailEnvelope } from './received-mail.ts';

/** Patience of the sending server at each step. */
const PATIENCE_MS = 30_000;

export interface MailInTransit {
  readonly envelope: MailEnvelope;
  readonly raw: Buffer;
  /** Default 127.0.0.1. */
  readonly host?: string | undefined;
  readonly port: number;
}

/** One SMTP dialogue, without TLS. Never rejects; when `signal` aborts, the connection is broken: no answer. */
export function handOver(
  { envelope, raw, host = '127.0.0.1', port }: MailInTransit,
  signal: AbortSignal,
): Promise<AttemptOutcome> {
  const { promise, resolve } = Promise.withResolvers<AttemptOutcome>();
  const connection = new SMTPConnection({
    host,
    port,
    ignoreTLS: true,
    connectionTimeout: PATIENCE_MS,
    greetingTimeout: PATIENCE_MS,
    socketTimeout: PATIENCE_MS,
  });
  let connected = false;
  const settle = (outcome: AttemptOutcome): void => {
    signal.removeEventListener('abort', abort);
    resolve(outcome);
  };
  const abort = (): void => {
    connection.close();
    settle({ kind: 'no-answer' });
  };
  const fail = (error: { responseCode?: number | undefined }): void => {
    const status = error.responseCode;
    // Settled before closing: the end of the connection would settle it as lost.
    if (status !== undefined) settle({ kind: 'answered', status });
    else settle({ kind: connected ? 'no-answer' : 'no-connection' });
    connection.close();
  };
  if (signal.aborted) {
    settle({ kind: 'no-connection' });
    return promise;
  }
  signal.addEventListener('abort', abort, { once: true });
  connection.on('error', fail);
  connection.on('end', () => settle({ kind: connected ? 'no-answer' : 'no-connection' }));
  connection.connect((failure) => {
    if (failure) return fail(failure);
    connected = true;
    connection.send({ from: envelope.from, to: [...envelope.to] }, raw, (error) => {
      if (error) return fail(error);
      settle({ kind: 'answered', status: 250 });
      connection.quit();
    });
  });
  return promise;
}

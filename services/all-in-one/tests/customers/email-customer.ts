import { createTransport } from 'nodemailer';
import type { Customer } from './customer.ts';

export interface EmailCustomerOptions {
  readonly smtpPort: number;
  readonly mailbox: string;
  readonly index: number;
}

const TIMEOUT_MS = 10_000;

/** A mail server delivering for one person: the same mail again until it is answered by 250. */
export function emailCustomer({ smtpPort, mailbox, index }: EmailCustomerOptions): Customer {
  const address = `person${index}@example.org`;
  const transport = createTransport({
    host: '127.0.0.1',
    port: smtpPort,
    secure: false,
    pool: true,
    maxConnections: 1,
    maxMessages: Infinity,
    ignoreTLS: true,
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
  });
  return {
    name: `email-${index}`,
    channel: 'email',
    account: mailbox,
    externalId: address,
    write: (number, text) =>
      transport
        .sendMail({
          from: `Person ${index} <${address}>`,
          to: mailbox,
          subject: 'A question',
          text,
          messageId: `<${index}.${number}@example.org>`,
          date: new Date(1_795_000_000_000 + number * 1000),
        })
        .then(
          () => true,
          () => false,
        ),
    close: () => {
      transport.close();
      return Promise.resolve();
    },
  };
}

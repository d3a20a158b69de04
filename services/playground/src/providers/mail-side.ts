import { createMailSimulator, type FileContent, type SimulatorObserver } from '@onethread/testkit';
import type { Person } from '../../wire/model.ts';
import { FaultSwitchboard } from './fault-switchboard.ts';
import type { PlayedAccounts, PlayedDoors } from './played-accounts.ts';
import type { ProviderSide } from './provider-side.ts';

export interface MailToSend {
  readonly subject: string;
  readonly text: string;
  readonly html?: string;
  readonly files: readonly FileContent[];
  /** Message-ID of the received mail that is answered: its In-Reply-To and References are continued. */
  readonly replyTo?: string;
}

export interface MailSide extends ProviderSide {
  /** Hands a mail to Onethread by SMTP, to the address for customers. */
  write(person: Person, mail: MailToSend): Promise<void>;
}

export interface MailSideOptions {
  /** Where customers write to. */
  readonly emailAddress: string;
  /** Of Onethread's mail intake. */
  readonly smtpPort: () => number;
  readonly onEvent: SimulatorObserver;
  readonly account: PlayedAccounts['mail'];
  readonly doors: PlayedDoors;
}

/** A mail server with everybody's mailbox; Onethread must sign in to hand over its answers. */
export async function createMailSide(options: MailSideOptions): Promise<MailSide> {
  const { emailAddress, smtpPort, onEvent, account, doors } = options;
  const { host, mailPort: port, smtpHost } = doors;
  const mails = await createMailSimulator({
    smtpPort,
    credentials: account,
    ...(host === undefined ? {} : { host }),
    ...(port === undefined ? {} : { port }),
    ...(smtpHost === undefined ? {} : { smtpHost }),
    onEvent,
  });
  const faults = new FaultSwitchboard({
    faults: mails.faults,
    deliveries: mails.deliveries,
    goDown: () => mails.goDown(),
    comeUp: () => mails.comeUp(),
    errorRows: [
      { name: 'mailbox-unknown', words: '550: no such user' },
      { name: 'mailbox-full', words: '452: mailbox full' },
      { name: 'greylisted', words: '451: greylisted, come again' },
      { name: 'service-unavailable', words: '421: service not available' },
      { name: 'not-authenticated', words: '535: wrong credentials' },
      { name: 'spam', words: '554: looks like spam' },
    ],
  });
  return {
    provider: 'mail',
    settings: { EMAIL_RELAY_URL: mails.relayUrl },
    faults,
    messages: () => mails.conversations().flatMap(({ messages }) => messages),
    // By SMTP, not by a webhook.
    connect: () => undefined,
    close: () => mails.close(),
    async write({ name, email }, { subject, text, html, files, replyTo }) {
      await faults.delivering(() =>
        mails.write({
          from: `${name} <${email}>`,
          to: emailAddress,
          subject,
          text,
          attachments: files,
          ...(html === undefined ? {} : { html }),
          ...(replyTo === undefined ? {} : { inReplyTo: replyTo }),
        }),
      );
    },
  };
}

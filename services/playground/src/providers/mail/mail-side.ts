import { createMailSimulator } from '@onethread/testkit';
import { doorOf } from '../door.ts';
import { FaultSwitchboard } from '../fault-switchboard.ts';
import type { ProviderParts, ProviderSide } from '../provider.ts';

const MAX_CHARACTERS = 100_000;

interface Account {
  readonly port: number;
  readonly account: { readonly user: string; readonly password: string };
}

/** Customers hand mails to Onethread by SMTP; Onethread must sign in to hand over its answers. */
export async function createMailSide(given: Account, parts: ProviderParts): Promise<ProviderSide> {
  const { emailAddress, smtpHost, smtpPort, onEvent } = parts;
  const { port, host } = doorOf(given, parts);
  const mails = await createMailSimulator({
    smtpPort,
    ...(smtpHost === undefined ? {} : { smtpHost }),
    credentials: given.account,
    port,
    ...(host === undefined ? {} : { host }),
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
    about: {
      name: 'mail',
      title: 'Mail',
      label: 'Mail',
      noun: 'mail',
      color: 'light-dark(#8f5c10, #d9a650)',
      window: 'mail',
      peer: emailAddress,
      firstPersonId: 'mira',
      maxCharacters: MAX_CHARACTERS,
      acceptedWord: 'Accepted',
      menu: [],
      quickReplies: [],
      reactions: [],
      tellsRead: false,
      needsPhone: false,
      typingLastsMs: 0,
    },
    settings: { EMAIL_RELAY_URL: mails.relayUrl },
    faults,
    messages: () => mails.conversations().flatMap(({ messages }) => messages),
    // By SMTP, not by a webhook.
    connect: () => undefined,
    close: () => mails.close(),
    async write({ name, email }, { subject = '', text, html, files, replyTo }) {
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

import { channelContract, type Verdict } from '@onethread/channel-kit/contract';
import { outboundMessage, textPart } from '@onethread/testkit';
import { EmailChannel, emailChannel, type EmailSettings } from './index.ts';
import { LIMITS } from './limits.ts';
import { startMailRelay } from './testing/mail-relay.ts';
import { sendRaw, verdictOf } from './testing/send-raw.ts';

let channel: EmailChannel;

async function deliver(raw: string | Buffer): Promise<Verdict> {
  return verdictOf(await sendRaw({ port: channel.smtpPort, raw }));
}

const mail = (n: number) =>
  [
    'From: Anna <Anna@Example.org>',
    'To: support@localhost',
    `Message-ID: <mail-${n}@example.org>`,
    'Subject: Hello',
    '',
    `Mail number ${n}`,
    '',
  ].join('\r\n');

channelContract<EmailSettings>('email', {
  definition: {
    ...emailChannel,
    create(host, settings) {
      channel = new EmailChannel(host, settings);
      return channel;
    },
  },
  async prepare() {
    const relay = await startMailRelay();
    const settings = { host: '127.0.0.1', smtpPort: 0, mailboxes: ['support@localhost'], relayUrl: relay.url };
    return {
      settings: { ...settings, tlsKeyFile: undefined, tlsCertFile: undefined },
      deliver: (n) => deliver(mail(n)),
      deliverOversize: () => deliver(Buffer.alloc(LIMITS.mailBytes + 1_000, `${'x'.repeat(70)}\r\n`)),
      malformed: [
        { name: 'nothing', deliver: () => deliver('\r\n'), verdicts: ['accepted'] },
        { name: 'noise', deliver: () => deliver(Buffer.from(noise())), verdicts: ['accepted'] },
        {
          name: 'an endless header',
          deliver: () => deliver(`X: ${'x '.repeat(200_000)}\r\n\r\nhi`),
          verdicts: ['malformed'],
        },
        { name: 'a broken multipart', deliver: () => deliver(brokenMultipart), verdicts: ['accepted'] },
      ],
      customer: (host) => host.identity('support@localhost', 'anna@example.org'),
      reply: (entryId, identity) =>
        outboundMessage({ entryId, identity, agentName: 'Mia', parts: [textPart('Hello Anna')] }),
      providerCalls: () => relay.dataCommands,
      sendErrors: [
        {
          name: 'recipient unknown',
          arrange: () => relay.refuse('RCPT', 550, '5.1.1 no such user'),
          outcome: 'rejected',
          text: /no such user/,
        },
        {
          name: 'content refused',
          arrange: () => relay.refuse('DATA', 554, '5.7.1 looks like spam'),
          outcome: 'rejected',
          text: /spam/,
        },
        {
          name: 'greylisted',
          arrange: () => relay.refuse('RCPT', 451, '4.7.1 come back'),
          outcome: 'temporary',
          text: /come back/,
        },
        { name: 'mailbox full for now', arrange: () => relay.refuse('DATA', 452, '4.2.2 full'), outcome: 'temporary' },
        {
          name: 'credentials refused',
          arrange: () => relay.refuse('MAIL', 535, '5.7.8 who are you'),
          outcome: 'unauthorised',
        },
        { name: 'taken without an answer', arrange: () => relay.dropAfterData(), outcome: 'temporary' },
        { name: 'no mail server', arrange: () => relay.close(), outcome: 'temporary' },
      ],
      close: () => relay.close(),
    };
  },
});

/** Bytes that are no mail, the same in every run. */
function noise(): number[] {
  return Array.from({ length: 20_000 }, (_, at) => ((at * 7919) ^ (at >> 3)) & 255);
}

const brokenMultipart = [
  'From: anna@example.org',
  'MIME-Version: 1.0',
  'Content-Type: multipart/mixed; boundary="a"',
  '',
  '--a',
  'Content-Type: multipart/alternative; boundary="a"',
  'Content-Transfer-Encoding: base64',
  '',
  '--a',
  'Content-Type: text/plain; charset=no-such-charset',
  '',
  'still here',
].join('\r\n');

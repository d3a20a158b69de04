import { channelContract, type Verdict } from '@onethread/channel-kit/contract';
import { createMailSimulator, outboundMessage, textPart, type MailErrorName } from '@onethread/testkit';
import { EmailChannel, emailChannel, type EmailSettings } from './index.ts';
import { LIMITS } from './limits.ts';
import { sendRaw, verdictOf } from './testing/send-raw.ts';
import { testSettings } from './testing/test-settings.ts';

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
    let handedOver = 0;
    const world = await createMailSimulator({
      onEvent: ({ kind }) => void (handedOver += kind === 'call' ? 1 : 0),
    });
    const refuse = (row: MailErrorName) => () => world.faults.always({ kind: 'error', row });
    const settings = testSettings({ relayUrl: world.relayUrl });
    return {
      settings,
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
      providerCalls: () => handedOver,
      sendErrors: [
        { name: 'recipient unknown', arrange: refuse('mailbox-unknown'), outcome: 'rejected', text: /no such user/i },
        { name: 'content refused', arrange: refuse('spam'), outcome: 'rejected', text: /spam/ },
        { name: 'too large', arrange: refuse('too-large'), outcome: 'rejected', text: /too big/ },
        { name: 'greylisted', arrange: refuse('greylisted'), outcome: 'temporary', text: /try again/ },
        { name: 'mailbox full for now', arrange: refuse('mailbox-full'), outcome: 'temporary' },
        { name: 'closing', arrange: refuse('service-unavailable'), outcome: 'temporary' },
        { name: 'credentials refused', arrange: refuse('not-authenticated'), outcome: 'unauthorised' },
        {
          name: 'lost before the mail was given',
          arrange: () => world.faults.always({ kind: 'drop-request' }),
          outcome: 'temporary',
        },
        {
          name: 'taken without an answer',
          arrange: () => world.faults.always({ kind: 'drop-answer' }),
          outcome: 'temporary',
        },
        { name: 'no mail server', arrange: () => world.goDown(), outcome: 'temporary' },
      ],
      close: () => world.close(),
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

import { Resolver } from 'node:dns';
import { z } from 'zod';
import { defineSettings, portNumber, setting, type SettingsOf } from '@onethread/runtime';
import { isNetwork } from './authentication/networks.ts';
import type { CheckSettings } from './authentication/sender-check.ts';
import { isMailAddress, normalAddress } from './addresses.ts';
import { MAX_BOUNCE_LOCAL_PART } from './bounce-addresses.ts';
import { imapMailboxList } from './imap/mailbox-settings.ts';
import { mailBucketDefinitions } from './webhooks/mail-bucket.ts';
import type { WebhookSecrets } from './webhooks/mount-webhooks.ts';
import { dkimKeyFile } from './outbound/dkim-keys.ts';

/** An account's name on the log. */
const MAX_MAILBOX = 200;
/** Entries of a list of networks, domains or servers. */
const MAX_LIST = 100;

const MAX_FIRST_DAYS = 3_650;
const LEAST_SECRET = 16;
const MAX_PROOF_AGE_S = 86_400;
const webhookSecret = z.string().min(LEAST_SECRET).max(500).optional();

const addressList = z
  .string()
  .transform((list) => [...new Set(list.split(',').map((address) => normalAddress(address)))])
  .refine(
    (list) => list.every((address) => isMailAddress(address) && address.length <= MAX_MAILBOX),
    'not a list of mail addresses',
  );

const relayUrl = z.string().refine((text) => {
  if (!URL.canParse(text)) return false;
  return ['smtp:', 'smtps:'].includes(new URL(text).protocol);
}, 'not an smtp:// or smtps:// URL');

/** Mail programs call it as it is: nothing may stand behind the path. */
const httpsUrl = z
  .url({ protocol: /^https$/ })
  .refine((url) => !/[?#]/.test(url), 'with a query or a fragment')
  .optional();

const bounceAddress = z
  .string()
  .transform(normalAddress)
  .refine(
    (address) => isMailAddress(address) && address.lastIndexOf('@') <= MAX_BOUNCE_LOCAL_PART,
    `not a mail address with at most ${MAX_BOUNCE_LOCAL_PART} characters before the @`,
  )
  .optional();

const dkimKeyList = z
  .string()
  .transform((list) => list.split(',').filter((entry) => entry.trim() !== ''))
  .refine((list) => list.length <= MAX_LIST && list.every((entry) => dkimKeyFile(entry) !== undefined), {
    error: 'not a list of selector._domainkey.domain=file',
  })
  .transform((list) => list.flatMap((entry) => dkimKeyFile(entry) ?? []));

function listOf(
  isEntry: (entry: string) => boolean,
  fault: string,
  normal: (entry: string) => string = (entry) => entry.toLowerCase(),
) {
  return z
    .string()
    .transform((list) =>
      list
        .split(',')
        .map((entry) => normal(entry.trim()))
        .filter((entry) => entry !== ''),
    )
    .refine((list) => list.length <= MAX_LIST && list.every(isEntry), fault);
}

const isHostName = (text: string) => /^[a-z0-9_]([a-z0-9_.-]{0,251}[a-z0-9])?$/.test(text);

const isTopicArn = (text: string) => /^arn:aws[a-z-]*:sns:[a-z0-9-]+:\d{12}:[\w.-]{1,256}$/.test(text);

/** `192.0.2.53`, `192.0.2.53:5353`, `2001:db8::53`, `[2001:db8::53]:5353`: what the resolver itself takes. */
function isDnsServer(text: string): boolean {
  try {
    new Resolver().setServers([text]);
    return true;
  } catch {
    return false;
  }
}

export const emailSettings = defineSettings({
  host: setting('HOST', z.string(), { describe: 'Address to listen on', default: '127.0.0.1' }),
  smtpPort: setting('EMAIL_SMTP_PORT', portNumber, { describe: 'Port that takes mail (SMTP)', default: 2525 }),
  mailboxes: setting('EMAIL_ADDRESS', addressList, {
    describe: 'Mail addresses that customers write to, separated by commas; mail to address+anything is taken as well',
    default: 'support@localhost',
  }),
  relayUrl: setting('EMAIL_RELAY_URL', relayUrl, {
    describe:
      'Mail server that takes replies, with user and password if it wants them: smtps://user:password@mail.example.org',
    default: 'smtp://127.0.0.1:2526',
    secret: true,
  }),
  bounceAddress: setting('EMAIL_BOUNCE_ADDRESS', bounceAddress, {
    describe:
      'Address to which mail servers report what they cannot deliver; each mail goes out under address+signed-name, and mail to that must reach us. Empty: reports come to the mailbox itself',
    example: 'bounces@example.org',
  }),
  dkimKeys: setting('EMAIL_DKIM_KEYS', dkimKeyList, {
    describe:
      'DKIM keys to sign replies with, where the mail server does not: s1._domainkey.example.org=/path/of/key.pem (RSA or Ed25519), separated by commas; each key of a domain signs',
    default: '',
  }),
  templateFile: setting('EMAIL_TEMPLATE_FILE', z.string().optional(), {
    describe: 'JSON file of what replies look like, by mailbox ("*": every other): text, html, replyLine',
    example: '/etc/onethread/mail-templates.json',
  }),
  domainMailsPerMinute: setting('EMAIL_DOMAIN_MAILS_PER_MINUTE', z.coerce.number().int().min(1).max(1_000_000), {
    describe: 'Most mails a minute to one recipient domain, of each process; the others wait',
    default: 3_000,
  }),
  unsubscribeUrl: setting('EMAIL_UNSUBSCRIBE_URL', httpsUrl, {
    describe:
      'Where people find the page on which they say that no more copies of answers are to come (https): what leads there must come to /webhooks/email/unsubscribe. Default: PUBLIC_URL/webhooks/email/unsubscribe, where that is https; else copies have no link',
    example: 'https://support.example.org/webhooks/email/unsubscribe',
  }),
  automaticSender: setting('EMAIL_AUTOMATIC_SENDER', z.enum(['null', 'mailbox']), {
    describe:
      'Envelope sender of mails that no agent wrote: null (RFC 3834: nothing answers them, and their bounces are lost) or mailbox, for mail servers that refuse the null sender',
    default: 'null',
  }),
  tlsKeyFile: setting('EMAIL_TLS_KEY_FILE', z.string().optional(), {
    describe: 'PEM file of the key for STARTTLS; without key and certificate it is not offered',
    example: '/etc/onethread/mail.key',
  }),
  tlsCertFile: setting('EMAIL_TLS_CERT_FILE', z.string().optional(), {
    describe: 'PEM file of the certificate for STARTTLS',
    example: '/etc/onethread/mail.crt',
  }),
  authentication: setting('EMAIL_AUTHENTICATION', z.enum(['off', 'results', 'full']), {
    describe:
      'How it is found out who really wrote a mail: full (SPF, DKIM and DMARC here, unless the front server said what it found), results (only what the front server said), off',
    default: 'full',
  }),
  authservId: setting('EMAIL_AUTHSERV_ID', z.string().trim().toLowerCase().max(255), {
    describe:
      'Name under which the mail server in front writes Authentication-Results (RFC 8601); it must remove such fields that come from outside. Empty: none is believed',
    default: '',
  }),
  trustedRelays: setting('EMAIL_TRUSTED_RELAYS', listOf(isNetwork, 'not a list of addresses and networks'), {
    describe:
      'Addresses and networks (10.0.0.0/8) of our own mail servers in front, separated by commas: SPF is asked about whoever handed the mail to them, as their Received says',
    default: '',
  }),
  arcSealers: setting('EMAIL_ARC_SEALERS', listOf(isHostName, 'not a list of domains'), {
    describe: 'Domains of forwarders whose ARC seal is believed, separated by commas',
    default: '',
  }),
  imapMailboxes: setting('EMAIL_IMAP_MAILBOXES', imapMailboxList, {
    describe:
      'Mailboxes to read by IMAP: URLs between blanks, imaps://user:password@host/INBOX?address=support@example.org (imap:// is STARTTLS), or a JSON list of {address, host, port, tls, user, folder, authservId, password or oauth: {tokenUrl, clientId, clientSecret, refreshToken, scope}}',
    default: '',
    secret: true,
  }),
  imapFirstDays: setting('EMAIL_IMAP_FIRST_DAYS', z.coerce.number().int().min(0).max(MAX_FIRST_DAYS), {
    describe:
      'Of a mailbox that is read by IMAP for the first time mails of so many days back are taken; 0: only new ones',
    default: 0,
  }),
  mailgunKey: setting('EMAIL_MAILGUN_SIGNING_KEY', webhookSecret, {
    describe:
      'Webhook signing key of Mailgun; with it mails are taken at /webhooks/email/mailgun (taken apart) and /webhooks/email/mailgun/mime (raw)',
    secret: true,
  }),
  mailgunMaxAgeSeconds: setting('EMAIL_MAILGUN_MAX_AGE_S', z.coerce.number().int().min(10).max(MAX_PROOF_AGE_S), {
    describe: 'Seconds for which a signature of Mailgun is taken',
    default: 300,
  }),
  sendgridSecret: setting('EMAIL_SENDGRID_SECRET', webhookSecret, {
    describe:
      'Secret of ours (16 characters or more); with it mails of SendGrid’s Inbound Parse (raw or not) are taken at /webhooks/email/sendgrid/<secret>',
    secret: true,
  }),
  postmarkSecret: setting('EMAIL_POSTMARK_SECRET', webhookSecret, {
    describe:
      'Secret of ours (16 characters or more); with it mails of Postmark (with the raw mail or without) are taken at /webhooks/email/postmark, as the password of basic authentication or the last part of the path',
    secret: true,
  }),
  sesTopicArns: setting(
    'EMAIL_SES_TOPIC_ARNS',
    listOf(isTopicArn, 'not a list of topics of SNS', (arn) => arn),
    {
      describe:
        'Topics of SNS (arn:aws:sns:…), separated by commas, by which SES sends mails; with one they are taken at /webhooks/email/ses',
      default: '',
    },
  ),
  ...mailBucketDefinitions,
  dnsServers: setting('EMAIL_DNS_SERVERS', listOf(isDnsServer, 'not a list of DNS servers'), {
    describe: 'DNS servers (address or address:port) to ask about senders, separated by commas; empty: the system’s',
    default: '',
  }),
});

export type EmailSettings = SettingsOf<typeof emailSettings>;

/** Every address that customers write to, each an account: those that are named, and those whose mailboxes are read. */
export function mailboxesOf({ mailboxes, imapMailboxes }: EmailSettings): readonly string[] {
  return [...new Set([...mailboxes, ...imapMailboxes.map(({ address }) => address)])];
}

export function webhookSecrets(settings: EmailSettings): WebhookSecrets {
  const { mailgunKey, mailgunMaxAgeSeconds, sendgridSecret, postmarkSecret, sesTopicArns } = settings;
  const proofs = { mailgunKey, mailgunMaxAgeMs: mailgunMaxAgeSeconds * 1_000, sendgridSecret, postmarkSecret };
  return { ...proofs, sesTopicArns, sesBucket: sesBucketOf(settings) };
}

function sesBucketOf(settings: EmailSettings): WebhookSecrets['sesBucket'] {
  const { sesBucket: bucket, sesRegion: region, sesAccessKeyId: accessKeyId, sesSecretAccessKey } = settings;
  if (bucket === undefined || region === undefined || accessKeyId === undefined || sesSecretAccessKey === undefined) {
    return undefined;
  }
  return { bucket, region, accessKeyId, secretAccessKey: sesSecretAccessKey, url: settings.sesS3Url };
}

/** Undefined: nothing is checked. */
export function checkSettings(settings: EmailSettings): CheckSettings | undefined {
  const { authentication: mode, authservId, trustedRelays: relays, arcSealers, dnsServers } = settings;
  return mode === 'off' ? undefined : { mode, authservId, relays, arcSealers, dnsServers };
}

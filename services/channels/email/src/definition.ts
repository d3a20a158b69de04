import { readFile } from 'node:fs/promises';
import type { Channel, ChannelDefinition, ChannelHost } from '@onethread/channel-kit';
import type { IdentityRef } from '@onethread/contracts';
import { MailChecker } from './authentication/mail-checker.ts';
import { AddressStandings } from './address-standings.ts';
import { BounceAddresses } from './bounce-addresses.ts';
import { checkSettings, mailboxesOf, webhookSecrets, type EmailSettings } from './config.ts';
import { CopyReaders } from './copies/copy-readers.ts';
import { mountUnsubscribe } from './copies/mount-unsubscribe.ts';
import { UnsubscribeTokens } from './copies/unsubscribe-tokens.ts';
import { unsubscribeBase, unsubscribeWays } from './copies/unsubscribe-ways.ts';
import { Correspondences, tokenKey } from './correspondence.ts';
import type { ImapIntake } from './imap/imap-intake.ts';
import type { ReadingTimes } from './imap/reading-times.ts';
import { ReceiveMail } from './inbound/receive-mail.ts';
import type { ArrivedMail } from './inbound/arrived-mail.ts';
import { receiveRemains, type MailRemains } from './inbound/receive-remains.ts';
import { SmtpIntake } from './inbound/smtp-intake.ts';
import { LIMITS } from './limits.ts';
import { AutomaticLimit } from './outbound/automatic-limit.ts';
import { openOutbound } from './outbound/open-outbound.ts';
import { planMail, type MailStep } from './outbound/plan-mail.ts';
import { SendMail } from './outbound/send-mail.ts';
import { MailParsers } from './parsing/mail-parsers.ts';
import { ReplyTokens } from './reply-tokens.ts';
import { mountWebhooks } from './webhooks/mount-webhooks.ts';

/** Mail: SMTP in, a mail server of ours out. README.md says what it keeps. */
export const emailChannel: ChannelDefinition<EmailSettings> = {
  name: 'email',
  capabilities: {
    label: 'Email',
    color: '#b45309',
    glyph: '✉',
    maxTextLength: LIMITS.replyCharacters,
    textUnit: 'characters',
    maxFiles: LIMITS.replyFiles,
    maxFileBytes: LIMITS.replyFileBytes,
    maxTotalFileBytes: LIMITS.replyBytes,
    fileTypes: [],
    receipts: [],
    typing: false,
    receives: ['text', 'image', 'audio', 'video', 'file', 'missing-file', 'unsupported'],
    live: false,
    weight: 1,
    addressKind: 'email',
  },
  sendTimeoutMs: LIMITS.sendMs,
  giveUpAfterMs: LIMITS.giveUpAfterMs,
  create: (host, settings) => new EmailChannel(host, settings),
};

/** What `emailChannel.create` gives; the port is known after start. */
export class EmailChannel implements Channel {
  readonly accounts: Channel['accounts'];
  readonly #host: ChannelHost;
  readonly #settings: EmailSettings;
  readonly #parsers = new MailParsers();
  readonly #checker: MailChecker | undefined;
  readonly #imapTimes: Partial<ReadingTimes> | undefined;
  #intake: SmtpIntake | undefined;
  #imap: ImapIntake | undefined;
  #sender: SendMail | undefined;
  #correspondences: Correspondences | undefined;
  #copyReaders: CopyReaders | undefined;
  #stopping = false;

  /** `imapTimes`: other waits than a production's, for tests. */
  constructor(host: ChannelHost, settings: EmailSettings, imapTimes?: Partial<ReadingTimes>) {
    this.#host = host;
    this.#imapTimes = imapTimes;
    this.#settings = settings;
    const check = checkSettings(settings);
    this.#checker = check === undefined ? undefined : new MailChecker({ settings: check });
    this.accounts = mailboxesOf(settings).map((mailbox) => ({ account: mailbox, label: mailbox }));
  }

  /** The bound SMTP port; 0 before start. */
  get smtpPort(): number {
    return this.#intake?.port ?? 0;
  }

  async start(): Promise<void> {
    const { host: address, smtpPort: port, relayUrl } = this.#settings;
    const mailboxes = mailboxesOf(this.#settings);
    const host = this.#host;
    const correspondences = await Correspondences.open(host.documents);
    this.#correspondences = correspondences;
    const key = await tokenKey(host.documents);
    const tokens = new ReplyTokens(key);
    const { bounceAddress } = this.#settings;
    const bounceAddresses = bounceAddress === undefined ? undefined : new BounceAddresses(key, bounceAddress);
    const standings = await AddressStandings.open(host, host.documents);
    const unsubscribeTokens = new UnsubscribeTokens(key);
    const copyReaders = await CopyReaders.open({ host, standings }, host.documents);
    this.#copyReaders = copyReaders;
    const [parsers, checker] = [this.#parsers, this.#checker];
    const shared = { host, correspondences, tokens, bounceAddresses, standings, copyReaders, unsubscribeTokens };
    const receiving = new ReceiveMail({ ...shared, mailboxes, parsers, checker });
    const ways = await openOutbound(this.#settings);
    const automaticLimit = await AutomaticLimit.open(host.documents);
    const base = unsubscribeBase(this.#settings.unsubscribeUrl, host.http.publicUrl);
    const waysOut = (identity: IdentityRef) => unsubscribeWays(base, identity, unsubscribeTokens);
    this.#sender = new SendMail({ ...shared, relayUrl, automaticLimit, unsubscribeWays: waysOut, ...ways });
    const isStopping = () => this.#stopping;
    mountUnsubscribe({ host, tokens: unsubscribeTokens, readers: copyReaders, isStopping });
    const isBounceAddress = (recipient: string) => bounceAddresses?.bounceIdIn(recipient) !== undefined;
    this.#intake = new SmtpIntake({
      host: address,
      port,
      mailboxes,
      isBounceAddress,
      tls: await this.#readTls(),
      receive: async (mail) => {
        try {
          await receiving.receive(mail);
        } catch (error) {
          host.logger.warn({ err: error }, 'a mail was not taken');
          throw error;
        }
      },
      refused: (reason) => host.refused(reason),
      isStopping,
    });
    await this.#intake.start();
    host.logger.info({ port: this.#intake.port }, 'SMTP listens');
    const taking = {
      host,
      isBounceAddress,
      receive: (mail: ArrivedMail) => receiving.receive(mail),
      receiveRemains: (remains: MailRemains) => receiveRemains(remains, { host, mailboxes, parsers, tokens }),
    };
    const secrets = webhookSecrets(this.#settings);
    await mountWebhooks({ ...taking, mailboxes, secrets, isStopping });
    const { imapMailboxes, imapFirstDays: firstDays } = this.#settings;
    if (imapMailboxes.length > 0) {
      // Its client takes 30 MB, which who reads no mailbox does without.
      const { ImapIntake } = await import('./imap/imap-intake.ts');
      this.#imap = await ImapIntake.start({ ...taking, mailboxes: imapMailboxes, firstDays, times: this.#imapTimes });
    }
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    await Promise.all([this.#intake?.stop(), this.#imap?.stop()]);
    await Promise.all([this.#parsers.stop(), this.#checker?.stop()]);
    this.#sender?.close();
  }

  async forget({ identityId }: IdentityRef): Promise<void> {
    await this.#correspondences?.forget(identityId);
    await this.#copyReaders?.forget(identityId);
  }

  plan(message: Parameters<Channel['plan']>[0]): readonly MailStep[] {
    return planMail(message);
  }

  async send(step: MailStep, context: Parameters<Channel['send']>[1]): ReturnType<Channel['send']> {
    if (this.#sender === undefined) {
      return { outcome: 'temporary', code: 'not-started', text: 'The channel has not started.' };
    }
    return await this.#sender.send(step, context);
  }

  /** Throws when a file that was named cannot be read, or only one of the two is named. */
  async #readTls(): Promise<{ key: string; cert: string } | undefined> {
    const { tlsKeyFile, tlsCertFile } = this.#settings;
    if (tlsKeyFile === undefined && tlsCertFile === undefined) return undefined;
    if (tlsKeyFile === undefined || tlsCertFile === undefined) {
      throw new Error('EMAIL_TLS_KEY_FILE and EMAIL_TLS_CERT_FILE belong together: only one of them is set');
    }
    const [key, cert] = await Promise.all([readFile(tlsKeyFile, 'utf8'), readFile(tlsCertFile, 'utf8')]);
    return { key, cert };
  }
}

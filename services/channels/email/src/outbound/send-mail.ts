import type { Readable } from 'node:stream';
import { createTransport } from 'nodemailer';
import { BlobNotFoundError } from '@onethread/blobs';
import type { ChannelHost, SendContext, SendResult } from '@onethread/channel-kit';
import type { IdentityRef, OutboundMessage } from '@onethread/contracts';
import { domainOf } from '../addresses.ts';
import type { AddressStandings } from '../address-standings.ts';
import type { BounceAddresses } from '../bounce-addresses.ts';
import type { CopyReaders } from '../copies/copy-readers.ts';
import type { UnsubscribeWays } from '../copies/unsubscribe-ways.ts';
import type { Correspondence, Correspondences } from '../correspondence.ts';
import { LIMITS } from '../limits.ts';
import { isRobotAddress } from '../parsing/automatic-mail.ts';
import type { ReplyTokens } from '../reply-tokens.ts';
import type { AutomaticLimit } from './automatic-limit.ts';
import { classifyRelayError, goneAddressIn, isTooFast } from './classify-relay-error.ts';
import { composeMail, messageIdOf, subjectOf } from './compose-mail.ts';
import { DomainPace } from './domain-pace.ts';
import type { OutboundWays } from './open-outbound.ts';
import type { MailStep } from './plan-mail.ts';
import { signMails } from './sign-mail.ts';
import { templateFor } from './templates.ts';
import { Turns } from './turns.ts';

export interface SendMailParts extends OutboundWays {
  readonly host: ChannelHost;
  readonly relayUrl: string;
  readonly correspondences: Correspondences;
  readonly tokens: ReplyTokens;
  /** Undefined: what comes back comes to the mailbox itself. */
  readonly bounceAddresses: BounceAddresses | undefined;
  readonly standings: AddressStandings;
  readonly automaticLimit: AutomaticLimit;
  readonly copyReaders: Pick<CopyReaders, 'mayCopy'>;
  /** Of copies; undefined: the world does not find the page for it. */
  readonly unsubscribeWays: (identity: IdentityRef) => UnsubscribeWays | undefined;
}

const INTERRUPTED = { outcome: 'temporary', code: 'interrupted', text: 'Sending was interrupted.' } as const;
const TO_ROBOT = {
  outcome: 'rejected',
  code: 'robot-address',
  text: 'Only programs read mail at this address: nothing automatic is sent there.',
} as const;
const NOT_AUTOMATICALLY = {
  'too-many': {
    outcome: 'rejected',
    code: 'too-many-automatic',
    text: 'Too many automatic mails went to this address within an hour.',
  },
  'answered-already': {
    outcome: 'rejected',
    code: 'answered-automatically',
    text: 'This person got an automatic answer in this conversation within the last 24 hours.',
  },
} as const;
const COPIES_REFUSED = {
  outcome: 'rejected',
  code: 'copies-refused',
  text: 'The person asked for no copies by mail of what is answered elsewhere.',
} as const;

/** Hands replies to our mail server, one connection each. */
export class SendMail {
  readonly #parts: SendMailParts;
  readonly #transport: ReturnType<typeof openTransport>;
  readonly #turns = new Turns(LIMITS.relayConnections);
  readonly #pace: DomainPace;

  constructor(parts: SendMailParts) {
    this.#parts = parts;
    this.#transport = openTransport(parts.relayUrl);
    signMails(this.#transport);
    this.#pace = new DomainPace(parts.domainMailsPerMinute, parts.host.now);
  }

  /** Never throws. */
  async send(step: MailStep, context: SendContext): Promise<SendResult> {
    if (!(await this.#turns.begin(context.signal))) return INTERRUPTED;
    try {
      return await this.#sendNow(step, context);
    } finally {
      this.#turns.end();
    }
  }

  close(): void {
    this.#transport.close();
  }

  async #sendNow(step: MailStep, context: SendContext): Promise<SendResult> {
    const { host, correspondences } = this.#parts;
    const { identity } = context.message;
    const messageId = messageIdOf(context.sendId, identity.account);
    const files: { name: string; contentType: string; content: Readable }[] = [];
    let sent: SendResult | { readonly subject: string };
    try {
      const correspondence = await correspondences.get(identity.identityId);
      const refusal = await this.#refusalOf(context, correspondence);
      if (refusal !== undefined) return refusal;
      for (const { blobId, name, contentType } of step.files) {
        files.push({ name, contentType, content: await host.blobs.open(blobId) });
      }
      sent = await this.#composeAndSend(step, context, { messageId, correspondence, files });
    } catch (error) {
      if (error instanceof BlobNotFoundError) {
        return { outcome: 'rejected', code: 'file-missing', text: 'A file of this reply is no longer there.' };
      }
      host.logger.warn({ err: error }, 'a reply could not be prepared');
      return { outcome: 'temporary', code: 'not-prepared', text: 'The reply could not be prepared.' };
    } finally {
      for (const { content } of files) content.destroy();
    }
    if ('outcome' in sent) return sent;
    await this.#noteSent(identity.identityId, messageId, sent.subject);
    return { outcome: 'sent', providerMessageId: messageId };
  }

  /** What must not go, or not yet. */
  async #refusalOf(
    { message, sendId }: SendContext,
    correspondence: Correspondence | undefined,
  ): Promise<SendResult | undefined> {
    const to = addressOf(message, correspondence);
    const { automaticLimit, copyReaders, host } = this.#parts;
    if (message.copyOf !== undefined && !(await copyReaders.mayCopy(message.identity, sendId))) return COPIES_REFUSED;
    if (message.automatic === true) {
      if (isRobotAddress(to)) return TO_ROBOT;
      const verdict = await automaticLimit.enter(message, host.now());
      if (verdict !== 'may-go') return NOT_AUTOMATICALLY[verdict];
    }
    const retryAfterMs = this.#pace.enter(domainOf(to));
    if (retryAfterMs === 0) return undefined;
    const text = `Mail to ${domainOf(to)} goes out more slowly at the moment.`;
    return { outcome: 'temporary', code: 'domain-pace', text, retryAfterMs };
  }

  /** The subject: our mail server has it. */
  async #composeAndSend(
    step: MailStep,
    { message, signal }: SendContext,
    prepared: Pick<Parameters<typeof composeMail>[0], 'messageId' | 'correspondence' | 'files'>,
  ): Promise<SendResult | { readonly subject: string }> {
    const { host, correspondences, tokens, templates, dkimKeys, unsubscribeWays } = this.#parts;
    const { messageId, correspondence } = prepared;
    const { identity, entryId, attempt } = message;
    const to = addressOf(message, correspondence);
    const sentTo = to === identity.externalId ? {} : { sentTo: to };
    await correspondences.noteSending(messageId, { identity, entryId, attempt, ...sentTo }, host.now());
    const mail = composeMail({
      ...prepared,
      message,
      step,
      to,
      replyTo: tokens.addressFor(identity.account, message.conversationId),
      envelopeFrom: this.#envelopeFrom(message, messageId),
      template: templateFor(identity.account, templates),
      unsubscribe: message.copyOf === undefined ? undefined : unsubscribeWays(identity),
      dkimKeys,
    });
    const error = await this.#handOver(mail, signal);
    if (error === undefined) {
      this.#pace.clear(domainOf(to));
      return { subject: subjectOf({ correspondence, step }) };
    }
    if (error === INTERRUPTED) return INTERRUPTED;
    if (isTooFast(error)) this.#pace.pause(domainOf(to));
    const gone = goneAddressIn(error);
    if (gone !== undefined && to === identity.externalId) await this.#noteGone(message, messageId, gone);
    return classifyRelayError(error);
  }

  #envelopeFrom({ automatic, identity }: OutboundMessage, messageId: string): string {
    const { automaticSender, bounceAddresses } = this.#parts;
    if (automatic === true && automaticSender === 'null') return '';
    return bounceAddresses?.addressFor(messageId) ?? identity.account;
  }

  /** What went wrong; undefined: our mail server has it. */
  async #handOver(mail: ReturnType<typeof composeMail>, signal: AbortSignal): Promise<unknown> {
    const aborted = Promise.withResolvers<unknown>();
    const abort = () => aborted.resolve(INTERRUPTED);
    signal.addEventListener('abort', abort, { once: true });
    try {
      const handedOver = this.#transport.sendMail(mail).then(
        () => undefined,
        (error: unknown) => error ?? new Error('refused'),
      );
      return await Promise.race([handedOver, aborted.promise]);
    } finally {
      signal.removeEventListener('abort', abort);
    }
  }

  /** Whoever writes there next is told; this reply fails whether or not it can be noted. */
  async #noteGone({ identity }: OutboundMessage, messageId: string, words: string): Promise<void> {
    try {
      await this.#parts.standings.isGone(identity, messageId, words);
    } catch (error) {
      this.#parts.host.logger.warn({ err: error }, 'it could not be told that an address is gone');
    }
  }

  /** Only the headers of later mails depend on it. */
  async #noteSent(identityId: string, messageId: string, subject: string): Promise<void> {
    try {
      await this.#parts.correspondences.noteOurs(identityId, messageId, subject);
    } catch (error) {
      this.#parts.host.logger.warn({ err: error }, 'a sent mail could not be noted');
    }
  }
}

/** Whom a reply goes to: where its reader asked for answers, where that was found to be safe. */
function addressOf({ identity }: OutboundMessage, correspondence: Correspondence | undefined): string {
  return correspondence?.answerTo ?? identity.externalId;
}

function openTransport(relayUrl: string) {
  const { hostname, searchParams } = new URL(relayUrl);
  const beside = ['127.0.0.1', 'localhost', '[::1]'].includes(hostname);
  return createTransport({
    url: relayUrl,
    // Beside us nobody listens in, and a server there rarely has a certificate that anybody could check.
    ...(beside && !searchParams.has('requireTLS') ? { ignoreTLS: true } : {}),
    connectionTimeout: LIMITS.relayConnectMs,
    greetingTimeout: LIMITS.relayConnectMs,
    dnsTimeout: LIMITS.relayConnectMs,
    socketTimeout: LIMITS.relaySilenceMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
}

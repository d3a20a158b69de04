import type { Readable } from 'node:stream';
import { createTransport } from 'nodemailer';
import { BlobNotFoundError } from '@onethread/blobs';
import type { ChannelHost, SendContext, SendResult } from '@onethread/channel-kit';
import type { Correspondences } from '../correspondence.ts';
import { LIMITS } from '../limits.ts';
import type { ReplyTokens } from '../reply-tokens.ts';
import { classifyRelayError } from './classify-relay-error.ts';
import { composeMail, messageIdOf, subjectOf } from './compose-mail.ts';
import type { MailStep } from './plan-mail.ts';
import { Turns } from './turns.ts';

export interface SendMailParts {
  readonly host: ChannelHost;
  readonly relayUrl: string;
  readonly correspondences: Correspondences;
  readonly tokens: ReplyTokens;
}

const INTERRUPTED = { outcome: 'temporary', code: 'interrupted', text: 'Sending was interrupted.' } as const;

/** Hands replies to our mail server, one connection each. */
export class SendMail {
  readonly #parts: SendMailParts;
  readonly #transport: ReturnType<typeof openTransport>;
  readonly #turns = new Turns(LIMITS.relayConnections);

  constructor(parts: SendMailParts) {
    this.#parts = parts;
    this.#transport = openTransport(parts.relayUrl);
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

  async #sendNow(step: MailStep, { message, sendId, signal }: SendContext): Promise<SendResult> {
    const { host, correspondences, tokens } = this.#parts;
    const { account, identityId } = message.identity;
    const messageId = messageIdOf(sendId, account);
    let subject: string;
    const files: { name: string; contentType: string; content: Readable }[] = [];
    try {
      const correspondence = await correspondences.get(identityId);
      const { identity, entryId, attempt } = message;
      await correspondences.noteSending(messageId, { identity, entryId, attempt }, host.now());
      for (const { blobId, name, contentType } of step.files) {
        files.push({ name, contentType, content: await host.blobs.open(blobId) });
      }
      const replyTo = tokens.addressFor(account, message.conversationId);
      subject = subjectOf({ correspondence, step });
      const mail = composeMail({ message, step, messageId, correspondence, replyTo, files });
      const result = await this.#handOver(mail, signal);
      if (result !== undefined) return result;
    } catch (error) {
      if (error instanceof BlobNotFoundError) {
        return { outcome: 'rejected', code: 'file-missing', text: 'A file of this reply is no longer there.' };
      }
      host.logger.warn({ err: error }, 'a reply could not be prepared');
      return { outcome: 'temporary', code: 'not-prepared', text: 'The reply could not be prepared.' };
    } finally {
      for (const { content } of files) content.destroy();
    }
    await this.#noteSent(identityId, messageId, subject);
    return { outcome: 'sent', providerMessageId: messageId };
  }

  /** Undefined: our mail server has it. */
  async #handOver(mail: ReturnType<typeof composeMail>, signal: AbortSignal): Promise<SendResult | undefined> {
    const aborted = Promise.withResolvers<SendResult>();
    const abort = () => aborted.resolve(INTERRUPTED);
    signal.addEventListener('abort', abort, { once: true });
    try {
      const handedOver = this.#transport.sendMail(mail).then(() => undefined, classifyRelayError);
      return await Promise.race([handedOver, aborted.promise]);
    } finally {
      signal.removeEventListener('abort', abort);
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

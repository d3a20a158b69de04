import { createPublicKey, createVerify, type KeyObject } from 'node:crypto';
import { recentMap } from '@onethread/runtime';
import { z } from 'zod';
import { WebhookRefusedError } from './webhook-refusal.ts';

const text = z.string().max(2_000);
const common = {
  MessageId: text,
  TopicArn: text,
  Timestamp: text,
  SignatureVersion: z.enum(['1', '2']),
  Signature: text,
  SigningCertURL: text,
};
const messageSchema = z.discriminatedUnion('Type', [
  z.object({ ...common, Type: z.literal('Notification'), Message: z.string(), Subject: text.nullish() }),
  z.object({
    ...common,
    Type: z.enum(['SubscriptionConfirmation', 'UnsubscribeConfirmation']),
    Message: z.string(),
    SubscribeURL: text,
    Token: text,
  }),
]);

/** A message of Amazon SNS, of whatever kind. */
export type SnsMessage = z.output<typeof messageSchema>;

/** Fetches a small text. Rejects where it cannot be had; whoever posted then comes again. */
export type FetchText = (url: string) => Promise<string>;

/** Fields under the signature, in the order of SNS. */
const SIGNED = ['Message', 'MessageId', 'Subject', 'SubscribeURL', 'Timestamp', 'Token', 'TopicArn', 'Type'] as const;
const HOST = /^sns\.[a-z0-9-]{3,30}\.amazonaws\.com(\.cn)?$/;
const CERTIFICATE = /^\/SimpleNotificationService-[0-9a-zA-Z]{1,100}\.pem$/;
/** Certificates that are kept, those used last: SNS changes its own about once a year, per region. */
export const MAX_CERTIFICATES = 20;

/** Checks that messages come from SNS and from a topic of ours. */
export class SnsVerifier {
  readonly #topicArns: readonly string[];
  readonly #fetchText: FetchText;
  readonly #keys = recentMap<string, KeyObject>(MAX_CERTIFICATES);

  constructor(topicArns: readonly string[], fetchText: FetchText) {
    this.#topicArns = topicArns;
    this.#fetchText = fetchText;
  }

  /** Throws `WebhookRefusedError`, or what `fetchText` throws. */
  async verified(body: Buffer): Promise<SnsMessage> {
    const message = parsed(body);
    if (!this.#topicArns.includes(message.TopicArn)) {
      throw new WebhookRefusedError('unauthorised', 'This is no topic of ours.');
    }
    const key = await this.#keyAt(message.SigningCertURL);
    const fields: Readonly<Record<string, unknown>> = message;
    const signed = SIGNED.filter((name) => typeof fields[name] === 'string').map(
      (name) => `${name}\n${String(fields[name])}\n`,
    );
    const verify = createVerify(message.SignatureVersion === '2' ? 'RSA-SHA256' : 'RSA-SHA1').update(signed.join(''));
    if (!verify.verify(key, message.Signature, 'base64')) {
      throw new WebhookRefusedError('unauthorised', 'The signature is wrong.');
    }
    return message;
  }

  async #keyAt(url: string): Promise<KeyObject> {
    const known = this.#keys.get(url);
    if (known !== undefined) return known;
    if (!isOfSns(url) || !CERTIFICATE.test(new URL(url).pathname)) {
      throw new WebhookRefusedError('unauthorised', 'The certificate is not one of SNS.');
    }
    const pem = await this.#fetchText(url);
    let key: KeyObject;
    try {
      key = createPublicKey(pem);
    } catch {
      throw new WebhookRefusedError('unauthorised', 'The certificate cannot be read.');
    }
    this.#keys.set(url, key);
    return key;
  }
}

/** Whether an address is one of SNS itself: nothing else is ever fetched because a call says so. */
export function isOfSns(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname, port, username, password } = new URL(url);
  return protocol === 'https:' && HOST.test(hostname) && port === '' && username === '' && password === '';
}

function parsed(body: Buffer): SnsMessage {
  let json: unknown;
  try {
    json = JSON.parse(body.toString('utf8'));
  } catch {
    throw new WebhookRefusedError('malformed', 'The body is not JSON.');
  }
  const message = messageSchema.safeParse(json);
  if (message.success) return message.data;
  throw new WebhookRefusedError('malformed', 'This is not a message of SNS.');
}

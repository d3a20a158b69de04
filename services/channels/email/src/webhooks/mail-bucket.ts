import { AwsClient } from 'aws4fetch';
import { z } from 'zod';
import { IntakeUnavailableError } from '@onethread/channel-kit';
import { neededTogether, setting } from '@onethread/runtime';
import { LIMITS } from '../limits.ts';
import type { BudgetShare } from './byte-budget.ts';
import { WebhookRefusedError } from './webhook-refusal.ts';

/** SNS waits 15 s for the answer to its call. */
const FETCH_MS = 10_000;
/** Set where SES encrypted the mail itself before it went into the bucket. */
const ENCRYPTED = ['x-amz-meta-x-amz-key-v2', 'x-amz-meta-x-amz-cek-alg'];

const serviceUrl = z
  .url({ protocol: /^https?$/ })
  .refine((url) => /^https?:\/\/[^/?#@]+\/?$/.test(url), 'not the origin of a service')
  .optional();

/** Where SES puts mails whose receipt rule has an S3 action. */
export const mailBucketDefinitions = neededTogether('mails of SES in S3', {
  sesBucket: setting('EMAIL_SES_BUCKET', z.string().regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/), {
    describe: 'Bucket of S3 into which SES puts mails; no other one is ever asked',
    example: 'example-org-mails',
  }),
  sesRegion: setting('EMAIL_SES_REGION', z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d{1,2}$/), {
    describe: 'Region of that bucket',
    example: 'eu-west-1',
  }),
  sesAccessKeyId: setting('EMAIL_SES_ACCESS_KEY_ID', z.string().regex(/^\w{16,128}$/), {
    describe: 'Access key of AWS that may read that bucket (s3:GetObject), and nothing else',
  }),
  sesSecretAccessKey: setting('EMAIL_SES_SECRET_ACCESS_KEY', z.string().min(16).max(500), {
    describe: 'Secret of that access key',
    secret: true,
  }),
  sesS3Url: setting('EMAIL_SES_S3_URL', serviceUrl, {
    describe: 'Origin of S3, where it is not Amazon’s own of that region',
    example: 'https://s3.example.org',
  }),
});

export interface MailBucketOptions {
  readonly bucket: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Origin of the service; undefined: Amazon's own of that region. */
  readonly url: string | undefined;
}

/** A mail that SES put there. */
export interface StoredMail {
  readonly raw: Buffer;
  /** `raw` is only its beginning. */
  readonly isCut: boolean;
}

/** The one bucket that is asked for mails. */
export class MailBucket {
  readonly #options: MailBucketOptions;
  readonly #client: AwsClient;

  constructor(options: MailBucketOptions) {
    const { region, accessKeyId, secretAccessKey } = options;
    this.#options = options;
    this.#client = new AwsClient({ accessKeyId, secretAccessKey, region, service: 's3', retries: 0 });
  }

  /**
   * The mail under this key, up to `LIMITS.mailBytes` and one more. Throws `WebhookRefusedError` where it lies elsewhere or is
   * encrypted, `IntakeUnavailableError` where it cannot be had now: whoever told of it comes again.
   */
  async mailAt(bucket: string, key: string, share: BudgetShare): Promise<StoredMail> {
    if (bucket !== this.#options.bucket) {
      throw new WebhookRefusedError('unauthorised', 'The mail lies in a bucket that is not ours.');
    }
    // An address with such segments is another one before it is asked.
    if (key.split('/').some((segment) => /^\.{1,2}$/.test(segment))) {
      throw new WebhookRefusedError('malformed', 'The mail has a key that SES does not write.');
    }
    const { status, headers, body } = await this.#ask(key);
    if (status !== 200) throw new IntakeUnavailableError(`S3 answered ${status}`);
    if (ENCRYPTED.some((name) => headers.has(name))) {
      await body?.cancel();
      throw new WebhookRefusedError('malformed', 'The mail is encrypted: the rule must not name a KMS key.');
    }
    return await bounded(body, share);
  }

  async #ask(key: string): Promise<Response> {
    const { bucket, region, url } = this.#options;
    const origin =
      url?.replace(/\/$/, '') ?? `https://s3.${region}.amazonaws.com${region.startsWith('cn-') ? '.cn' : ''}`;
    const path = key.split('/').map(encodedSegment).join('/');
    try {
      const request = await this.#client.sign(`${origin}/${bucket}/${path}`);
      return await fetch(request, { redirect: 'error', signal: AbortSignal.timeout(FETCH_MS) });
    } catch (error) {
      throw new IntakeUnavailableError('S3 could not be asked', { cause: error });
    }
  }
}

/** As signatures count it (RFC 3986): `encodeURIComponent` leaves five signs that are reserved. */
function encodedSegment(segment: string): string {
  const encoded = encodeURIComponent(segment.toWellFormed());
  return encoded.replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}

async function bounded(body: Response['body'], share: BudgetShare): Promise<StoredMail> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of body ?? []) {
      share.take(chunk.length);
      chunks.push(chunk);
      size += chunk.length;
      if (size > LIMITS.mailBytes) break;
    }
  } catch (error) {
    if (error instanceof IntakeUnavailableError) throw error;
    throw new IntakeUnavailableError('S3 broke off', { cause: error });
  }
  return { raw: Buffer.concat(chunks), isCut: size > LIMITS.mailBytes };
}

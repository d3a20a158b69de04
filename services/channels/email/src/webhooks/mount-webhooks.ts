import express, { type ErrorRequestHandler, type Request, type RequestHandler, type Router } from 'express';
import type { ChannelHost } from '@onethread/channel-kit';
import { LIMITS } from '../limits.ts';
import { BudgetShare, ByteBudget } from './byte-budget.ts';
import { MailBucket, type MailBucketOptions } from './mail-bucket.ts';
import { takeMailgun } from './mailgun.ts';
import { readPostmark } from './postmark.ts';
import { isSameSecret } from './same-secret.ts';
import { readSendGrid } from './sendgrid.ts';
import { fetchText, takeSes } from './ses.ts';
import { SnsVerifier } from './sns-message.ts';
import { takePostedMail, type PostedMail, type TakePostedMailParts } from './take-posted-mail.ts';
import { WebhookRefusedError, type RefusalKind } from './webhook-refusal.ts';
import { WebhookTokens } from './webhook-tokens.ts';

const PREFIX = '/webhooks/email';

/** Without its secret a provider's webhook is not there. */
export interface WebhookSecrets {
  readonly mailgunKey: string | undefined;
  readonly mailgunMaxAgeMs: number;
  readonly sendgridSecret: string | undefined;
  readonly postmarkSecret: string | undefined;
  /** Topics of SNS by which SES sends mails; none: it is not there. */
  readonly sesTopicArns: readonly string[];
  /** Where SES puts mails by S3 actions; undefined: nowhere. */
  readonly sesBucket: MailBucketOptions | undefined;
}

export interface WebhookParts extends TakePostedMailParts {
  readonly host: ChannelHost;
  readonly secrets: WebhookSecrets;
  readonly isStopping: () => boolean;
}

type Statuses = Readonly<Record<RefusalKind, number>>;
type Take = (request: Request, share: BudgetShare) => Promise<void>;

/** 406 is Mailgun's word for never again; anything else it sends again for 8 hours, which mends what was set up wrongly. */
const MAILGUN: Statuses = {
  unauthorised: 401,
  replayed: 406,
  malformed: 400,
  'too-large': 406,
  'unknown-recipient': 406,
};
/** SendGrid sends again after 5xx only. */
const SENDGRID: Statuses = {
  unauthorised: 401,
  replayed: 409,
  malformed: 400,
  'too-large': 413,
  'unknown-recipient': 422,
};
/** 403 is Postmark's word for never again; anything else it sends again for 10 hours. */
const POSTMARK: Statuses = {
  unauthorised: 401,
  replayed: 403,
  malformed: 400,
  'too-large': 403,
  'unknown-recipient': 403,
};

/** SNS does not send again after most of 4xx. */
const SES: Statuses = {
  unauthorised: 403,
  replayed: 409,
  malformed: 400,
  'too-large': 413,
  'unknown-recipient': 422,
};

/** Mounts `/webhooks/email/<provider>` for each provider whose secret is set. 200 is said once the mail is durable. */
export async function mountWebhooks(parts: WebhookParts): Promise<void> {
  const { host, secrets } = parts;
  const budget = new ByteBudget(LIMITS.mailBytesInWork);
  const mount = (provider: string, paths: readonly string[], statuses: Statuses, take: Take) => {
    host.http.mount(`${PREFIX}/${provider}`, routerOf(paths, statuses, take, budget, parts));
    host.logger.info({ provider }, 'the webhook for mails is there');
  };
  const takeMail = (mail: PostedMail) => takePostedMail(mail, parts);
  const { mailgunKey: signingKey, mailgunMaxAgeMs: maxAgeMs, sendgridSecret, postmarkSecret, sesTopicArns } = secrets;
  if (signingKey !== undefined) {
    const tokens = await WebhookTokens.open(host.documents, host.logger);
    const options = { signingKey, maxAgeMs, tokens, now: host.now };
    // Mailgun posts the raw mail only to URLs that end in `mime`.
    const take: Take = (request, share) => takeMailgun(request, share, options, takeMail);
    mount('mailgun', ['/', '/mime'], MAILGUN, take);
  }
  if (sendgridSecret !== undefined) {
    mount('sendgrid', ['/', '/:secret'], SENDGRID, async (request, share) => {
      requireSecret(request, sendgridSecret);
      await takeMail(await readSendGrid(request, share));
    });
  }
  if (postmarkSecret !== undefined) {
    mount('postmark', ['/', '/:secret'], POSTMARK, async (request, share) => {
      requireSecret(request, postmarkSecret);
      await takeMail(await readPostmark(request, share));
    });
  }
  if (sesTopicArns.length > 0) {
    const { sesBucket } = secrets;
    const bucket = sesBucket === undefined ? undefined : new MailBucket(sesBucket);
    const ses = { verifier: new SnsVerifier(sesTopicArns, fetchText), fetchText, bucket };
    mount('ses', ['/'], SES, (request, share) => takeSes(request, share, ses, takeMail));
  }
}

function routerOf(
  paths: readonly string[],
  statuses: Statuses,
  take: Take,
  budget: ByteBudget,
  { host, isStopping }: WebhookParts,
): Router {
  const router = express.Router();
  const answer: RequestHandler = async (request, response) => {
    if (isStopping()) {
      response
        .status(503)
        .setHeader('retry-after', 5)
        .json({ error: { code: 'stopping', message: 'Stopping.' } });
      return;
    }
    if (Number(request.headers['content-length'] ?? 0) > LIMITS.webhookBytes) {
      throw new WebhookRefusedError('too-large', 'The request is too large.');
    }
    using share = new BudgetShare(budget);
    await take(request, share);
    response.json({ ok: true });
  };
  router.post([...paths], answer);
  const refuse: ErrorRequestHandler = (error: unknown, request, response, next) => {
    // What was not read of the call is not waited for: its connection ends with the answer.
    if (!request.readableEnded) response.setHeader('connection', 'close');
    if (!(error instanceof WebhookRefusedError)) {
      host.refused((error as { retryable?: unknown }).retryable === true ? 'unavailable' : 'unreadable-request');
      next(error);
      return;
    }
    host.refused(error.code);
    response.status(statuses[error.code]).json({ error: { code: error.code, message: error.message } });
  };
  router.use(refuse);
  return router;
}

/** The last part of the path, or the password (with its user or alone) of basic authentication. */
function requireSecret(request: Request, secret: string): void {
  const { secret: inPath = '' } = request.params as { secret?: string };
  const [, encoded = ''] = /^Basic\s+([A-Za-z0-9+/=]{1,2000})$/i.exec(request.headers.authorization ?? '') ?? [];
  const pair = Buffer.from(encoded, 'base64').toString('utf8');
  const password = pair.slice(pair.indexOf(':') + 1);
  const isKnown = [inPath, pair, password].map((given) => isSameSecret(given, secret)).includes(true);
  if (!isKnown) throw new WebhookRefusedError('unauthorised', 'The secret is missing or wrong.');
}

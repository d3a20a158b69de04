import { createHmac } from 'node:crypto';

export const MAILGUN_KEY = 'key-0123456789abcdef';
export const SECRET = 'a secret of sixteen letters';

/** What a provider posts, before it is sent. */
export interface ProviderPost {
  readonly path: string;
  readonly body: FormData | URLSearchParams | string | Buffer<ArrayBuffer>;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface MailgunProof {
  readonly timestamp?: number;
  readonly token?: string;
  readonly signature?: string;
}

let posts = 0;

/** What every call of a route of Mailgun says of itself. */
export function mailgunFields(
  over: Readonly<Record<string, string>>,
  proof: MailgunProof,
): Readonly<Record<string, string>> {
  const { timestamp = Math.floor(Date.now() / 1_000), token = `token-${(posts += 1)}-${process.pid}` } = proof;
  const signature = proof.signature ?? createHmac('sha256', MAILGUN_KEY).update(`${timestamp}${token}`).digest('hex');
  const envelope = { recipient: 'support@localhost', sender: 'anna@example.org' };
  return { ...envelope, ...over, timestamp: String(timestamp), token, signature };
}

/** As a route of Mailgun with `/mime` posts it. */
export function mailgunPost(
  raw: string | Buffer,
  over: Readonly<Record<string, string>> = {},
  proof: MailgunProof = {},
): ProviderPost {
  const body = new FormData();
  for (const [name, value] of Object.entries(mailgunFields(over, proof))) body.append(name, value);
  body.append('body-mime', typeof raw === 'string' ? raw : new Blob([new Uint8Array(raw)]));
  return { path: 'mailgun/mime', body };
}

export function sendGridPost(raw: string | Buffer, over: { envelope?: unknown; secret?: string } = {}): ProviderPost {
  const { envelope = { to: ['support@localhost'], from: 'anna@example.org' }, secret = SECRET } = over;
  const body = new FormData();
  body.append('envelope', JSON.stringify(envelope));
  body.append('email', typeof raw === 'string' ? raw : new Blob([new Uint8Array(raw)]));
  body.append('charsets', '{}');
  return { path: `sendgrid/${encodeURIComponent(secret)}`, body };
}

export function postmarkPost(
  raw: string | Buffer,
  over: { recipient?: string; secret?: string; encoding?: 'base64' | 'utf8' } = {},
): ProviderPost {
  const { recipient = 'support@localhost', secret = SECRET, encoding = 'base64' } = over;
  const body = JSON.stringify({
    From: 'anna@example.org',
    OriginalRecipient: recipient,
    RawEmail: Buffer.from(raw).toString(encoding),
    Attachments: [],
  });
  const authorization = `Basic ${Buffer.from(`onethread:${secret}`).toString('base64')}`;
  return { path: 'postmark', body, headers: { 'content-type': 'application/json', authorization } };
}

/** The status of the answer. */
export async function post(publicUrl: string, { path, body, headers = {} }: ProviderPost): Promise<number> {
  const response = await fetch(`${publicUrl}/webhooks/email/${path}`, { method: 'POST', body, headers });
  await response.arrayBuffer();
  return response.status;
}

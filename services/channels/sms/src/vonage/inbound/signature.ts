import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { jwtVerify } from 'jose';
import type { SignatureMethod } from '../signature-methods.ts';
import type { VonageSettings } from '../settings.ts';

/** Vonage comes again for 24 hours with what it signed at first; a replay of it is the same message. */
const OLDEST_MS = 25 * 3600 * 1000;
const CLOCK_SLACK_MS = 5 * 60 * 1000;

/**
 * `sig` of the parameters: `&key=value` of all others, sorted by key, `&` and `=` within values replaced by `_`; MD5 of
 * that and the secret, or an HMAC under it, hexadecimal.
 */
export function vonageSignature(
  secret: string,
  method: SignatureMethod,
  parameters: ReadonlyMap<string, string>,
): string {
  const signed = [...parameters]
    .filter(([key]) => key !== 'sig')
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => `&${key}=${value.replaceAll(/[&=]/g, '_')}`)
    .join('');
  return method === 'md5hash'
    ? createHash('md5')
        .update(signed + secret, 'utf8')
        .digest('hex')
    : createHmac(method, secret).update(signed, 'utf8').digest('hex').toUpperCase();
}

export interface ProvedRequest {
  readonly settings: Pick<VonageSettings, 'apiKey' | 'signatureSecret' | 'signatureMethod'>;
  readonly parameters: ReadonlyMap<string, string>;
  /** `Authorization` header. */
  readonly authorization: string | undefined;
  /** Empty for a GET. */
  readonly rawBody: Uint8Array;
  readonly now: number;
}

/** Whether Vonage sent it: by the parameter `sig`, or by the JWT of a signed webhook, which covers the body by its hash. */
export async function isSignedByVonage(request: ProvedRequest): Promise<boolean> {
  return request.parameters.has('sig') ? isSigned(request) : await isProvedByToken(request);
}

function isSigned({ settings, parameters, now }: ProvedRequest): boolean {
  const expected = Buffer.from(vonageSignature(settings.signatureSecret, settings.signatureMethod, parameters), 'hex');
  const given = Buffer.from(parameters.get('sig') ?? '', 'hex');
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return false;
  const signedAt = Number(parameters.get('timestamp')) * 1000;
  return signedAt > now - OLDEST_MS && signedAt < now + CLOCK_SLACK_MS;
}

async function isProvedByToken({ settings, authorization, rawBody, now }: ProvedRequest): Promise<boolean> {
  const [, token] = /^Bearer (\S+)$/i.exec(authorization ?? '') ?? [];
  if (token === undefined || rawBody.length === 0) return false;
  try {
    const key = Buffer.from(settings.signatureSecret, 'utf8');
    const { payload } = await jwtVerify(token, key, { algorithms: ['HS256'], currentDate: new Date(now) });
    const issuedAt = (payload.iat ?? 0) * 1000;
    if (payload['api_key'] !== settings.apiKey || issuedAt < now - OLDEST_MS) return false;
    return payload['payload_hash'] === createHash('sha256').update(rawBody).digest('hex');
  } catch {
    return false;
  }
}

import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** Recommended end of our webhook addresses (see README); whether Twilio signs it with the address is not documented. */
const RETRY_FRAGMENT = '#rc=5&rp=all';

/**
 * `X-Twilio-Signature`: base64 of HMAC-SHA1 under the auth token over the exact address and, sorted by key, each key with
 * its value (of a repeated key its different values, sorted).
 */
export function twilioSignature(authToken: string, url: string, parameters: URLSearchParams): string {
  return digestOf(authToken, url + signedForm(parameters)).toString('base64');
}

export interface SignedRequest {
  readonly authToken: string;
  /** Our public origin and the path and query as they came. */
  readonly url: string;
  readonly signature: string | undefined;
  /** Of a form; empty for a JSON body, which is proved by `bodySHA256` in the query instead. */
  readonly parameters: URLSearchParams;
  readonly rawBody: Uint8Array;
  readonly isJson: boolean;
}

/** Whether Twilio sent it. Constant time per form of the address. */
export function isSignedByTwilio(request: SignedRequest): boolean {
  const given = Buffer.from(request.signature ?? '', 'base64');
  if (request.isJson && !hasRightBodyHash(request)) return false;
  const signed = request.isJson ? '' : signedForm(request.parameters);
  // Which form matched is no secret: the first that does ends it.
  return formsOf(request.url).some((url) => {
    const expected = digestOf(request.authToken, url + signed);
    return given.length === expected.length && timingSafeEqual(given, expected);
  });
}

function signedForm(parameters: URLSearchParams): string {
  let signed = '';
  for (const key of [...new Set(parameters.keys())].toSorted()) {
    for (const value of [...new Set(parameters.getAll(key))].toSorted()) signed += key + value;
  }
  return signed;
}

function digestOf(authToken: string, signed: string): Buffer {
  return createHmac('sha1', authToken).update(signed, 'utf8').digest();
}

function hasRightBodyHash({ url, rawBody }: SignedRequest): boolean {
  const given = Buffer.from(URL.parse(url)?.searchParams.get('bodySHA256') ?? '', 'hex');
  const expected = createHash('sha256').update(rawBody).digest();
  return given.length === expected.length && timingSafeEqual(given, expected);
}

/** Twilio signs the default port sometimes with, sometimes without its number. */
function formsOf(url: string): readonly string[] {
  const [, scheme = '', host = '', port = '', rest = ''] =
    /^(https?:\/\/)([^/:?#]+|\[[^\]]+\])(:\d+)?(.*)$/s.exec(url) ?? [];
  const defaultPort = scheme === 'https://' ? ':443' : ':80';
  const ports = port === '' || port === defaultPort ? ['', defaultPort] : [port];
  return ports.flatMap((each) => ['', RETRY_FRAGMENT].map((fragment) => scheme + host + each + rest + fragment));
}

import { createHash, createHmac } from 'node:crypto';

/** `sig` of a webhook's parameters, as Vonage's own libraries make it. */
export function signVonage(secret: string, method: string, parameters: Readonly<Record<string, string>>): string {
  let text = '';
  for (const key of Object.keys(parameters).toSorted()) {
    if (key !== 'sig') text += `&${key}=${(parameters[key] ?? '').replaceAll('&', '_').replaceAll('=', '_')}`;
  }
  if (method === 'md5hash') return createHash('md5').update(text).update(secret).digest('hex');
  return createHmac(method, secret).update(text).digest('hex').toUpperCase();
}

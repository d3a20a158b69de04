import { callProvider, type ProviderAnswer } from '@onethread/channel-kit';
import type { SmsSettings } from './config.ts';

/** Twilio's Messages resource; nothing of the SDK is needed for two calls, and it cannot tell a lost answer from a call never made. */
export class TwilioClient {
  readonly #settings: SmsSettings;
  readonly #address: string;

  constructor(settings: SmsSettings) {
    this.#settings = settings;
    const { apiUrl, accountSid } = settings;
    this.#address = `${apiUrl.replace(/\/+$/, '')}/2010-04-01/Accounts/${encodeURIComponent(accountSid)}/Messages.json`;
  }

  send(form: URLSearchParams, signal: AbortSignal): Promise<ProviderAnswer> {
    const headers = { ...basicAuthorisation(this.#settings), 'content-type': 'application/x-www-form-urlencoded' };
    return callProvider({ url: new URL(this.#address), method: 'POST', headers, body: form.toString(), signal });
  }

  list(query: Readonly<Record<string, string>>, signal: AbortSignal): Promise<ProviderAnswer> {
    const url = new URL(this.#address);
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
    return callProvider({ url, method: 'GET', headers: basicAuthorisation(this.#settings), signal });
  }
}

export function basicAuthorisation({ accountSid, authToken }: SmsSettings): Readonly<Record<string, string>> {
  return { authorization: `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}` };
}

export function decode(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

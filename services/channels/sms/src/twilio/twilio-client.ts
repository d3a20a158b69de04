import { callProvider, type ProviderAnswer } from '@onethread/channel-kit';
import type { TwilioSettings } from './settings.ts';

/** Twilio's Messages resource; nothing of the SDK is needed for two calls, and it cannot tell a lost answer from a call never made. */
export class TwilioClient {
  readonly #settings: TwilioSettings;
  readonly #address: string;

  constructor(settings: TwilioSettings) {
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

  /** Deletes a media resource by its path; tells the status, undefined where there was no answer. Never throws. */
  async deleteMedia(path: string, signal: AbortSignal): Promise<number | undefined> {
    const headers = basicAuthorisation(this.#settings);
    try {
      const answer = await fetch(new URL(path, this.#address), {
        method: 'DELETE',
        headers,
        redirect: 'error',
        signal,
      });
      await answer.body?.cancel();
      return answer.status;
    } catch {
      return undefined;
    }
  }
}

export function basicAuthorisation({ accountSid, authToken }: TwilioSettings): Readonly<Record<string, string>> {
  return { authorization: `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}` };
}

export function decode(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

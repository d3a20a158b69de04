import type { ChannelHarness, PreparedChannel, Verdict } from '@onethread/channel-kit/contract';
import { readSettings } from '@onethread/runtime';
import {
  createTwilioSimulator,
  outboundMessage,
  signTwilioForm,
  textPart,
  TWILIO_ERROR_NAMES,
  type TwilioErrorName,
  type TwilioSimulator,
  type TwilioSimulatorOptions,
} from '@onethread/testkit';
import { smsChannel, smsSettings, type SmsSettings } from '../../index.ts';

export const OUR_NUMBER = '+14155550100';
export const PERSON = '+447700900001';
export const ACCOUNT_SID = 'AC00000000000000000000000000000001';
export const AUTH_TOKEN = 'auth-token';

export function settingsFor(apiUrl: string, env: Readonly<Record<string, string>> = {}): SmsSettings {
  return readSettings(smsSettings, {
    TWILIO_ACCOUNT_SID: ACCOUNT_SID,
    TWILIO_AUTH_TOKEN: AUTH_TOKEN,
    TWILIO_FROM: OUR_NUMBER,
    TWILIO_API_URL: apiUrl,
    ...env,
  });
}

export function simulate(options: Partial<TwilioSimulatorOptions> = {}): Promise<TwilioSimulator> {
  return createTwilioSimulator({ accountSid: ACCOUNT_SID, authToken: AUTH_TOKEN, numbers: [OUR_NUMBER], ...options });
}

const VERDICTS: Readonly<Record<number, Verdict>> = {
  200: 'accepted',
  204: 'accepted',
  400: 'malformed',
  403: 'unauthorised',
  413: 'too-large',
  503: 'try-later',
};

export interface Posted {
  readonly status: number;
  readonly type: string | null;
  readonly body: string;
}

export async function post(url: string, form: URLSearchParams, signature?: string): Promise<Posted> {
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-twilio-signature': signature ?? signTwilioForm(AUTH_TOKEN, url, form),
    },
    body: form.toString(),
  });
  return { status: response.status, type: response.headers.get('content-type'), body: await response.text() };
}

export function inboundForm(n: number, over: Readonly<Record<string, string>> = {}): URLSearchParams {
  return new URLSearchParams({
    MessageSid: `SM${String(n).padStart(32, '0')}`,
    AccountSid: ACCOUNT_SID,
    From: PERSON,
    To: OUR_NUMBER,
    Body: `message ${n}`,
    NumMedia: '0',
    ...over,
  });
}

async function send(origin: string, form: URLSearchParams, signature?: string): Promise<Verdict> {
  const { status } = await post(`${origin}/webhooks/twilio/sms`, form, signature);
  const verdict = VERDICTS[status];
  if (verdict === undefined) throw new Error(`status ${status}`);
  return verdict;
}

const OUTCOMES: Readonly<Record<TwilioErrorName, 'rejected' | 'temporary' | 'throttled' | 'unauthorised'>> = {
  'opted-out': 'rejected',
  'invalid-to': 'rejected',
  'invalid-from': 'rejected',
  'from-missing': 'rejected',
  'to-missing': 'rejected',
  'body-missing': 'rejected',
  'body-too-long': 'rejected',
  'too-many-media': 'rejected',
  'invalid-callback': 'rejected',
  'queue-full': 'throttled',
  'rate-limited': 'throttled',
  'not-authenticated': 'unauthorised',
  'account-suspended': 'unauthorised',
  'not-found': 'unauthorised',
  'server-fault': 'temporary',
  unavailable: 'temporary',
};

export const smsHarness: ChannelHarness<SmsSettings> = {
  definition: smsChannel,
  async prepare(): Promise<PreparedChannel<SmsSettings>> {
    let calls = 0;
    const twilio = await simulate({
      onEvent(event) {
        if (event.kind === 'call' && event.method === 'POST') calls += 1;
      },
    });
    return {
      settings: settingsFor(twilio.url),
      deliver: (n, at) => send(at.http.publicUrl, inboundForm(n)),
      deliverForged: (at) => send(at.http.publicUrl, inboundForm(1), 'AAAAAAAAAAAAAAAAAAAAAAAAAAA='),
      deliverOversize: (at) => send(at.http.publicUrl, inboundForm(1, { Body: 'x'.repeat(64 * 1024) })),
      malformed: [
        {
          name: 'an empty form',
          deliver: (at) => send(at.http.publicUrl, new URLSearchParams()),
          verdicts: ['malformed'],
        },
        {
          name: 'no sender',
          deliver: (at) => send(at.http.publicUrl, inboundForm(1, { From: '' })),
          verdicts: ['malformed'],
        },
        {
          name: 'an impossible sender',
          deliver: (at) => send(at.http.publicUrl, inboundForm(1, { From: 'x'.repeat(100) })),
          verdicts: ['malformed'],
        },
        {
          name: 'a signature that is none',
          deliver: (at) => send(at.http.publicUrl, inboundForm(1), '%%%'),
          verdicts: ['unauthorised'],
        },
      ],
      customer: (host) => host.identity(OUR_NUMBER, PERSON),
      reply: (entryId, identity) => outboundMessage({ entryId, identity, parts: [textPart('one')] }),
      providerCalls: () => calls,
      sendErrors: [
        ...TWILIO_ERROR_NAMES.map((name) => ({
          name,
          arrange: () => twilio.faults.next({ kind: 'error', row: name }),
          outcome: OUTCOMES[name],
        })),
        {
          name: 'the answer is dropped after accepting',
          arrange: () => twilio.faults.next({ kind: 'drop-answer' }),
          outcome: 'ambiguous',
        },
        {
          name: 'the connection breaks before accepting',
          arrange: () => twilio.faults.next({ kind: 'drop-request' }),
          outcome: 'ambiguous',
        },
        { name: 'no answer ever comes', arrange: () => twilio.faults.next({ kind: 'hang' }), outcome: 'ambiguous' },
        { name: 'Twilio is down', arrange: () => twilio.goDown(), outcome: 'temporary' },
      ],
      close: () => twilio.close(),
    };
  },
};

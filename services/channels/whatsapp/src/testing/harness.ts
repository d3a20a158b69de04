import type { ChannelEnds, ChannelHarness, PreparedChannel, Verdict } from '@onethread/channel-kit/contract';
import { readSettings } from '@onethread/runtime';
import {
  createWhatsappSimulator,
  outboundMessage,
  signGraphBody,
  textPart,
  WHATSAPP_ERROR_NAMES,
  type WhatsappErrorName,
  type WhatsappSimulator,
  type WhatsappSimulatorOptions,
} from '@onethread/testkit';
import { whatsappChannel, whatsappSettings, type WhatsappSettings } from '../index.ts';

export const NUMBER = '106540352242922';
export const PERSON = '447700900001';
export const APP_SECRET = 'app-secret';

export function settingsFor(graphUrl: string, env: Readonly<Record<string, string>> = {}): WhatsappSettings {
  return readSettings(whatsappSettings, {
    WHATSAPP_APP_SECRET: APP_SECRET,
    WHATSAPP_VERIFY_TOKEN: 'verify-token',
    WHATSAPP_PHONE_NUMBER_ID: NUMBER,
    WHATSAPP_ACCESS_TOKEN: 'system-user-token',
    WHATSAPP_GRAPH_URL: graphUrl,
    ...env,
  });
}

export function simulate(options: Partial<WhatsappSimulatorOptions> = {}): Promise<WhatsappSimulator> {
  return createWhatsappSimulator({
    appSecret: APP_SECRET,
    phoneNumberId: NUMBER,
    accessToken: 'system-user-token',
    retryAfterMs: () => 20,
    ...options,
  });
}

const VERDICTS: Readonly<Record<number, Verdict>> = {
  200: 'accepted',
  400: 'malformed',
  401: 'unauthorised',
  413: 'too-large',
  503: 'try-later',
};

export async function post(
  origin: string,
  body: string | Uint8Array<ArrayBuffer>,
  signature: string = signGraphBody(APP_SECRET, body),
): Promise<Verdict> {
  const response = await fetch(`${origin}/webhooks/whatsapp`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-hub-signature-256': signature },
    body,
  });
  await response.arrayBuffer();
  const verdict = VERDICTS[response.status];
  if (verdict === undefined) throw new Error(`status ${response.status}`);
  return verdict;
}

export function webhookBody(value: object, phoneNumberId = NUMBER): string {
  const whole = { messaging_product: 'whatsapp', metadata: { phone_number_id: phoneNumberId }, ...value };
  const changes = [{ field: 'messages', value: whole }];
  return JSON.stringify({ object: 'whatsapp_business_account', entry: [{ id: '1', changes }] });
}

function textBody(n: number, text = `message ${n}`): string {
  const message = {
    from: PERSON,
    id: `wamid.${n}`,
    timestamp: String(1_700_000_000 + n),
    type: 'text',
    text: { body: text },
  };
  return webhookBody({ contacts: [{ wa_id: PERSON, profile: { name: 'Anna Example' } }], messages: [message] });
}

const OUTCOMES: Readonly<Record<WhatsappErrorName, 'rejected' | 'temporary' | 'throttled' | 'unauthorised'>> = {
  'outside-window': 'rejected',
  undeliverable: 'rejected',
  'marketing-cap': 'rejected',
  'opted-out': 'rejected',
  'rate-number': 'throttled',
  'rate-pair': 'temporary',
  'rate-spam': 'throttled',
  'rate-app': 'throttled',
  'rate-account': 'throttled',
  'rate-registering': 'throttled',
  'media-upload': 'temporary',
  'media-download': 'rejected',
  'something-wrong': 'temporary',
  unavailable: 'temporary',
  maintenance: 'temporary',
  'token-invalid': 'unauthorised',
  'token-missing': 'unauthorised',
  'permission-missing': 'unauthorised',
  'account-locked': 'unauthorised',
  'payment-missing': 'unauthorised',
  'number-unregistered': 'unauthorised',
  'template-missing': 'rejected',
  'template-paused': 'rejected',
  'invalid-parameter': 'rejected',
};

function deliver(body: string | Uint8Array<ArrayBuffer>): (at: ChannelEnds) => Promise<Verdict> {
  return (at) => post(at.http.publicUrl, body);
}

export const whatsappHarness: ChannelHarness<WhatsappSettings> = {
  definition: whatsappChannel,
  async prepare(): Promise<PreparedChannel<WhatsappSettings>> {
    let calls = 0;
    const whatsapp = await simulate({
      onEvent(event) {
        if (event.kind === 'call' && event.method === 'POST' && event.path.endsWith('/messages')) calls += 1;
      },
    });
    whatsapp.addPerson(PERSON, { name: 'Anna Example' });
    return {
      settings: settingsFor(whatsapp.url),
      deliver: (n, at) => deliver(textBody(n))(at),
      deliverForged: (at) => post(at.http.publicUrl, textBody(1), `sha256=${'0'.repeat(64)}`),
      deliverOversize: deliver(textBody(1, 'x'.repeat(1024 * 1024))),
      malformed: [
        { name: 'no JSON', deliver: deliver('{'), verdicts: ['malformed'] },
        { name: 'no UTF-8', deliver: deliver(Buffer.from([0x7b, 0xff])), verdicts: ['malformed'] },
        { name: 'no body', deliver: deliver(''), verdicts: ['malformed'] },
        { name: 'no object', deliver: deliver('[]'), verdicts: ['malformed'] },
        {
          name: 'entries of nonsense',
          deliver: deliver('{"object":"whatsapp_business_account","entry":[1,null,{"changes":[1,{"value":{}}]}]}'),
          verdicts: ['accepted'],
        },
        { name: 'another product', deliver: deliver('{"object":"page","entry":[]}'), verdicts: ['accepted'] },
      ],
      customer: (host) => host.identity(NUMBER, PERSON),
      reply: (entryId, identity) => outboundMessage({ entryId, identity, parts: [textPart('one'), textPart('two')] }),
      providerCalls: () => calls,
      sendErrors: [
        ...WHATSAPP_ERROR_NAMES.map((name) => ({
          name,
          arrange: () => whatsapp.faults.next({ kind: 'error', row: name }),
          outcome: OUTCOMES[name],
        })),
        {
          name: 'the answer is dropped after accepting',
          arrange: () => whatsapp.faults.next({ kind: 'drop-answer' }),
          outcome: 'ambiguous',
        },
        { name: 'no answer ever comes', arrange: () => whatsapp.faults.next({ kind: 'hang' }), outcome: 'ambiguous' },
        { name: 'Meta is down', arrange: () => whatsapp.goDown(), outcome: 'temporary' },
      ],
      close: () => whatsapp.close(),
    };
  },
};

import {
  APP_SECRET,
  metaHarness,
  play as playMeta,
  settingsAt,
  type MetaHarnessParts,
  type MetaSide,
  type PlayOptions,
} from '@onethread/meta-graph/testing';
import {
  createWhatsappSimulator,
  type WhatsappErrorName,
  type WhatsappSimulator,
  type WhatsappSimulatorOptions,
} from '@onethread/testkit';
import type { TestContext } from 'node:test';
import { whatsappChannel, whatsappSettings, type WhatsappSettings } from '../index.ts';

export const NUMBER = '106540352242922';
export const PERSON = '447700900001';

type Options = Partial<WhatsappSimulatorOptions>;

const side: MetaSide<WhatsappSettings, WhatsappSimulator, Options> = {
  definition: whatsappChannel,
  webhookPath: '/webhooks/whatsapp',
  account: NUMBER,
  person: PERSON,
  settingsFor: (url, env = {}) =>
    settingsAt(whatsappSettings, 'WHATSAPP', url, {
      WHATSAPP_PHONE_NUMBER_ID: NUMBER,
      WHATSAPP_ACCESS_TOKEN: 'system-user-token',
      ...env,
    }),
  simulate: (options) =>
    createWhatsappSimulator({
      appSecret: APP_SECRET,
      phoneNumberId: NUMBER,
      accessToken: 'system-user-token',
      retryAfterMs: () => 20,
      ...options,
    }),
  introduce: (whatsapp) => void whatsapp.addPerson(PERSON, { name: 'Anna Example' }),
};

export function webhookBody(value: object, phoneNumberId = NUMBER): string {
  const whole = { messaging_product: 'whatsapp', metadata: { phone_number_id: phoneNumberId }, ...value };
  const changes = [{ field: 'messages', value: whole }];
  return JSON.stringify({ object: 'whatsapp_business_account', entry: [{ id: '1', changes }] });
}

function textBody(n: number, text: string): string {
  const message = {
    from: PERSON,
    id: `wamid.${n}`,
    timestamp: String(1_700_000_000 + n),
    type: 'text',
    text: { body: text },
  };
  return webhookBody({ contacts: [{ wa_id: PERSON, profile: { name: 'Anna Example' } }], messages: [message] });
}

const OUTCOMES: MetaHarnessParts<WhatsappErrorName>['outcomes'] = {
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

export const whatsappHarness = metaHarness(side, {
  object: 'whatsapp_business_account',
  nonsense: '[1,null,{"changes":[1,{"value":{}}]}]',
  textBody,
  outcomes: OUTCOMES,
});

/** The channel between a simulated WhatsApp and a stage. */
export async function play(t: TestContext, options: PlayOptions<Options> = {}) {
  const { provider: whatsapp, ...playing } = await playMeta(t, side, options);
  return { ...playing, whatsapp };
}

import type { ChannelEnds, ChannelHarness, PreparedChannel, Verdict } from '@onethread/channel-kit/contract';
import { readSettings } from '@onethread/runtime';
import {
  outboundMessage,
  signVonage,
  textPart,
  VONAGE_ERROR_NAMES,
  VonageSimulator,
  type VonageErrorName,
  type VonageSimulatorOptions,
} from '@onethread/testkit';
import { smsChannel, smsSettings, type SmsSettings } from '../../index.ts';

export const OUR_NUMBER = '+14155550111';
export const PERSON = '+447700900001';
export const API_KEY = 'abcd1234';
export const API_SECRET = 'api-secret';
export const SIGNATURE_SECRET = 'signature-secret-of-32-characters';

export function settingsFor(apiUrl: string, env: Readonly<Record<string, string>> = {}): SmsSettings {
  return readSettings(smsSettings, {
    VONAGE_API_KEY: API_KEY,
    VONAGE_API_SECRET: API_SECRET,
    VONAGE_SIGNATURE_SECRET: SIGNATURE_SECRET,
    VONAGE_FROM: OUR_NUMBER,
    VONAGE_API_URL: apiUrl,
    ...env,
  });
}

export function simulate(options: Partial<VonageSimulatorOptions> = {}): Promise<VonageSimulator> {
  return VonageSimulator.open({
    apiKey: API_KEY,
    apiSecret: API_SECRET,
    signatureSecret: SIGNATURE_SECRET,
    ...options,
  });
}

const VERDICTS: ReadonlyMap<number, Verdict> = new Map([
  [204, 'accepted'],
  [400, 'malformed'],
  [403, 'unauthorised'],
  [413, 'too-large'],
  [503, 'try-later'],
]);

export type Fields = Readonly<Record<string, string>>;

/** An inbound SMS number `n`, unsigned. */
export function inboundFields(n: number, over: Fields = {}): Fields {
  return {
    msisdn: PERSON.slice(1),
    to: OUR_NUMBER.slice(1),
    messageId: `0C${String(n).padStart(14, '0')}`,
    text: `message ${n}`,
    type: 'text',
    timestamp: String(Math.floor(Date.now() / 1000)),
    nonce: 'a-nonce',
    ...over,
  };
}

export function signed(fields: Fields, method = 'sha256'): Fields {
  return { ...fields, sig: signVonage(SIGNATURE_SECRET, method, fields) };
}

export async function post(origin: string, fields: Fields, path = '/webhooks/vonage/sms'): Promise<number> {
  const answer = await fetch(origin + path, { method: 'POST', body: new URLSearchParams(fields) });
  await answer.arrayBuffer();
  return answer.status;
}

const OUTCOMES: Readonly<Record<VonageErrorName, 'rejected' | 'temporary' | 'throttled' | 'unauthorised'>> = {
  throttled: 'throttled',
  'missing-parameter': 'rejected',
  'invalid-parameter': 'rejected',
  'invalid-credentials': 'unauthorised',
  'internal-error': 'temporary',
  'invalid-message': 'rejected',
  'number-barred': 'rejected',
  'account-barred': 'unauthorised',
  'no-credit': 'unauthorised',
  'too-many-binds': 'throttled',
  'not-enabled': 'unauthorised',
  'message-too-long': 'rejected',
  'invalid-signature': 'unauthorised',
  'invalid-sender': 'rejected',
  'not-whitelisted': 'rejected',
  'number-deactivated': 'rejected',
  'rate-limited': 'throttled',
  unauthorised: 'unauthorised',
  unavailable: 'temporary',
};

const send = async (at: ChannelEnds, fields: Fields): Promise<Verdict> => {
  const status = await post(at.http.publicUrl, fields);
  const verdict = VERDICTS.get(status);
  if (verdict === undefined) throw new Error(`status ${status}`);
  return verdict;
};

export const vonageHarness: ChannelHarness<SmsSettings> = {
  definition: smsChannel,
  async prepare(): Promise<PreparedChannel<SmsSettings>> {
    const vonage = await simulate();
    return {
      settings: settingsFor(vonage.url),
      deliver: (n, at) => send(at, signed(inboundFields(n))),
      deliverForged: (at) => send(at, { ...inboundFields(1), sig: 'AA'.repeat(32) }),
      deliverOversize: (at) => send(at, signed(inboundFields(1, { text: 'x'.repeat(64 * 1024) }))),
      malformed: [
        { name: 'an empty form', deliver: (at) => send(at, {}), verdicts: ['unauthorised'] },
        {
          name: 'no sender',
          deliver: (at) => send(at, signed(inboundFields(1, { msisdn: '' }))),
          verdicts: ['malformed'],
        },
        {
          name: 'an impossible sender',
          deliver: (at) => send(at, signed(inboundFields(1, { msisdn: 'x'.repeat(51) }))),
          verdicts: ['malformed'],
        },
        {
          name: 'a part beyond its total',
          deliver: (at) =>
            send(
              at,
              signed(
                inboundFields(9, { concat: 'true', 'concat-ref': 'r', 'concat-total': '2', 'concat-part': '300' }),
              ),
            ),
          verdicts: ['malformed'],
        },
      ],
      customer: (host) => host.identity(OUR_NUMBER, PERSON),
      reply: (entryId, identity) => outboundMessage({ entryId, identity, parts: [textPart('one')] }),
      providerCalls: () => vonage.calls(),
      sendErrors: [
        ...VONAGE_ERROR_NAMES.map((name) => ({
          name,
          arrange: () => vonage.faults.next({ kind: 'error', row: name }),
          outcome: OUTCOMES[name],
        })),
        {
          name: 'the answer is dropped after accepting',
          arrange: () => vonage.faults.next({ kind: 'drop-answer' }),
          outcome: 'ambiguous',
        },
        { name: 'no answer ever comes', arrange: () => vonage.faults.next({ kind: 'hang' }), outcome: 'ambiguous' },
        { name: 'Vonage is down', arrange: () => vonage.goDown(), outcome: 'temporary' },
      ],
      close: () => vonage.close(),
    };
  },
};

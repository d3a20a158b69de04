import type { ChannelHarness, PreparedChannel, Verdict } from '@onethread/channel-kit/contract';
import { readSettings } from '@onethread/runtime';
import {
  createGraphSimulator,
  GRAPH_ERRORS,
  outboundMessage,
  signGraphBody,
  textPart,
  type GraphErrorName,
  type GraphSimulator,
  type GraphSimulatorOptions,
} from '@onethread/testkit';
import { messengerChannel, messengerSettings, type MessengerSettings } from '../index.ts';

export const PAGE = '109876543210987';
export const PSID = '5550001112223334';
export const APP_SECRET = 'app-secret';

export function settingsFor(graphUrl: string, env: Readonly<Record<string, string>> = {}): MessengerSettings {
  return readSettings(messengerSettings, {
    MESSENGER_APP_SECRET: APP_SECRET,
    MESSENGER_VERIFY_TOKEN: 'verify-token',
    MESSENGER_PAGE_ID: PAGE,
    MESSENGER_PAGE_ACCESS_TOKEN: 'page-token',
    MESSENGER_GRAPH_URL: graphUrl,
    ...env,
  });
}

export function simulate(options: Partial<GraphSimulatorOptions> = {}): Promise<GraphSimulator> {
  return createGraphSimulator({
    appSecret: APP_SECRET,
    verifyToken: 'verify-token',
    pageId: PAGE,
    pageAccessToken: 'page-token',
    retryAfterMs: () => 20,
    ...options,
  });
}

const VERDICTS: Readonly<Record<number, Verdict>> = {
  200: 'accepted',
  400: 'malformed',
  401: 'unauthorised',
  413: 'too-large',
  415: 'malformed',
  503: 'try-later',
};

export async function post(
  origin: string,
  body: string | Uint8Array<ArrayBuffer>,
  signature?: string,
): Promise<number> {
  const response = await fetch(`${origin}/webhooks/messenger`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-hub-signature-256': signature ?? signGraphBody(APP_SECRET, body),
    },
    body,
  });
  await response.arrayBuffer();
  return response.status;
}

export function verdictOf(status: number): Verdict {
  const verdict = VERDICTS[status];
  if (verdict === undefined) throw new Error(`status ${status}`);
  return verdict;
}

export function textBody(n: number, text = `message ${n}`): string {
  const event = {
    sender: { id: PSID },
    recipient: { id: PAGE },
    timestamp: 1000 + n,
    message: { mid: `m_${n}`, text },
  };
  return JSON.stringify({ object: 'page', entry: [{ id: PAGE, time: 1000 + n, messaging: [event] }] });
}

const OUTCOMES: Readonly<Record<GraphErrorName, 'rejected' | 'temporary' | 'throttled' | 'unauthorised'>> = {
  'outside-window': 'rejected',
  'outside-window-old': 'rejected',
  'thread-controlled-elsewhere': 'temporary',
  'page-restricted': 'unauthorised',
  'permission-missing': 'unauthorised',
  'person-unavailable': 'rejected',
  'person-unavailable-bare': 'rejected',
  'rate-calls': 'throttled',
  'rate-app': 'throttled',
  'rate-page': 'throttled',
  'rate-messenger': 'throttled',
  'rate-http': 'throttled',
  'token-invalid': 'unauthorised',
  'no-such-user': 'rejected',
  'invalid-parameter': 'rejected',
  'temporary-send': 'temporary',
  'temporary-service': 'temporary',
  'server-fault': 'temporary',
};

export const messengerHarness: ChannelHarness<MessengerSettings> = {
  definition: messengerChannel,
  async prepare(): Promise<PreparedChannel<MessengerSettings>> {
    let calls = 0;
    const graph = await simulate({
      onEvent(event) {
        if (event.kind === 'call' && event.method === 'POST' && event.path.endsWith('/messages')) calls += 1;
      },
    });
    graph.addPerson({ psid: PSID, firstName: 'Anna', lastName: 'Example' });
    return {
      settings: settingsFor(graph.url),
      deliver: async (n, at) => verdictOf(await post(at.http.publicUrl, textBody(n))),
      deliverForged: async (at) => verdictOf(await post(at.http.publicUrl, textBody(1), `sha256=${'0'.repeat(64)}`)),
      deliverOversize: async (at) => verdictOf(await post(at.http.publicUrl, textBody(1, 'x'.repeat(1024 * 1024)))),
      malformed: [
        { name: 'no JSON', deliver: (at) => send(at.http.publicUrl, '{'), verdicts: ['malformed'] },
        {
          name: 'no UTF-8',
          deliver: (at) => send(at.http.publicUrl, Buffer.from([0x7b, 0xff])),
          verdicts: ['malformed'],
        },
        { name: 'no body', deliver: (at) => send(at.http.publicUrl, ''), verdicts: ['malformed'] },
        { name: 'no object', deliver: (at) => send(at.http.publicUrl, '[]'), verdicts: ['malformed'] },
        {
          name: 'entry is no list',
          deliver: (at) => send(at.http.publicUrl, '{"object":"page","entry":{}}'),
          verdicts: ['malformed'],
        },
        {
          name: 'entries of nonsense',
          deliver: (at) => send(at.http.publicUrl, '{"object":"page","entry":[1,null,{"id":[]}]}'),
          verdicts: ['accepted'],
        },
        {
          name: 'another product',
          deliver: (at) => send(at.http.publicUrl, '{"object":"user","entry":[]}'),
          verdicts: ['accepted'],
        },
      ],
      customer: (host) => host.identity(PAGE, PSID),
      reply: (entryId, identity) => outboundMessage({ entryId, identity, parts: [textPart('one'), textPart('two')] }),
      providerCalls: () => calls,
      sendErrors: [
        ...(Object.keys(GRAPH_ERRORS) as GraphErrorName[]).map((name) => ({
          name,
          arrange: () => graph.faults.next({ kind: 'error', row: name }),
          outcome: OUTCOMES[name],
        })),
        {
          name: 'the answer is dropped after accepting',
          arrange: () => graph.faults.next({ kind: 'drop-answer' }),
          outcome: 'ambiguous',
        },
        {
          name: 'the connection breaks before accepting',
          arrange: () => graph.faults.next({ kind: 'drop-request' }),
          outcome: 'ambiguous',
        },
        { name: 'no answer ever comes', arrange: () => graph.faults.next({ kind: 'hang' }), outcome: 'ambiguous' },
        { name: 'Meta is down', arrange: () => graph.goDown(), outcome: 'temporary' },
      ],
      close: () => graph.close(),
    };
  },
};

async function send(origin: string, body: string | Uint8Array<ArrayBuffer>): Promise<Verdict> {
  return verdictOf(await post(origin, body));
}

import type { ChannelHarness, PreparedChannel, Verdict } from '@onethread/channel-kit/contract';
import { readSettings } from '@onethread/runtime';
import {
  createGraphSimulator,
  outboundMessage,
  signGraphBody,
  textPart,
  type GraphSimulator,
  type GraphSimulatorOptions,
} from '@onethread/testkit';
import { instagramChannel, instagramSettings, type InstagramSettings } from '../index.ts';

export const ACCOUNT = '17841400000000000';
export const PERSON = '6660001112223334';
const APP_SECRET = 'app-secret';

export function settingsFor(graphUrl: string, env: Readonly<Record<string, string>> = {}): InstagramSettings {
  return readSettings(instagramSettings, {
    INSTAGRAM_APP_SECRET: APP_SECRET,
    INSTAGRAM_VERIFY_TOKEN: 'verify-token',
    INSTAGRAM_ACCOUNT_ID: ACCOUNT,
    INSTAGRAM_ACCESS_TOKEN: 'account-token',
    INSTAGRAM_GRAPH_URL: graphUrl,
    ...env,
  });
}

export function simulate(options: Partial<GraphSimulatorOptions> = {}): Promise<GraphSimulator> {
  return createGraphSimulator({
    object: 'instagram',
    appSecret: APP_SECRET,
    verifyToken: 'verify-token',
    pageId: ACCOUNT,
    pageAccessToken: 'account-token',
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

async function post(origin: string, body: string, signature = signGraphBody(APP_SECRET, body)): Promise<Verdict> {
  const response = await fetch(`${origin}/webhooks/instagram`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-hub-signature-256': signature },
    body,
  });
  await response.arrayBuffer();
  const verdict = VERDICTS[response.status];
  if (verdict === undefined) throw new Error(`status ${response.status}`);
  return verdict;
}

function textBody(n: number, text = `message ${n}`): string {
  const event = {
    sender: { id: PERSON },
    recipient: { id: ACCOUNT },
    timestamp: 1000 + n,
    message: { mid: `m_${n}`, text },
  };
  return JSON.stringify({ object: 'instagram', entry: [{ id: ACCOUNT, time: 1000 + n, messaging: [event] }] });
}

export const instagramHarness: ChannelHarness<InstagramSettings> = {
  definition: instagramChannel,
  async prepare(): Promise<PreparedChannel<InstagramSettings>> {
    let calls = 0;
    const graph = await simulate({
      onEvent(event) {
        if (event.kind === 'call' && event.method === 'POST' && event.path.endsWith('/messages')) calls += 1;
      },
    });
    graph.addPerson({ psid: PERSON, firstName: 'Anna', lastName: 'Example' });
    return {
      settings: settingsFor(graph.url),
      deliver: (n, at) => post(at.http.publicUrl, textBody(n)),
      deliverForged: (at) => post(at.http.publicUrl, textBody(1), `sha256=${'0'.repeat(64)}`),
      deliverOversize: (at) => post(at.http.publicUrl, textBody(1, 'x'.repeat(1024 * 1024))),
      malformed: [
        { name: 'no JSON', deliver: (at) => post(at.http.publicUrl, '{'), verdicts: ['malformed'] },
        {
          name: 'of a Page',
          deliver: (at) => post(at.http.publicUrl, '{"object":"page","entry":[]}'),
          verdicts: ['accepted'],
        },
      ],
      customer: (host) => host.identity(ACCOUNT, PERSON),
      reply: (entryId, identity) => outboundMessage({ entryId, identity, parts: [textPart('one'), textPart('two')] }),
      providerCalls: () => calls,
      sendErrors: [
        {
          name: 'the window is closed',
          arrange: () => graph.faults.next({ kind: 'error', row: 'outside-window' }),
          outcome: 'rejected',
        },
        {
          name: 'the token is refused',
          arrange: () => graph.faults.next({ kind: 'error', row: 'token-invalid' }),
          outcome: 'unauthorised',
        },
        {
          name: 'throttled',
          arrange: () => graph.faults.next({ kind: 'error', row: 'rate-calls' }),
          outcome: 'throttled',
        },
        { name: 'no answer ever comes', arrange: () => graph.faults.next({ kind: 'hang' }), outcome: 'ambiguous' },
        { name: 'Meta is down', arrange: () => graph.goDown(), outcome: 'temporary' },
      ],
      close: () => graph.close(),
    };
  },
};

import type { ChannelEnds, ChannelHarness, PreparedChannel, SendErrorRow } from '@onethread/channel-kit/contract';
import { outboundMessage, textPart } from '@onethread/testkit';
import type { MetaSide, Observed, SimulatedMeta } from './meta-side.ts';
import { postWebhook } from './post-webhook.ts';

export interface MetaHarnessParts<Row extends string> {
  /** `object` of the channel's webhooks. */
  readonly object: string;
  /** Entries that are none, but of which the rest of the body says nothing bad. */
  readonly nonsense: string;
  /** The webhook of the person's message number `n`. */
  readonly textBody: (n: number, text: string) => string;
  /** What the channel makes of each error that the simulator knows. */
  readonly outcomes: Readonly<Record<Row, SendErrorRow['outcome']>>;
}

/** How the kit's contract suite drives a channel of Meta's. */
export function metaHarness<Settings, Row extends string, Provider extends SimulatedMeta<Row>>(
  side: MetaSide<Settings, Provider, Observed>,
  { object, nonsense, textBody, outcomes }: MetaHarnessParts<Row>,
): ChannelHarness<Settings> {
  const post = (at: ChannelEnds, body: string | Uint8Array<ArrayBuffer>, signature?: string) =>
    postWebhook(`${at.http.publicUrl}${side.webhookPath}`, body, signature);
  const bad = (name: string, body: string | Uint8Array<ArrayBuffer>, verdict: 'malformed' | 'accepted') => ({
    name,
    deliver: (at: ChannelEnds) => post(at, body),
    verdicts: [verdict],
  });
  return {
    definition: side.definition,
    async prepare(): Promise<PreparedChannel<Settings>> {
      let calls = 0;
      const provider = await side.simulate({
        onEvent(event) {
          if (event.kind === 'call' && event.method === 'POST' && event.path.endsWith('/messages')) calls += 1;
        },
      });
      side.introduce(provider);
      const fault = (name: string, kind: 'drop-answer' | 'drop-request' | 'hang'): SendErrorRow => ({
        name,
        arrange: () => provider.faults.next({ kind }),
        outcome: 'ambiguous',
      });
      return {
        settings: side.settingsFor(provider.url),
        deliver: (n, at) => post(at, textBody(n, `message ${n}`)),
        deliverForged: (at) => post(at, textBody(1, 'message 1'), `sha256=${'0'.repeat(64)}`),
        deliverOversize: (at) => post(at, textBody(1, 'x'.repeat(1024 * 1024))),
        malformed: [
          bad('no JSON', '{', 'malformed'),
          bad('no UTF-8', Buffer.from([0x7b, 0xff]), 'malformed'),
          bad('no body', '', 'malformed'),
          bad('no object', '[]', 'malformed'),
          bad('entry is no list', `{"object":"${object}","entry":{}}`, 'malformed'),
          bad('entries of nonsense', `{"object":"${object}","entry":${nonsense}}`, 'accepted'),
          bad('another product', '{"object":"user","entry":[]}', 'accepted'),
        ],
        customer: (host) => host.identity(side.account, side.person),
        reply: (entryId, identity) => outboundMessage({ entryId, identity, parts: [textPart('one'), textPart('two')] }),
        providerCalls: () => calls,
        sendErrors: [
          ...(Object.keys(outcomes) as Row[]).map((row) => ({
            name: row,
            arrange: () => provider.faults.next({ kind: 'error', row }),
            outcome: outcomes[row],
          })),
          fault('the answer is dropped after accepting', 'drop-answer'),
          fault('the connection breaks before accepting', 'drop-request'),
          fault('no answer ever comes', 'hang'),
          { name: 'Meta is down', arrange: () => provider.goDown(), outcome: 'temporary' },
        ],
        close: () => provider.close(),
      };
    },
  };
}

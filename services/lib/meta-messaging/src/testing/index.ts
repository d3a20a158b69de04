import type { ChannelHarness } from '@onethread/channel-kit/contract';
import { metaHarness, type MetaHarnessParts, type MetaSide, type Observed } from '@onethread/meta-graph/testing';
import type { GraphErrorName, GraphSimulator } from '@onethread/testkit';

const OUTCOMES: MetaHarnessParts<GraphErrorName>['outcomes'] = {
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

/** How the kit's suites drive a channel of the Messenger Platform. */
export function messagingHarness<Settings>(
  object: 'page' | 'instagram',
  side: MetaSide<Settings, GraphSimulator, Observed>,
): ChannelHarness<Settings> {
  const { account, person } = side;
  return metaHarness(side, {
    object,
    nonsense: '[1,null,{"id":[]}]',
    textBody(n, text) {
      const message = { mid: `m_${n}`, text };
      const event = { sender: { id: person }, recipient: { id: account }, timestamp: 1000 + n, message };
      return JSON.stringify({ object, entry: [{ id: account, time: 1000 + n, messaging: [event] }] });
    },
    outcomes: OUTCOMES,
  });
}

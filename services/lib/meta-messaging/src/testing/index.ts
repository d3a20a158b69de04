import type { TestContext } from 'node:test';
import { pictureContract, type ChannelHarness } from '@onethread/channel-kit/contract';
import {
  metaHarness,
  play,
  setStage,
  type MetaHarnessParts,
  type MetaSide,
  type PlayOptions,
} from '@onethread/meta-graph/testing';
import type { GraphErrorName, GraphSimulator, GraphSimulatorOptions } from '@onethread/testkit';

type Options = Partial<GraphSimulatorOptions>;

/** One channel of the Messenger Platform between its settings and its simulator. */
export type MessagingSide<Settings> = MetaSide<Settings, GraphSimulator, Options>;

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
  side: MessagingSide<Settings>,
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

/** What its own tests play on: a stage without a channel yet, and one with it. */
export function messagingStages<Settings>(side: MessagingSide<Settings>) {
  return {
    setStage: async (t: TestContext, options: PlayOptions<Options> = {}) => {
      const { provider: graph, ...set } = await setStage(t, side, options);
      return { ...set, graph };
    },
    play: async (t: TestContext, options: PlayOptions<Options> = {}) => {
      const { provider: graph, ...playing } = await play(t, side, options);
      return { ...playing, graph };
    },
  };
}

/** People's pictures, as the kit wants every channel to look for them. */
export function messagingPictures<Settings>(name: string, side: MessagingSide<Settings>): void {
  const { definition, webhookPath, person } = side;
  pictureContract<Settings>(name, {
    definition,
    async prepare() {
      const graph = await side.simulate();
      return {
        settings: side.settingsFor(graph.url),
        async deliver(n, { http }) {
          graph.setWebhookUrl(`${http.publicUrl}${webhookPath}`);
          await graph.customers.sendText(person, `message ${n}`).acknowledged;
          return 'accepted';
        },
        setPicture: (bytes) =>
          graph.setPicture(person, bytes && { name: 'picture.png', contentType: 'image/png', bytes }),
        close: () => graph.close(),
      };
    },
  });
}

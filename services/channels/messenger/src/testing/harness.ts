import {
  APP_SECRET,
  play as playMeta,
  settingsAt,
  setStage as setMetaStage,
  VERIFY_TOKEN,
  type MetaSide,
  type PlayOptions,
} from '@onethread/meta-graph/testing';
import { messagingHarness } from '@onethread/meta-messaging/testing';
import { createGraphSimulator, type GraphSimulator, type GraphSimulatorOptions } from '@onethread/testkit';
import type { TestContext } from 'node:test';
import { messengerChannel, messengerSettings, type MessengerSettings } from '../index.ts';

export const PAGE = '109876543210987';
export const PSID = '5550001112223334';

type Options = Partial<GraphSimulatorOptions>;

export function settingsFor(graphUrl: string, env: Readonly<Record<string, string>> = {}): MessengerSettings {
  const page = { MESSENGER_PAGE_ID: PAGE, MESSENGER_PAGE_ACCESS_TOKEN: 'page-token' };
  return settingsAt(messengerSettings, 'MESSENGER', graphUrl, { ...page, ...env });
}

export function simulate(options: Options = {}): Promise<GraphSimulator> {
  return createGraphSimulator({
    appSecret: APP_SECRET,
    verifyToken: VERIFY_TOKEN,
    pageId: PAGE,
    pageAccessToken: 'page-token',
    retryAfterMs: () => 20,
    ...options,
  });
}

const side: MetaSide<MessengerSettings, GraphSimulator, Options> = {
  definition: messengerChannel,
  webhookPath: '/webhooks/messenger',
  account: PAGE,
  person: PSID,
  settingsFor,
  simulate,
  introduce: (graph) => void graph.addPerson({ psid: PSID, firstName: 'Anna', lastName: 'Example' }),
};

export const messengerHarness = messagingHarness('page', side);

/** A simulated Page and a stage without a channel yet. */
export async function setStage(t: TestContext, options: PlayOptions<Options> = {}) {
  const { provider: graph, ...set } = await setMetaStage(t, side, options);
  return { ...set, graph };
}

/** The channel between a simulated Page and a stage. */
export async function play(t: TestContext, options: PlayOptions<Options> = {}) {
  const { provider: graph, ...playing } = await playMeta(t, side, options);
  return { ...playing, graph };
}

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
import { instagramChannel, instagramSettings, type InstagramSettings } from '../index.ts';

export const ACCOUNT = '17841400000000000';
export const PERSON = '6660001112223334';

type Options = Partial<GraphSimulatorOptions>;

export function settingsFor(graphUrl: string, env: Readonly<Record<string, string>> = {}): InstagramSettings {
  const account = { INSTAGRAM_ACCOUNT_ID: ACCOUNT, INSTAGRAM_ACCESS_TOKEN: 'account-token' };
  return settingsAt(instagramSettings, 'INSTAGRAM', graphUrl, { ...account, ...env });
}

export function simulate(options: Options = {}): Promise<GraphSimulator> {
  return createGraphSimulator({
    object: 'instagram',
    appSecret: APP_SECRET,
    verifyToken: VERIFY_TOKEN,
    pageId: ACCOUNT,
    pageAccessToken: 'account-token',
    retryAfterMs: () => 20,
    ...options,
  });
}

const side: MetaSide<InstagramSettings, GraphSimulator, Options> = {
  definition: instagramChannel,
  webhookPath: '/webhooks/instagram',
  account: ACCOUNT,
  person: PERSON,
  settingsFor,
  simulate,
  introduce: (graph) => void graph.addPerson({ psid: PERSON, firstName: 'Anna', lastName: 'Example' }),
};

export const instagramHarness = messagingHarness('instagram', side);

/** A simulated account and a stage without a channel yet. */
export async function setStage(t: TestContext, options: PlayOptions<Options> = {}) {
  const { provider: graph, ...set } = await setMetaStage(t, side, options);
  return { ...set, graph };
}

/** The channel between a simulated account and a stage. */
export async function play(t: TestContext, options: PlayOptions<Options> = {}) {
  const { provider: graph, ...playing } = await playMeta(t, side, options);
  return { ...playing, graph };
}

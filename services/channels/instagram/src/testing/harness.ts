import { APP_SECRET, settingsAt, VERIFY_TOKEN } from '@onethread/meta-graph/testing';
import { messagingHarness, messagingStages, type MessagingSide } from '@onethread/meta-messaging/testing';
import { createGraphSimulator, type GraphSimulator, type GraphSimulatorOptions } from '@onethread/testkit';
import { instagramChannel, instagramSettings, type InstagramSettings } from '../index.ts';

export const ACCOUNT = '17841400000000000';
export const PERSON = '6660001112223334';

export function settingsFor(graphUrl: string, env: Readonly<Record<string, string>> = {}): InstagramSettings {
  const account = { INSTAGRAM_ACCOUNT_ID: ACCOUNT, INSTAGRAM_ACCESS_TOKEN: 'account-token' };
  return settingsAt(instagramSettings, 'INSTAGRAM', graphUrl, { ...account, ...env });
}

export function simulate(options: Partial<GraphSimulatorOptions> = {}): Promise<GraphSimulator> {
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

export const instagramSide: MessagingSide<InstagramSettings> = {
  definition: instagramChannel,
  webhookPath: '/webhooks/instagram',
  account: ACCOUNT,
  person: PERSON,
  settingsFor,
  simulate,
  introduce: (graph) => void graph.addPerson({ psid: PERSON, firstName: 'Anna', lastName: 'Example' }),
};

export const instagramHarness = messagingHarness('instagram', instagramSide);

/** A stage with a simulated account, and the channel between them. */
export const { setStage, play } = messagingStages(instagramSide);

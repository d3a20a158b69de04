import { APP_SECRET, settingsAt, VERIFY_TOKEN } from '@onethread/meta-graph/testing';
import { messagingHarness, messagingStages, type MessagingSide } from '@onethread/meta-messaging/testing';
import { createGraphSimulator, type GraphSimulator, type GraphSimulatorOptions } from '@onethread/testkit';
import { messengerChannel, messengerSettings, type MessengerSettings } from '../index.ts';

export const PAGE = '109876543210987';
export const PSID = '5550001112223334';

export function settingsFor(graphUrl: string, env: Readonly<Record<string, string>> = {}): MessengerSettings {
  const page = { MESSENGER_PAGE_ID: PAGE, MESSENGER_PAGE_ACCESS_TOKEN: 'page-token' };
  return settingsAt(messengerSettings, 'MESSENGER', graphUrl, { ...page, ...env });
}

export function simulate(options: Partial<GraphSimulatorOptions> = {}): Promise<GraphSimulator> {
  return createGraphSimulator({
    appSecret: APP_SECRET,
    verifyToken: VERIFY_TOKEN,
    pageId: PAGE,
    pageAccessToken: 'page-token',
    retryAfterMs: () => 20,
    ...options,
  });
}

export const messengerSide: MessagingSide<MessengerSettings> = {
  definition: messengerChannel,
  webhookPath: '/webhooks/messenger',
  account: PAGE,
  person: PSID,
  settingsFor,
  simulate,
  introduce: (graph) => void graph.addPerson({ psid: PSID, firstName: 'Anna', lastName: 'Example' }),
};

export const messengerHarness = messagingHarness('page', messengerSide);

/** A stage with a simulated Page, and the channel between them. */
export const { setStage, play } = messagingStages(messengerSide);

import { KnownSends, type Channel, type ChannelHost } from '@onethread/channel-kit';
import type { MessengerSettings } from './config.ts';
import { GraphClient } from './graph-client.ts';
import { Profiles } from './inbound/profiles.ts';
import { createWebhook } from './inbound/webhook.ts';
import { Pages } from './pages.ts';
import { plan, type MessengerStep } from './send/plan.ts';
import { reconcileStep } from './send/reconcile.ts';
import { sendStep, type SenderParts } from './send/sender.ts';

export const WEBHOOK_PATH = '/webhooks/messenger';

/** Webhook in, Send API out, for all Pages of the settings. */
export function createMessengerChannel(host: ChannelHost, settings: MessengerSettings): Channel {
  const stopping = new AbortController();
  const pages = new Pages(settings);
  const graph = new GraphClient(settings, pages);
  let sender: SenderParts | undefined;
  const started = (): SenderParts => {
    if (sender === undefined) throw new Error('the channel is not started');
    return sender;
  };
  return {
    accounts: pages.accounts,
    async start() {
      const knownSends = await KnownSends.open(host.documents, host.now);
      sender = { host, graph, knownSends };
      const profiles = new Profiles(graph, host.now);
      const webhook = createWebhook({ host, settings, pages, profiles, knownSends, stopping: stopping.signal });
      host.http.mount(WEBHOOK_PATH, webhook);
    },
    async stop() {
      stopping.abort();
    },
    plan,
    send: (step, context) => sendStep(started(), step as MessengerStep, context),
    reconcile: (step, context) => reconcileStep(started(), step as MessengerStep, context),
  };
}

import { KnownSends, type Channel, type ChannelHost } from '@onethread/channel-kit';
import type { SmsSettings } from './config.ts';
import { createWebhook } from './inbound/webhook.ts';
import { OptOuts } from './opt-outs.ts';
import { displayed, readAddress } from './phone-numbers.ts';
import { MediaLinks } from './send/media-links.ts';
import { plan, type SmsStep } from './send/plan.ts';
import { reconcileStep } from './send/reconcile.ts';
import { sendStep, type SenderParts } from './send/sender.ts';
import { TwilioClient } from './twilio-client.ts';

export const WEBHOOK_PATH = '/webhooks/twilio';

/** Twilio's webhooks in, its REST API out, for all numbers of the settings. */
export function createSmsChannel(host: ChannelHost, settings: SmsSettings): Channel {
  const stopping = new AbortController();
  let sender: SenderParts | undefined;
  const started = (): SenderParts => {
    if (sender === undefined) throw new Error('the channel is not started');
    return sender;
  };
  return {
    accounts: settings.numbers.map((number) => {
      const address = readAddress(number, settings.defaultCountry);
      return address === undefined
        ? { account: number, label: number }
        : { account: address.prefix + address.value, label: displayed(address.value) };
    }),
    async start() {
      const optOuts = await OptOuts.open(host.documents);
      const knownSends = await KnownSends.open(host.documents, host.now);
      const mediaLinks = new MediaLinks(host, settings.authToken, `${WEBHOOK_PATH}/media`);
      const twilio = new TwilioClient(settings);
      sender = { host, settings, twilio, optOuts, knownSends, mediaLinks, statusPath: `${WEBHOOK_PATH}/status` };
      const { signal } = stopping;
      host.http.mount(
        WEBHOOK_PATH,
        createWebhook({ host, settings, optOuts, knownSends, mediaLinks, stopping: signal }),
      );
    },
    async stop() {
      stopping.abort();
    },
    plan,
    send: (step, context) => sendStep(started(), step as SmsStep, context),
    reconcile: (step, context) => reconcileStep(started(), step as SmsStep, context),
  };
}

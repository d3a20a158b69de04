import { KnownSends } from '@onethread/channel-kit';
import type { ProviderParts } from '../providers.ts';
import type { SmsProvider } from '../provider.ts';
import { contentOf, type SmsContent } from '../text/content.ts';
import { MediaDeletion } from './inbound/media-deletion.ts';
import { createWebhook } from './inbound/webhook.ts';
import { MediaLinks } from './send/media-links.ts';
import { reconcileStep } from './send/reconcile.ts';
import { sendStep, type SenderParts } from './send/sender.ts';
import type { TwilioSettings } from './settings.ts';
import { TwilioClient } from './twilio-client.ts';

export const TWILIO_WEBHOOK_PATH = '/webhooks/twilio';

/** Twilio's webhooks in, its REST API out. */
export function createTwilioProvider(parts: ProviderParts, settings: TwilioSettings): SmsProvider {
  const { host, smartEncoding } = parts;
  const stopping = new AbortController();
  let sender: SenderParts | undefined;
  let deletion: MediaDeletion | undefined;
  const started = (): SenderParts => {
    if (sender === undefined) throw new Error('the provider is not started');
    return sender;
  };
  return {
    numbers: settings.numbers,
    async start() {
      const knownSends = await KnownSends.open(host.documents, host.now);
      const mediaLinks = new MediaLinks(host, settings.authToken, `${TWILIO_WEBHOOK_PATH}/media`);
      const twilio = new TwilioClient(settings);
      deletion = await MediaDeletion.open(host, settings, twilio);
      const statusPath = `${TWILIO_WEBHOOK_PATH}/status`;
      sender = { host, settings, smartEncoding, twilio, knownSends, mediaLinks, statusPath };
      const { defaultCountry } = parts;
      host.http.mount(
        TWILIO_WEBHOOK_PATH,
        createWebhook({
          host,
          settings,
          defaultCountry,
          intake: parts.intake(),
          deletion,
          knownSends,
          mediaLinks,
          stopping: stopping.signal,
        }),
      );
      deletion.start();
    },
    async stop() {
      stopping.abort();
      await deletion?.stop();
    },
    plan: (message) => [{ ...contentOf(message, { files: true, smart: smartEncoding }) }],
    send: (step, context) => sendStep(started(), step as unknown as SmsContent, context),
    reconcile: (step, context) => reconcileStep(started(), step as unknown as SmsContent, context),
  };
}

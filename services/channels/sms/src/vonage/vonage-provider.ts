import { KnownSends, type SendResult } from '@onethread/channel-kit';
import type { ProviderParts } from '../providers.ts';
import type { SmsProvider } from '../provider.ts';
import { ReplyParts } from '../receipts/reply-parts.ts';
import { contentOf, type SmsContent } from '../text/content.ts';
import { createWebhook } from './inbound/webhook.ts';
import { sendText, type SenderParts } from './send/sender.ts';
import type { VonageSettings } from './settings.ts';

export const VONAGE_WEBHOOK_PATH = '/webhooks/vonage';

/** Vonage's webhooks in, its SMS API out. */
export function createVonageProvider(parts: ProviderParts, settings: VonageSettings): SmsProvider {
  const { host, defaultCountry, smartEncoding: smart } = parts;
  let sender: SenderParts | undefined;
  return {
    numbers: settings.numbers,
    async start() {
      const knownSends = await KnownSends.open(host.documents, host.now);
      const replyParts = await ReplyParts.open(host);
      sender = { host, settings, knownSends, replyParts, statusPath: `${VONAGE_WEBHOOK_PATH}/status` };
      const intake = parts.intake();
      const joiner = parts.joiner();
      const webhook = createWebhook({ host, settings, defaultCountry, intake, joiner, knownSends, replyParts });
      host.http.mount(VONAGE_WEBHOOK_PATH, webhook);
    },
    stop: () => Promise.resolve(),
    plan: (message) => [{ ...contentOf(message, { files: false, smart }) }],
    async send(step, context) {
      if (sender === undefined) return { outcome: 'temporary', code: 'not-started', text: 'The channel is starting.' };
      return await sendText(sender, step as unknown as SmsContent, context);
    },
    // Vonage has no free look-up; its receipts carry our id.
    async reconcile(_step, { sendId }): Promise<SendResult | undefined> {
      const providerMessageId = await sender?.knownSends.providerMessageIdOf(sendId);
      return providerMessageId === undefined ? undefined : { outcome: 'sent', providerMessageId };
    },
  };
}

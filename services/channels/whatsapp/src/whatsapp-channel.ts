import { KnownSends, type Channel, type ChannelHost } from '@onethread/channel-kit';
import { createMetaWebhook, GraphClient, MEDIA_TIMEOUT_MS, MetaAccounts } from '@onethread/meta-graph';
import type { WhatsappSettings } from './config.ts';
import { Reactions } from './inbound/reactions.ts';
import { readUpdates } from './inbound/read-updates.ts';
import { takeIn } from './inbound/take-in.ts';
import { LastMessages } from './send/last-messages.ts';
import { plan, type WhatsappStep } from './send/plan.ts';
import { sendStep, type SenderParts } from './send/sender.ts';
import { showSignal } from './send/signals.ts';
import { openUploads } from './send/uploads.ts';

export const WEBHOOK_PATH = '/webhooks/whatsapp';

/** Webhook in, Cloud API out, for all business numbers of the settings. */
export function createWhatsappChannel(host: ChannelHost, settings: WhatsappSettings): Channel {
  const stopping = new AbortController();
  const numbers = numbersOf(settings);
  const { graphUrl } = settings;
  const graph = new GraphClient({
    url: graphUrl,
    version: settings.graphVersion,
    appSecretProof: settings.appSecretProof,
    accessOf: (phoneNumberId) => numbers.find(phoneNumberId),
    now: host.now,
  });
  const isOurs = (phoneNumberId: string): boolean => numbers.find(phoneNumberId) !== undefined;
  const accessTokenOf = (phoneNumberId: string): string | undefined => numbers.find(phoneNumberId)?.accessToken;
  let running: (SenderParts & { readonly lastMessages: LastMessages }) | undefined;
  const started = () => {
    if (running === undefined) throw new Error('the channel is not started');
    return running;
  };

  return {
    accounts: numbers.all,
    async start() {
      const { documents, now } = host;
      const knownSends = await KnownSends.open(documents, now);
      const uploads = await openUploads(documents, host, graph);
      const lastMessages = await LastMessages.open(documents, now);
      const reactions = await Reactions.open(documents, now);
      running = { host, settings, graph, knownSends, uploads, lastMessages };
      const webhook = createMetaWebhook({
        host,
        verifyToken: settings.verifyToken,
        appSecrets: () => numbers.appSecrets,
        async take(body) {
          const { updates, refused } = readUpdates(body, isOurs);
          for (const reason of refused) host.refused(reason);
          const signal = AbortSignal.any([stopping.signal, AbortSignal.timeout(MEDIA_TIMEOUT_MS)]);
          const reader = { host, graph, graphUrl, accessTokenOf, signal };
          await takeIn({ host, knownSends, reader, reactions, lastMessages }, updates);
        },
      });
      host.http.mount(WEBHOOK_PATH, webhook);
    },
    async stop() {
      stopping.abort();
    },
    plan: (message) => plan(settings, message),
    send: (step, context) => sendStep(started(), step as WhatsappStep, context),
    // Its statuses carry our mark: the first of them tells what became of a lost call. There is nothing to look up.
    async reconcile(_step, { sendId }) {
      const providerMessageId = await started().knownSends.providerMessageIdOf(sendId);
      return providerMessageId === undefined ? undefined : { outcome: 'sent', providerMessageId };
    },
    signal: (shown, context) => showSignal(started(), shown, context),
  };
}

/** The business numbers, by their ids at Meta. */
function numbersOf(settings: WhatsappSettings): MetaAccounts {
  const { phoneNumberId, numberLabel: label, accessToken, appSecret, furtherNumbers } = settings;
  return new MetaAccounts([{ accountId: phoneNumberId, label }, ...furtherNumbers], {
    accessToken,
    appSecret,
    labelOf: (id) => `Number ${id}`,
  });
}

import { OutOfReach, type Channel, type ChannelHost } from '@onethread/channel-kit';
import { BotApi } from './bot-api.ts';
import { Bots } from './bots.ts';
import type { TelegramSettings } from './config.ts';
import { ButtonAnswers } from './inbound/button-answers.ts';
import { createWebhook } from './inbound/webhook.ts';
import { Pace } from './send/pace.ts';
import { plan, type TelegramStep } from './send/plan.ts';
import { sendStep, type SenderParts } from './send/sender.ts';
import { WebhookRegistration } from './webhook-registration.ts';

export const WEBHOOK_PATH = '/webhooks/telegram';

/** Webhook in, Bot API out, for all bots of the settings. */
export function createTelegramChannel(host: ChannelHost, settings: TelegramSettings): Channel {
  const stopping = new AbortController();
  const bots = new Bots(settings);
  const api = new BotApi(settings.apiUrl);
  const pace = new Pace(host.now);
  let sender: SenderParts | undefined;
  const started = (): SenderParts => {
    if (sender === undefined) throw new Error('the channel is not started');
    return sender;
  };
  const buttons = new ButtonAnswers(api);
  const registration = new WebhookRegistration({
    api,
    bots: bots.all,
    address: ({ id }) => `${host.http.publicUrl}${WEBHOOK_PATH}/${id}`,
    connections: settings.webhookConnections,
    logger: host.logger,
    stopping: stopping.signal,
  });
  return {
    accounts: bots.accounts,
    async start() {
      const outOfReach = await OutOfReach.open(host);
      sender = { host, api, bots, pace, outOfReach };
      host.http.mount(WEBHOOK_PATH, createWebhook({ host, api, bots, buttons, outOfReach, stopping: stopping.signal }));
      if (!settings.setWebhook) return;
      registration.start();
      host.addHealthCheck({ name: 'telegram-webhook', advisory: true, check: () => registration.trouble });
    },
    async stop() {
      stopping.abort();
      await registration.ended;
      await buttons.ended();
    },
    plan,
    send: (step, context) => sendStep(started(), step as TelegramStep, context),
    async signal(signal, { identity, signal: abort }) {
      const bot = bots.find(identity.account);
      if (signal !== 'typing' || bot === undefined) return;
      await api.call(bot, 'sendChatAction', { chat_id: identity.externalId, action: 'typing' }, abort);
    },
  };
}

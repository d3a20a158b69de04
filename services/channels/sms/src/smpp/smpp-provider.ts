import type { SendContext, SendResult } from '@onethread/channel-kit';
import type { ProviderParts } from '../providers.ts';
import type { SmsProvider } from '../provider.ts';
import { ReplyParts } from '../receipts/reply-parts.ts';
import { DeliverIntake } from './inbound/take-deliver.ts';
import { UnansweredPdus } from './inbound/unanswered.ts';
import { SmppBind } from './link/bind.ts';
import { BindLeases } from './link/bind-leases.ts';
import { SubmittedMessages } from './receipts/submitted.ts';
import { planSubmits, type SmppStep } from './send/plan.ts';
import { Submitter } from './send/submitter.ts';
import { readCentreCa } from './link/centre-ca.ts';
import type { SmppSettings } from './settings.ts';

interface Running {
  readonly bind: SmppBind;
  readonly deliverIntake: DeliverIntake;
  readonly submitted: SubmittedMessages;
  readonly submitter: Submitter;
}

/** A message centre of a carrier, by SMPP 3.4: one transceiver bind of this process. */
export function createSmppProvider(parts: ProviderParts, settings: SmppSettings): SmsProvider {
  const { host, defaultCountry, smartEncoding } = parts;
  let running: Running | undefined;
  return {
    numbers: settings.numbers,
    async start() {
      running = await open(parts, settings);
      running.bind.start();
      const { bind } = running;
      host.addHealthCheck({
        name: 'channel-sms-smpp',
        advisory: true,
        check: () =>
          Promise.resolve(bind.state === 'bound' ? undefined : `not bound to the message centre: ${bind.state}`),
      });
    },
    async stop() {
      await running?.deliverIntake.stop();
      await running?.bind.stop();
    },
    plan: (message) => planSubmits(message, { charset: settings.charset, smart: smartEncoding }),
    async send(step, context) {
      if (running === undefined) return { outcome: 'temporary', code: 'not-bound', text: 'The channel is starting.' };
      return await running.submitter.submit(step as unknown as SmppStep, context);
    },
    reconcile: async (_step, { sendId }: SendContext): Promise<SendResult | undefined> => {
      const messageId = (await running?.submitted.get(sendId))?.messageId;
      return messageId === undefined ? undefined : { outcome: 'sent', providerMessageId: messageId };
    },
  };

  async function open({ intake, joiner }: ProviderParts, own: SmppSettings): Promise<Running> {
    const leases = await BindLeases.open(host.documents, own.binds, host.now);
    const submitted = await SubmittedMessages.open(host);
    const replyParts = await ReplyParts.open(host);
    const { receiptIds, charset, receiptPattern, url, systemType, window } = own;
    const ca = await readCentreCa(own);
    const deliverIntake = new DeliverIntake({
      host,
      defaultCountry,
      rules: { charset, receiptPattern },
      ownNumbers: new Map(own.numbers.map((number) => [number.replace(/^\+/, ''), number])),
      intake: intake(),
      joiner: joiner(),
      unanswered: await UnansweredPdus.open(host, leases),
      submitted,
      replyParts,
      receiptIds,
    });
    const bind = new SmppBind({
      url,
      ca,
      systemType,
      leases,
      logger: host.logger,
      onRequest: (pdu, bound) => deliverIntake.take(pdu, bound),
    });
    const submitter = new Submitter({ bind, window, receiptIds, submitted, taker: { host, replyParts } });
    return { bind, deliverIntake, submitted, submitter };
  }
}

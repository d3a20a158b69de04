import {
  UnsendableError,
  type Channel,
  type ChannelHost,
  type SendContext,
  type SendResult,
} from '@onethread/channel-kit';
import { ConfigurationError } from '@onethread/runtime';
import type { SmsSettings } from './config.ts';
import { Intake } from './intake/intake.ts';
import { AutomaticAnswers } from './keywords/automatic-answers.ts';
import { BlockList } from './keywords/block-list.ts';
import { Keywords } from './keywords/keywords.ts';
import { canBeAnswered, displayed } from './numbers/phone-numbers.ts';
import { OPTED_OUT, type SmsProvider } from './provider.ts';
import { PartJoiner } from './parts/part-joiner.ts';
import { createProviders } from './providers.ts';

interface Running {
  readonly blockList: BlockList;
  readonly answers: AutomaticAnswers;
  readonly intake: Intake;
  readonly joiner: PartJoiner;
}

/** All providers of the settings behind one channel; each number belongs to one of them. Throws `ConfigurationError`. */
export function createSmsChannel(host: ChannelHost, settings: SmsSettings): Channel {
  let running: Running | undefined;
  const started = (): Running => {
    if (running === undefined) throw new Error('the channel is not started');
    return running;
  };
  const { defaultCountry } = settings;
  const providers = createProviders(host, settings, {
    intake: () => started().intake,
    joiner: () => started().joiner,
  });
  if (providers.length === 0) {
    const expected = 'an account at Twilio, Vonage (VONAGE_API_KEY) or a message centre (SMPP_URL)';
    throw new ConfigurationError([{ name: 'TWILIO_ACCOUNT_SID', got: 'nothing', expected }]);
  }
  const byNumber = new Map(providers.flatMap((provider) => provider.numbers.map((number) => [number, provider])));
  /** A number that is in no setting (a messaging service's sender) can only be the one provider's. */
  const providerOf = (account: string): SmsProvider | undefined =>
    byNumber.get(account) ?? (providers.length === 1 ? providers[0] : undefined);

  return {
    accounts: [...byNumber.keys()].map((account) => ({ account, label: displayed(account) })),
    async start() {
      const blockList = await BlockList.open(host.documents);
      const answers = await AutomaticAnswers.open(host, providerOf);
      const keywords = new Keywords(settings.keywords);
      const answer: AutomaticAnswers['add'] = (identity, cause, text) => answers.add(identity, cause, text);
      const intake = new Intake({ host, defaultCountry, keywords, blockList, answer });
      const joiner = await PartJoiner.open(host, (arrived) => intake.take(arrived));
      running = { blockList, answers, intake, joiner };
      for (const provider of providers) await provider.start();
      answers.start();
      joiner.start();
    },
    async stop() {
      await Promise.all([
        running?.answers.stop(),
        running?.joiner.stop(),
        ...providers.map((provider) => provider.stop()),
      ]);
    },
    plan(message) {
      const provider = providerOf(message.identity.account);
      if (provider === undefined)
        throw new UnsendableError('unknown-number', 'No provider of the settings has the number that was written to.');
      if (!canBeAnswered(message.identity.externalId))
        throw new UnsendableError('cannot-be-answered', 'The sender is a name, not a number: it cannot be answered.');
      return provider.plan(message);
    },
    async send(step, context) {
      const provider = providerOf(context.message.identity.account);
      if (provider === undefined) return noProvider();
      return await sendUnlessBlocked(host, started().blockList, context, () => provider.send(step, context));
    },
    async reconcile(step, context) {
      return await providerOf(context.message.identity.account)?.reconcile(step, context);
    },
  };
}

async function sendUnlessBlocked(
  host: ChannelHost,
  blockList: BlockList,
  { message: { identity }, sendId }: SendContext,
  send: () => Promise<SendResult>,
): Promise<SendResult> {
  try {
    if (await blockList.isBlocked(identity))
      return { outcome: 'rejected', code: OPTED_OUT, text: 'The person has opted out; they can write START.' };
  } catch {
    return { outcome: 'temporary', code: 'store-unavailable', text: 'The list of opt-outs could not be read.' };
  }
  const result = await send();
  if (result.outcome === 'rejected' && result.code === OPTED_OUT) {
    // Opted out at the provider in a way that we did not see: kept and told, so that nobody tries again.
    const standing = { standing: 'blocked', reason: 'opted-out', changeId: `refused:${sendId}` } as const;
    await blockList
      .set(identity, true, sendId)
      .then(() => host.standing([{ identity, profile: {}, ...standing }]))
      .catch(() => host.refused('opt-out-not-kept'));
  }
  return result;
}

function noProvider(): SendResult {
  return { outcome: 'rejected', code: 'unknown-number', text: 'No provider of the settings has this number.' };
}

import { KnownSends, OutOfReach, type Channel, type ChannelHost } from '@onethread/channel-kit';
import { createMetaWebhook, GraphClient, MEDIA_TIMEOUT_MS } from '@onethread/meta-graph';
import { CatchUp, type CatchUpParts } from './catch-up/catch-up.ts';
import { HighWaterMarks } from './catch-up/high-water-marks.ts';
import { TakenRecently } from './catch-up/taken-recently.ts';
import type { DraftMaker } from './inbound/draft-maker.ts';
import { missingNote } from './inbound/missing-note.ts';
import { Profiles } from './inbound/profiles.ts';
import { readEvents, type MetaEvent } from './inbound/read-events.ts';
import { takeIn } from './inbound/take-in.ts';
import type { MessagingSettings } from './messaging-settings.ts';
import { openAttachments } from './send/attachments.ts';
import { ExpectedEchoes } from './send/expected-echoes.ts';
import { plan, type MessagingStep } from './send/plan.ts';
import { reconcileStep } from './send/reconcile.ts';
import { sendStep, type SenderParts } from './send/sender.ts';
import { showSignal } from './send/signals.ts';

/** What came while we were away is fetched without a webhook's haste. */
const CATCH_UP_MEDIA_TIMEOUT_MS = 60_000;

/** Webhook in, Send API out, for all accounts of a channel of the Messenger Platform. */
export function createMessagingChannel(
  host: ChannelHost,
  settings: MessagingSettings,
  waits?: CatchUpParts['waits'],
): Channel {
  const stopping = new AbortController();
  const { platform, accounts, graphUrl, appId } = settings;
  const graph = new GraphClient({
    url: graphUrl,
    version: settings.graphVersion,
    appSecretProof: settings.appSecretProof,
    accessOf: (account) => accounts.find(account),
    now: host.now,
  });
  const isOurs = (accountId: string): boolean => accounts.find(accountId) !== undefined;
  let sender: SenderParts | undefined;
  let catchUp: CatchUp | undefined;
  const started = (): SenderParts => {
    if (sender === undefined) throw new Error('the channel is not started');
    return sender;
  };

  return {
    accounts: accounts.all,
    withheld: settings.humanAgent ? [] : ['personWindowHours'],
    async start() {
      const { documents, now } = host;
      const knownSends = await KnownSends.open(documents, now);
      const expectedEchoes = platform.carriesMetadata ? undefined : await ExpectedEchoes.open(documents, now);
      const uploads = await openAttachments(documents, { host, graph });
      const outOfReach = await OutOfReach.open(host);
      const marks = await HighWaterMarks.open(documents);
      const takenRecently = new TakenRecently();
      sender = { host, settings, graph, knownSends, expectedEchoes, uploads, outOfReach };
      const profiles = new Profiles(graph, platform.profileFields, now);

      const take = async (events: readonly MetaEvent[], mediaMs: number): Promise<void> => {
        const signal = AbortSignal.any([stopping.signal, AbortSignal.timeout(mediaMs)]);
        const reader = { host, graphUrl, signal };
        const maker: DraftMaker = { host, profiles, knownSends, expectedEchoes, reader, appId };
        await takeIn(maker, outOfReach, events);
        takenRecently.add(events.flatMap(({ message }) => (message ? [message.mid] : [])));
      };
      const webhook = createMetaWebhook({
        host,
        verifyToken: settings.verifyToken,
        appSecrets: () => accounts.appSecrets,
        async take(body) {
          const { events, refused } = readEvents(body, platform.object, isOurs);
          for (const reason of refused) host.refused(reason);
          await take(events, MEDIA_TIMEOUT_MS);
          for (const [accountId, at] of earliestOf(events)) await marks.begin(accountId, Math.min(at, now()));
        },
      });
      host.http.mount(platform.webhookPath, webhook);
      if (settings.catchUp) {
        catchUp = new CatchUp({
          host,
          graph,
          platform,
          marks,
          accountIds: () => accounts.all.map(({ account }) => account),
          takeIn: (events) => take(events, CATCH_UP_MEDIA_TIMEOUT_MS),
          tellMissing: async (missing) =>
            host.receive([await missingNote({ host, profiles }, platform.label, missing)]),
          isKnown: (mid) => takenRecently.has(mid),
          stopping: stopping.signal,
          ...(waits === undefined ? {} : { waits }),
        });
        catchUp.start();
      }
    },
    async stop() {
      stopping.abort();
      await catchUp?.stop();
    },
    plan: (message) => plan(settings, message),
    send: (step, context) => sendStep(started(), step as MessagingStep, context),
    reconcile: (step, context) => reconcileStep(started(), step as MessagingStep, context),
    signal: (shown, context) => showSignal({ graph, platform }, shown, context),
  };
}

/** The earliest time of each account, as the provider tells it. */
function earliestOf(events: readonly MetaEvent[]): ReadonlyMap<string, number> {
  const earliest = new Map<string, number>();
  for (const { accountId, timestamp = Infinity } of events) {
    earliest.set(accountId, Math.min(timestamp, earliest.get(accountId) ?? Infinity));
  }
  return earliest;
}

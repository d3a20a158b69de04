import type { BlobStore } from '@onethread/blobs';
import type { ChannelCapabilities, IdentityRef } from '@onethread/contracts';
import { CONSUMER_GROUPS, identityIdOf, inboundEntryId, outboundTopic } from '@onethread/contracts';
import type { DocumentStore } from '@onethread/documents';
import type { EventLog, Subscription } from '@onethread/log';
import type { HttpHost, RuntimeParts, Service } from '@onethread/runtime';
import { Announcement } from './announcement.ts';
import { DEFAULT_BOUNDS, type KitBounds } from './bounds.ts';
import type { Channel, ChannelDefinition } from './channel.ts';
import type { ChannelHost } from './channel-host.ts';
import { storeFile } from './files/store-file.ts';
import { Publisher } from './intake/publisher.ts';
import {
  evidenceRecord,
  inboundRecord,
  profileRecord,
  receiptRecord,
  standingRecord,
  statusRecord,
  typingRecord,
} from './intake/records.ts';
import { RouterLag } from './intake/router-lag.ts';
import { channelMetrics } from './metrics.ts';
import { openOutbound, type Outbound } from './outbound/open-outbound.ts';
import { ParkedReports } from './outbound/parked-reports.ts';
import { Pictures, type PicturesParts } from './pictures/pictures.ts';
import { StatusReports } from './outbound/status-reports.ts';

export interface ChannelServiceOptions<Settings> extends RuntimeParts {
  readonly definition: ChannelDefinition<Settings>;
  readonly settings: Settings;
  readonly log: EventLog;
  /** The channel's own small database; closed by whoever opened it. */
  readonly documents: DocumentStore;
  readonly blobs: BlobStore;
  readonly http: HttpHost;
  /** `IDENTITY_KEY`: for ever. */
  readonly identityKey: string;
  /** Epoch ms; default the system's clock. */
  readonly now?: () => number;
  /** Other limits than `DEFAULT_BOUNDS`. */
  readonly bounds?: Partial<KitBounds>;
}

/** Runs a channel: gives it its host, sends what comes for it on the log, announces it. */
export function createChannelService<Settings>(options: ChannelServiceOptions<Settings>): Service {
  const { definition, log, http, documents, blobs } = options;
  const { name } = definition;
  const now = options.now ?? Date.now;
  const bounds: KitBounds = {
    ...DEFAULT_BOUNDS,
    ...(definition.sendTimeoutMs === undefined ? {} : { sendMs: definition.sendTimeoutMs }),
    ...(definition.giveUpAfterMs === undefined ? {} : { giveUpAfterMs: definition.giveUpAfterMs }),
    ...options.bounds,
  };
  const logger = options.logger.child({ channel: name });
  const metrics = channelMetrics(options.metrics, name);
  const routerLag = new RouterLag(log, bounds, logger);
  const publisher = new Publisher(log, metrics, bounds, routerLag);
  const reports = new StatusReports(publisher, now);
  const parkedReports = new ParkedReports(publisher, bounds, now);

  const host: ChannelHost = {
    logger,
    metrics: options.metrics,
    addHealthCheck: options.addHealthCheck,
    http,
    documents,
    blobs,
    now,
    identity: (account, externalId) => ({
      identityId: identityIdOf(options.identityKey, name, account, externalId),
      channel: name,
      account,
      externalId,
    }),
    entryIdOf: (account, providerMessageId) => inboundEntryId(name, account, providerMessageId),
    async receive(messages) {
      await publisher.accept(messages.map((draft) => inboundRecord(name, draft, now())));
      for (const { type } of messages) metrics.received(type);
    },
    async evidence(drafts) {
      await publisher.accept(drafts.map((draft) => evidenceRecord(draft, now())));
      metrics.received('evidence', drafts.length);
    },
    async standing(drafts) {
      await publisher.accept(drafts.map((draft) => standingRecord(name, draft, now())));
      metrics.received('standing', drafts.length);
    },
    async receipts(receipts) {
      await publisher.accept(receipts.map((draft) => receiptRecord(draft, now())));
      for (const { receipt } of receipts) metrics.received(receipt);
    },
    async report(statuses) {
      await publisher.accept(statuses.map((draft) => statusRecord(draft, now())));
      metrics.received('status', statuses.length);
    },
    typing: (identity) => publisher.publishIfEasy(typingRecord(identity, now())),
    storeFile: (file) => storeFile(blobs, file),
    lookForPicture: (identity, find) => pictures?.look(identity, find),
    refused(reason, detail = {}) {
      metrics.refused(reason);
      logger.info({ ...detail, reason }, 'refused');
    },
    onSettled: (listener) => reports.onSettled(listener),
  };

  const tellPicture: PicturesParts['tell'] = (identity, avatarBlobId, at) =>
    publisher.accept([profileRecord(identity, { avatarBlobId }, { at, changeId: `${identity.identityId}:${at}` })]);
  const channel = definition.create(host, options.settings);
  const announcement = new Announcement({ name, capabilities: announced(definition, channel) }, publisher, logger, now);
  let pictures: Pictures | undefined;
  let outbound: Outbound | undefined;
  let subscription: Subscription | undefined;

  return {
    name: `channel-${name}`,
    async start() {
      pictures = await Pictures.open({ documents, blobs, bounds, now, metrics, tell: tellPicture });
      const forget = async (identity: IdentityRef): Promise<void> => {
        await pictures?.forget(identity.identityId);
        await channel.forget?.(identity);
      };
      outbound = await openOutbound({
        channel,
        forget,
        documents,
        reports,
        parkedReports,
        bounds,
        now,
        logger,
        metrics,
      });
      options.addHealthCheck({ name: `channel-${name}`, advisory: true, check: outbound.describeTrouble });
      routerLag.start();
      await channel.start();
      outbound.start();
      subscription = await log.subscribe({
        topic: outboundTopic(name).name,
        group: CONSUMER_GROUPS.channel(name),
        handle: outbound.handle,
      });
      announcement.begin(channel.accounts);
    },
    async stop() {
      await routerLag.stop();
      await announcement.stop();
      // What is being sent still needs the channel's connections.
      outbound?.abortCallsWithin(bounds.sendGraceMs);
      await subscription?.stop();
      await outbound?.stop();
      await channel.stop();
      await pictures?.stop();
    },
  };
}

/** A channel without `signal` shows agents' signs by itself, or not at all: none is to be sent to it. */
function announced<Settings>(
  { capabilities }: Pick<ChannelDefinition<Settings>, 'capabilities'>,
  channel: Channel,
): ChannelCapabilities {
  const { signals, personWindowHours, ...rest } = capabilities;
  const isWithheld = channel.withheld?.includes('personWindowHours') === true;
  return {
    ...rest,
    // Shown by other means.
    ...(signals === undefined || channel.signal === undefined ? {} : { signals }),
    ...(personWindowHours === undefined || isWithheld ? {} : { personWindowHours }),
  };
}

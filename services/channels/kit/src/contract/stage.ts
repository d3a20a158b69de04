import { openFileBlobStore, type BlobStore } from '@onethread/blobs';
import {
  INBOUND_MESSAGES,
  inboundRecordSchema,
  outboundMessageSchema,
  OUTBOUND_STATUS,
  outboundReportSchema,
  outboundTopic,
  type InboundRecord,
  type OutboundMessage,
  type OutboundStatus,
} from '@onethread/contracts';
import {
  faultyDocumentStore,
  openSqliteDocumentStore,
  type DocumentStore,
  type StoreFaults,
} from '@onethread/documents';
import { faultyEventLog, openSqliteEventLog, type EventLog, type PublishFault } from '@onethread/log';
import {
  createHttpServer,
  createLogger,
  createRegistry,
  type HealthCheck,
  type HttpServer,
  type Registry,
  type Service,
} from '@onethread/runtime';
import { tempFolder, TEST_IDENTITY_KEY } from '@onethread/testkit';
import type { KitBounds } from '../bounds.ts';
import type { Channel, ChannelDefinition } from '../channel.ts';
import type { ChannelHost } from '../channel-host.ts';
import { createChannelService } from '../create-channel-service.ts';

/** Real stores in memory and a real port: everything around a channel, with faults on demand. */
export interface Stage extends AsyncDisposable {
  readonly http: HttpServer;
  readonly blobs: BlobStore;
  readonly documents: DocumentStore;
  readonly log: EventLog;
  readonly metrics: Registry;
  readonly healthChecks: readonly HealthCheck[];
  /** Makes every publish from now on fail so; undefined: it works again. */
  failPublishing(fault: PublishFault['kind'] | undefined): void;
  /** Makes the next publish and those after it wait until the promise resolves. */
  holdPublishing(until: Promise<void>): void;
  /** Hooks of the channel's own store. */
  readonly storeFaults: { -readonly [Hook in keyof StoreFaults]: StoreFaults[Hook] };
  /** Starts the channel as one life of its service; several may follow each other on the same stores. */
  run<Settings>(
    definition: ChannelDefinition<Settings>,
    settings: Settings,
    bounds?: Partial<KitBounds>,
  ): Promise<Life>;
  /** Customers' messages and changes in the order of the log. */
  received(): Promise<readonly InboundRecord[]>;
  statuses(entryId?: string): Promise<readonly OutboundStatus[]>;
  /** Hands a reply to the channel by the log. */
  reply(message: OutboundMessage): Promise<void>;
}

export interface Life {
  readonly service: Service;
  readonly channel: Channel;
  readonly host: ChannelHost;
}

/** `now`: the clock of the channels that are run on it, epoch ms; default the system's. */
export async function openStage({ now }: { readonly now?: () => number } = {}): Promise<Stage> {
  const folder = await tempFolder();
  const sqliteLog = await openSqliteEventLog({ file: ':memory:' });
  let fault: PublishFault['kind'] | undefined;
  let hold: Promise<void> | undefined;
  const log = faultyEventLog(sqliteLog, {
    publish: () => {
      if (hold !== undefined) {
        const until = hold;
        hold = undefined;
        return { kind: 'delayed', until };
      }
      return fault === undefined || fault === 'delayed' ? undefined : { kind: fault };
    },
  });
  const storeFaults: Stage['storeFaults'] = {};
  const documents = faultyDocumentStore(await openSqliteDocumentStore({ file: ':memory:' }), {
    before: (call) => storeFaults.before?.(call),
    after: (call) => storeFaults.after?.(call),
  });
  const blobs = await openFileBlobStore({ folder: folder.path });
  const logger = createLogger({ service: 'test', level: 'silent' });
  const metrics = createRegistry();
  const http = createHttpServer({ host: '127.0.0.1', port: 0, logger });
  await http.start();
  const healthChecks: HealthCheck[] = [];
  const services: Service[] = [];

  async function values(topic: string): Promise<unknown[]> {
    const found: unknown[] = [];
    for await (const record of log.read({ topic, from: { offset: 0 } })) found.push(JSON.parse(record.value));
    return found;
  }

  return {
    http,
    blobs,
    documents,
    log,
    metrics,
    healthChecks,
    storeFaults,
    failPublishing: (kind) => void (fault = kind),
    holdPublishing: (until) => void (hold = until),
    async run(definition, settings, bounds = {}) {
      let life: Omit<Life, 'service'> | undefined;
      const service = createChannelService({
        definition: {
          ...definition,
          create(host, given) {
            const channel = definition.create(host, given);
            life = { channel, host };
            return channel;
          },
        },
        settings,
        log,
        documents,
        blobs,
        http,
        logger,
        metrics,
        addHealthCheck: (check) => void healthChecks.push(check),
        identityKey: TEST_IDENTITY_KEY,
        bounds,
        ...(now === undefined ? {} : { now }),
      });
      services.push(service);
      await service.start();
      return { service, ...(life as Omit<Life, 'service'>) };
    },
    async received() {
      return (await values(INBOUND_MESSAGES.name)).map((value) => inboundRecordSchema.parse(value));
    },
    async statuses(entryId) {
      const all = (await values(OUTBOUND_STATUS.name))
        .map((value) => outboundReportSchema.parse(value))
        .filter((report) => report.type === 'status');
      return entryId === undefined ? all : all.filter((status) => status.entryId === entryId);
    },
    async reply(message) {
      const value = JSON.stringify(outboundMessageSchema.parse(message));
      const topic = outboundTopic(message.identity.channel).name;
      await sqliteLog.publish([{ topic, key: message.identity.identityId, value }]);
    },
    async [Symbol.asyncDispose]() {
      fault = undefined;
      delete storeFaults.before;
      delete storeFaults.after;
      for (const service of services.toReversed()) await service.stop();
      await http.stop();
      await log.close();
      await documents.close();
      await blobs.close();
      await folder.remove();
    },
  };
}

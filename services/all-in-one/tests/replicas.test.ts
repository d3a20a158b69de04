import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { openFileBlobStore, type BlobStore } from '@onethread/blobs';
import { createChannelService } from '@onethread/channel-kit';
import { inAppChannel } from '@onethread/channel-in-app';
import { openSqliteDocumentStore, type DocumentStore } from '@onethread/documents';
import { openSqliteEventLog, type EventLog } from '@onethread/log';
import { createRoutingService } from '@onethread/routing';
import { createAdminClient, createAgentClient, signToken, type WorkEvent } from '@onethread/rpc';
import { createHttpServer, createLogger, createRegistry, type HttpServer, type Service } from '@onethread/runtime';
import { tempFolder, TEST_IDENTITY_KEY, waitFor } from '@onethread/testkit';
import { AppDevice, textsOf, userToken } from './customers/app-device.ts';

const TOKEN_SECRET = 'a secret of tests, longer than thirty-two bytes';
const JWT_SECRET = 'secret-of-the-users-tokens-in-tests-of-replicas';
const WITHIN = { withinMs: 60_000 };
/** Of a server that restarts. */
const RESTART = 1012;

const runtime = {
  logger: createLogger({ service: 'test', level: 'silent' }),
  addHealthCheck: () => {},
};

/** One process of the in-app channel with its own port. */
interface InApp {
  readonly http: HttpServer;
  readonly service: Service;
  stop(): Promise<void>;
}

let log: EventLog;
let history: DocumentStore;
let channelStore: DocumentStore;
let blobs: BlobStore;
let folder: Awaited<ReturnType<typeof tempFolder>>;
const running: { stop(): Promise<void> }[] = [];

before(async () => {
  folder = await tempFolder();
  log = await openSqliteEventLog({ file: ':memory:', drainMs: 50 });
  history = await openSqliteDocumentStore({ file: ':memory:' });
  channelStore = await openSqliteDocumentStore({ file: ':memory:' });
  blobs = await openFileBlobStore({ folder: folder.path });
});
after(async () => {
  for (const one of running.toReversed()) await one.stop();
  await log.close();
  await history.close();
  await channelStore.close();
  await blobs.close();
  await folder.remove();
});

async function startRouting() {
  const service = createRoutingService({
    ...runtime,
    metrics: createRegistry(),
    log,
    documents: history,
    blobs,
    settings: {
      host: '127.0.0.1',
      grpcPort: 0,
      tokenSecret: TOKEN_SECRET,
      previousTokenSecret: undefined,
      reopenWindowDays: 14,
      offerSeconds: 60,
      graceSeconds: 60,
      answersFollowSeconds: 300,
      identityKey: 'test-key',
      sharedAddresses: [],
    },
  });
  await service.start();
  running.push(service);
  return service;
}

async function startInApp(routingAddress: string): Promise<InApp> {
  const http = createHttpServer({ host: '127.0.0.1', port: 0, logger: runtime.logger });
  const service = createChannelService({
    ...runtime,
    metrics: createRegistry(),
    definition: inAppChannel,
    settings: {
      apps: [{ id: 'app', label: 'App' }],
      jwtSecret: JWT_SECRET,
      jwtKeys: [],
      vapidPublicKey: undefined,
      vapidPrivateKey: undefined,
      pushSubject: 'mailto:support@example.org',
      pushHosts: [],
      pictureHosts: undefined,
      linkSecret: 'secret-of-the-links-to-files-in-tests',
      routingAddress,
      tokenSecret: TOKEN_SECRET,
    },
    log,
    documents: channelStore,
    blobs,
    http,
    identityKey: TEST_IDENTITY_KEY,
  });
  await http.start();
  await service.start();
  let stopped: Promise<void> | undefined;
  const stop = async (): Promise<void> => {
    await service.stop();
    await http.stop();
  };
  const inApp = { http, service, stop: () => (stopped ??= stop()) };
  running.push(inApp);
  return inApp;
}

/** An agent at one routing process, who takes what is offered; gives how to answer the first conversation. */
async function agentAt(address: string) {
  const admin = createAdminClient({ address, token: await tokenOf('root', 'admin') });
  await admin.putAgent({ agentId: 'anna', name: 'Anna', email: 'anna@example.org', role: 'agent', capacity: 10 });
  admin.close();
  const client = createAgentClient({ address, token: await tokenOf('anna', 'agent') });
  const stream = client.work();
  const mine = Promise.withResolvers<string>();
  stream.on('error', () => {});
  stream.on('data', ({ conversation, ping }: WorkEvent) => {
    if (ping) stream.write({ pong: {} });
    if (!conversation) return;
    const { conversationId, assigneeId, reservation } = conversation;
    if (assigneeId === 'anna') mine.resolve(conversationId);
    else if (reservation?.agentId === 'anna')
      stream.write({ accept: { conversationId, reservationId: reservation.reservationId } });
  });
  stream.write({ hello: { clientId: 'test' } });
  stream.write({ setPresence: { presence: 'AVAILABLE' } });
  return {
    answer: async (text: string) => {
      const conversationId = await mine.promise;
      stream.write({ reply: { clientMessageId: text, conversationId, parts: [{ text: { text } }] } });
    },
    leave: () => {
      stream.end();
      stream.cancel();
      client.close();
    },
  };
}

/** Ids that a device gives its messages. */
const cid = (n: number) => `00000000-0000-4000-8000-00000000000${n}`;

const tokenOf = (subject: string, role: 'admin' | 'agent') =>
  signToken(TOKEN_SECRET, { subject, role, validSeconds: 600 });

async function shows(device: AppDevice, texts: readonly string[], earlier: AppDevice['pages'] = []): Promise<void> {
  await waitFor(() => textsOf([...earlier, ...device.pages]).join() === texts.join(), {
    describe: `the device to show ${texts.join()}`,
    ...WITHIN,
  });
}

describe('in-app and routing, two processes each', () => {
  it('a person’s devices at two processes show the same, and go on through a rolling restart without gap or double', async () => {
    const [one, other] = [await startRouting(), await startRouting()];
    const address = `ipv4:127.0.0.1:${one.port},127.0.0.1:${other.port}`;
    const [first, second] = [await startInApp(address), await startInApp(address)];
    const agent = await agentAt(`127.0.0.1:${other.port}`);
    const credentials = { token: await userToken(JWT_SECRET, 'bert') };

    const phone = await AppDevice.open(first.http.publicUrl, credentials);
    const laptop = await AppDevice.open(second.http.publicUrl, credentials);
    await phone.write(cid(1), 'from the phone');
    await laptop.write(cid(2), 'from the laptop');
    await agent.answer('hello both');
    const soFar = ['from the phone', 'from the laptop', 'hello both'];
    await shows(phone, soFar);
    await shows(laptop, soFar);

    // The phone's process is restarted: the phone goes elsewhere, and is told what it missed meanwhile.
    const stopping = first.stop();
    assert.equal(await phone.closeCode(), RESTART);
    await stopping;
    const id = await laptop.write(cid(3), 'while the phone was away');
    const resumed = await AppDevice.open(second.http.publicUrl, credentials, phone.cursor);
    await shows(resumed, [...soFar, 'while the phone was away'], phone.pages);
    assert.ok(resumed.pages.every(({ snapshot }) => !snapshot));
    // Sent again at another process, it is the same message.
    assert.equal(await resumed.write(cid(3), 'while the phone was away'), id);

    // Then routing's processes, one after the other: feeds move by themselves, sockets stay open.
    await one.stop();
    await resumed.write(cid(4), 'one routing process is gone');
    const third = await startRouting();
    const all = [...soFar, 'while the phone was away', 'one routing process is gone'];
    await shows(resumed, all, phone.pages);
    await shows(laptop, all);
    assert.notEqual(third.port, 0);
    assert.equal(laptop.closed, undefined);
    assert.ok(
      laptop.pages.slice(1).every(({ snapshot }) => !snapshot),
      'nothing had to be shown anew',
    );
    const seen = new Set<string>();
    for (const { snapshot, items } of laptop.pages)
      for (const item of snapshot ? [] : items.filter(({ mine }) => mine)) {
        const key = JSON.stringify(item);
        assert.ok(!seen.has(key), 'no message comes twice');
        seen.add(key);
      }
    for (const device of [phone, laptop, resumed]) device.close();
    agent.leave();
  });
});

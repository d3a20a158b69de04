import { createECDH } from 'node:crypto';
import type { ChannelDefinition } from '@onethread/channel-kit';
import { openStage, type Life, type Stage } from '@onethread/channel-kit/contract';
import type { IdentityRef } from '@onethread/contracts';
import { createHttpServer, createLogger, type HttpServer } from '@onethread/runtime';
import {
  createPushSimulator,
  manualClock,
  outboundMessage,
  waitFor,
  type ManualClock,
  type PushSimulator,
  type SimulatedSubscription,
} from '@onethread/testkit';
import { createInAppChannel } from '../channel.ts';
import type { InAppSettings } from '../config.ts';
import { inAppChannel } from '../definition.ts';
import { REST_PATH } from '../protocol.ts';
import { PUSH_BOUNDS } from '../push/bounds.ts';
import { settingsFor, startHistory } from './in-app-stage.ts';
import type { ScriptedHistory } from './scripted-history.ts';

const BOUNDS = { ...PUSH_BOUNDS, lookEveryMs: 10 };

export function vapidPair(): { readonly publicKey: string; readonly privateKey: string } {
  const pair = createECDH('prime256v1');
  pair.generateKeys();
  // As the settings want it: 32 bytes, leading zeros too.
  const privateKey = Buffer.concat([Buffer.alloc(32), pair.getPrivateKey()]).subarray(-32);
  return { publicKey: pair.getPublicKey('base64url'), privateKey: privateKey.toString('base64url') };
}

/** The channel with push on, a push service, and a clock by which nothing is due before it is moved. */
export interface PushStage extends AsyncDisposable {
  readonly stage: Stage;
  readonly service: PushSimulator;
  readonly clock: ManualClock;
  readonly history: ScriptedHistory;
  readonly publicKey: string;
  readonly url: string;
  /** Another process of the same channel, with a port of its own; the first one is started already. */
  run(over?: Partial<InAppSettings>): Promise<Life>;
  readonly life: Life;
  call(method: string, path: string, authorization: string, body?: object): Promise<Response>;
  /** A browser of this person is told. */
  subscribe(authorization: string): Promise<SimulatedSubscription>;
  identity(externalId: string): IdentityRef;
  /** In the feed, and noted. */
  reply(to: IdentityRef, entryId: string): Promise<void>;
  /** So many pushes were taken since the stage began. */
  pushes(count: number): Promise<void>;
  counted(outcome: string): Promise<number>;
}

export async function openPushStage(): Promise<PushStage> {
  const history = await startHistory();
  const stage = await openStage();
  const service = await createPushSimulator();
  const clock = manualClock(Date.now());
  const { publicKey, privateKey } = vapidPair();
  const settings = settingsFor(history, {
    vapidPublicKey: publicKey,
    vapidPrivateKey: privateKey,
    pushHosts: [new URL(service.url).host],
  });
  const others: HttpServer[] = [];
  const lifeAt = (http: HttpServer, over: Partial<InAppSettings> = {}): Promise<Life> => {
    const definition: ChannelDefinition<InAppSettings> = {
      ...inAppChannel,
      create: (host, given) => createInAppChannel({ ...host, http, now: clock.now }, given, BOUNDS),
    };
    return stage.run(definition, { ...settings, ...over });
  };
  const life = await lifeAt(stage.http);
  const run = async (over?: Partial<InAppSettings>): Promise<Life> => {
    const logger = createLogger({ service: 'test', level: 'silent' });
    const http = createHttpServer({ host: '127.0.0.1', port: 0, logger });
    others.push(http);
    await http.start();
    return await lifeAt(http, over);
  };
  const call: PushStage['call'] = (method, path, authorization, body) =>
    fetch(`${stage.http.publicUrl}${REST_PATH}${path}`, {
      method,
      headers: { authorization, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });

  return {
    stage,
    service,
    clock,
    history,
    publicKey,
    url: stage.http.publicUrl,
    run,
    life,
    call,
    async subscribe(authorization) {
      const subscription = service.subscribe(publicKey);
      const { status } = await call('PUT', '/push-subscriptions', authorization, subscription);
      if (status !== 204) throw new Error(`the subscription was answered by ${status}`);
      return subscription;
    },
    identity: (externalId) => life.host.identity('app', externalId),
    async reply(identity, entryId) {
      await stage.reply(outboundMessage({ entryId, identity }));
      await waitFor(async () => (await stage.statuses(entryId)).some(({ status }) => status === 'sent'), {
        describe: `${entryId} to be sent`,
        withinMs: 30_000,
      });
    },
    async pushes(count) {
      await waitFor(() => service.accepted().length >= count, { describe: `${count} pushes`, withinMs: 30_000 });
    },
    async counted(outcome) {
      const text = await stage.metrics.metrics();
      return Number(new RegExp(`onethread_in_app_pushes_total\\{outcome="${outcome}"\\} (\\d+)`).exec(text)?.[1] ?? 0);
    },
    async [Symbol.asyncDispose]() {
      await stage[Symbol.asyncDispose]();
      for (const http of others) await http.stop();
      await history.stop();
      await service.close();
    },
  };
}

import { openStage, type Life, type Stage } from '@onethread/channel-kit/contract';
import type { InboundRecord } from '@onethread/contracts';
import { createMailSimulator, type MailSimulator } from '@onethread/testkit';
import { emailChannel, type EmailChannel, type EmailSettings } from '../index.ts';

/** Waits short enough for a test; everything else as in production. */
const BOUNDS = { firstRetryMs: 20, mostRetryMs: 50, sweepEveryMs: 50, reauthoriseEveryMs: 50, sendGraceMs: 200 };

export interface MailStage extends AsyncDisposable {
  readonly stage: Stage;
  readonly world: MailSimulator;
  /** Of the life that runs now. */
  readonly life: Life;
  readonly smtpPort: number;
  /** Customers' messages in the order of the log. */
  messages(): Promise<readonly Extract<InboundRecord, { type: 'message' }>[]>;
  /** Ends this life and begins another on the same stores. */
  restart(): Promise<void>;
}

/** The channel between real stores and a simulated world of mail. */
export async function openMailStage(over: Partial<EmailSettings> = {}): Promise<MailStage> {
  const world = await createMailSimulator({ smtpPort: () => channel.smtpPort, retryAfterMs: () => 20 });
  const stage = await openStage();
  const settings = {
    host: '127.0.0.1',
    smtpPort: 0,
    mailboxes: ['support@localhost'],
    relayUrl: world.relayUrl,
    tlsKeyFile: undefined,
    tlsCertFile: undefined,
    authentication: 'off' as const,
    authservId: '',
    trustedRelays: [],
    arcSealers: [],
    dnsServers: [],
    ...over,
  };
  const begin = () => stage.run(emailChannel, settings, BOUNDS);
  let life = await begin();
  let channel = life.channel as EmailChannel;
  return {
    stage,
    world,
    get life() {
      return life;
    },
    get smtpPort() {
      return channel.smtpPort;
    },
    async messages() {
      return (await stage.received()).filter((record) => record.type === 'message');
    },
    async restart() {
      await life.service.stop();
      life = await begin();
      channel = life.channel as EmailChannel;
    },
    async [Symbol.asyncDispose]() {
      await stage[Symbol.asyncDispose]();
      await world.close();
    },
  };
}

import type { ChannelHost } from '@onethread/channel-kit';
import { openStage, type Life, type Stage } from '@onethread/channel-kit/contract';
import type { InboundRecord } from '@onethread/contracts';
import { createMailSimulator, type MailSimulator } from '@onethread/testkit';
import type { ReadingTimes } from '../imap/reading-times.ts';
import { emailChannel, EmailChannel, type EmailSettings } from '../index.ts';
import { testSettings } from './test-settings.ts';

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
  /** A second process of the channel on the same stores. */
  another(): Promise<Life>;
}

const IMAP_TIMES = { pollMs: 500, leaseMs: 3_000, firstRetryMs: 20, mostRetryMs: 100, reauthoriseMs: 100 };

/** The channel between real stores and a simulated world of mail. */
export async function openMailStage(
  over: Partial<EmailSettings> = {},
  imapTimes: Partial<ReadingTimes> = {},
): Promise<MailStage> {
  const world = await createMailSimulator({ smtpPort: () => channel.smtpPort, retryAfterMs: () => 20 });
  const stage = await openStage();
  const settings = testSettings({ relayUrl: world.relayUrl, ...over });
  const definition = {
    ...emailChannel,
    create: (host: ChannelHost, given: EmailSettings) => new EmailChannel(host, given, { ...IMAP_TIMES, ...imapTimes }),
  };
  const begin = () => stage.run(definition, settings, BOUNDS);
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
    another: begin,
    async [Symbol.asyncDispose]() {
      await stage[Symbol.asyncDispose]();
      await world.close();
    },
  };
}

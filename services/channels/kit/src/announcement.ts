import { backOffMs, type Logger } from '@onethread/runtime';
import type { ChannelAccount, ChannelDefinition } from './channel.ts';
import { announcementRecord } from './intake/records.ts';
import type { Publisher } from './intake/publisher.ts';

/** Tells everyone what the channel is and can do; tries until the log takes it, without keeping the channel from starting. */
export class Announcement {
  readonly #definition: Pick<ChannelDefinition<never>, 'name' | 'capabilities'>;
  readonly #publisher: Publisher;
  readonly #logger: Logger;
  readonly #now: () => number;
  #timer: NodeJS.Timeout | undefined;
  #attempt = 0;
  #inWork: Promise<void> = Promise.resolve();
  #stopped = false;

  constructor(
    definition: Pick<ChannelDefinition<never>, 'name' | 'capabilities'>,
    publisher: Publisher,
    logger: Logger,
    now: () => number,
  ) {
    this.#definition = definition;
    this.#publisher = publisher;
    this.#logger = logger;
    this.#now = now;
  }

  begin(accounts: readonly ChannelAccount[]): void {
    this.#inWork = this.#announce(accounts);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#inWork;
  }

  async #announce(accounts: readonly ChannelAccount[]): Promise<void> {
    const { name: channel, capabilities } = this.#definition;
    const record = announcementRecord({ occurredAt: this.#now(), channel, accounts: [...accounts], capabilities });
    try {
      await this.#publisher.publish([record]);
    } catch (error) {
      if (this.#stopped) return;
      this.#attempt += 1;
      if (this.#attempt === 1) this.#logger.warn({ err: error }, 'the channel could not be announced yet');
      this.#timer = setTimeout(
        () => this.begin(accounts),
        backOffMs(this.#attempt, { firstMs: 1_000, mostMs: 60_000 }),
      );
    }
  }
}

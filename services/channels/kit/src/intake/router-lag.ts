import { CONSUMER_GROUPS, INBOUND_MESSAGES } from '@onethread/contracts';
import type { EventLog } from '@onethread/log';
import type { Logger } from '@onethread/runtime';
import type { KitBounds } from '../bounds.ts';

/**
 * How far routing is behind with what channels received. The log keeps records for seven days only: what is acknowledged
 * while nobody has read for days could be gone before it is read.
 */
export class RouterLag {
  readonly #log: Pick<EventLog, 'lag'>;
  readonly #bounds: Pick<KitBounds, 'maxRouterLagMs' | 'checkLagEveryMs'>;
  readonly #logger: Logger;
  #behindMs = 0;
  #timer: NodeJS.Timeout | undefined;
  #looking: Promise<void> = Promise.resolve();

  constructor(
    log: Pick<EventLog, 'lag'>,
    bounds: Pick<KitBounds, 'maxRouterLagMs' | 'checkLagEveryMs'>,
    logger: Logger,
  ) {
    this.#log = log;
    this.#bounds = bounds;
    this.#logger = logger;
  }

  get isTooLong(): boolean {
    return this.#behindMs > this.#bounds.maxRouterLagMs;
  }

  start(): void {
    const look = (): void => {
      this.#looking = this.#look();
    };
    this.#timer = setInterval(look, this.#bounds.checkLagEveryMs).unref();
    look();
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#looking;
  }

  /** What cannot be known stays as it was known last: a log that does not answer shows itself when something is published. */
  async #look(): Promise<void> {
    try {
      const lags = await this.#log.lag();
      const own = lags.filter(
        ({ topic, group }) => topic === INBOUND_MESSAGES.name && group === CONSUMER_GROUPS.router,
      );
      const was = this.isTooLong;
      this.#behindMs = Math.max(0, ...own.map(({ seconds }) => seconds * 1000));
      if (this.isTooLong && !was) this.#logger.error({ behindMs: this.#behindMs }, 'routing is behind: intake refused');
      if (!this.isTooLong && was) this.#logger.info('routing caught up: intake goes on');
    } catch (error) {
      this.#logger.debug({ err: error }, 'lag not known');
    }
  }
}

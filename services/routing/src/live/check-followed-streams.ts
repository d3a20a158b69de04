import type { StreamId } from '@onethread/contracts';
import type { Logger } from 'pino';
import type { Collections } from '../stores/collections.ts';
import type { EventHub } from './event-hub.ts';
import { StreamFollower } from './stream-follower.ts';

/** Streams looked at in one second: followed ones take turns. */
const STREAMS_PER_ROUND = 1000;
const ROUND_MS = 1000;
/** A process that follows little looks at all of it no more often than this. */
const MIN_TURN_MS = 5000;

/**
 * An announcement may be lost, and then nothing may follow it for hours. So the heads of followed streams are compared
 * with what was announced, a thousand at a time: what is missing is read by its followers. A link that is proved after its
 * two sides share a stream changes no stream at all: where there are several members, feeds look at their links again.
 */
export class FollowedStreamsCheck {
  readonly #hub: EventHub;
  readonly #collections: Pick<Collections, 'entries' | 'threads'>;
  readonly #logger: Logger;
  #turn: StreamId[] = [];
  #turnBegan = 0;
  #timer: NodeJS.Timeout | undefined;
  #round: Promise<void> = Promise.resolve();
  #stopped = false;

  constructor(hub: EventHub, collections: Pick<Collections, 'entries' | 'threads'>, logger: Logger) {
    this.#hub = hub;
    this.#collections = collections;
    this.#logger = logger;
  }

  start(): void {
    this.#timer = setTimeout(() => {
      this.#round = this.round(performance.now())
        .catch((error: unknown) => this.#logger.warn({ err: error }, 'followed streams not checked'))
        .then(() => (this.#stopped ? undefined : this.start()));
    }, ROUND_MS);
    this.#timer.unref();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#round;
  }

  /** Looks at the next streams. `now` in ms, on a clock that only goes forward. */
  async round(now: number): Promise<void> {
    if (this.#turn.length === 0) {
      if (now - this.#turnBegan < MIN_TURN_MS) return;
      this.#turnBegan = now;
      this.#turn = [...this.#hub.followedStreams];
    }
    const streams = this.#turn.splice(0, STREAMS_PER_ROUND);
    if (streams.length > 0) await this.check(streams);
  }

  async check(streams: readonly StreamId[]): Promise<void> {
    for (const { _id, appliedN, members } of await this.#collections.threads.getMany(streams))
      for (const follower of this.#hub.listenersOf(_id)) {
        if (!(follower instanceof StreamFollower)) continue;
        if (follower.isBehind(_id, appliedN)) follower.checkStore([_id]);
        if (members.length > 1) follower.shared();
      }
  }
}

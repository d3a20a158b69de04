import { RpcError } from '@onethread/rpc';
import type { FeedCarrier } from './follow-feeds-carrier.ts';

/** Feeds that one process follows: the sockets of its in-app customers, and some to spare. */
export const MAX_FEEDS = 20_000;
/** Calls that carry them. */
const MAX_CARRIERS = 20_000;

/** What this process follows for customers. */
export class OpenFeeds {
  readonly #carriers = new Set<FeedCarrier>();
  #closed = false;
  /** Feeds, over all calls. */
  size = 0;

  /** A call that will carry feeds. Throws `RpcError`: exhausted above the limit, unavailable while the process stops. */
  entered(carrier: FeedCarrier): void {
    if (this.#closed) throw leaving();
    if (this.#carriers.size >= MAX_CARRIERS) throw full();
    this.#carriers.add(carrier);
  }

  left(carrier: FeedCarrier): void {
    this.#carriers.delete(carrier);
  }

  /** One more feed; throws `RpcError` exhausted above the limit. */
  add(): void {
    if (this.size >= MAX_FEEDS) throw full();
    this.size += 1;
  }

  remove(): void {
    this.size -= 1;
  }

  tick(): void {
    for (const carrier of this.#carriers) carrier.tick();
  }

  /** Tells every client to follow elsewhere, and takes no more. */
  closeAll(): void {
    this.#closed = true;
    for (const carrier of this.#carriers) carrier.end(leaving());
  }
}

function full(): RpcError {
  return new RpcError('exhausted', 'this replica is full: connect again');
}

function leaving(): RpcError {
  return new RpcError('unavailable', 'this replica stops: connect again');
}

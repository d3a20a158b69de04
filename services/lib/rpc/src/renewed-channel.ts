import {
  type Channel,
  connectivityState,
  InterceptingCall,
  type ChannelInterface,
  type Interceptor,
  type InterceptingListener,
  type Metadata,
} from '@grpc/grpc-js';

/** Clients that started together do not come back together. */
const SPREAD = 0.1;

interface Connections {
  readonly channel: Channel;
  /** By the monotonic clock. */
  readonly until: number;
  calls: number;
}

/**
 * A channel whose calls go over new connections from time to time, and so find replicas that were added: a name is looked
 * up when a connection is made. Streams that are open go on over the old ones, which are closed after the last of them.
 *
 * The server's `grpc.max_connection_age_ms` would do the same, but breaks what is open: Node refuses a ping on an HTTP/2
 * session that is closing, and grpc-js takes that refusal for a peer that is gone.
 */
export class RenewedChannel implements ChannelInterface {
  readonly #make: () => Channel;
  readonly #renewAfterMs: number;
  #current: Connections;
  #next: Connections | undefined;
  readonly #old = new Set<Connections>();

  /** `make`: a channel with connections of its own (`grpc.use_local_subchannel_pool`). */
  constructor(make: () => Channel, renewAfterMs: number) {
    this.#make = make;
    this.#renewAfterMs = renewAfterMs;
    this.#current = this.#connections();
  }

  /** Must be the first of the client's interceptors: it is told how each call ended, whoever ended it. */
  readonly interceptor: Interceptor = (options, nextCall) => {
    const connections = this.#youngest();
    connections.calls += 1;
    return new InterceptingCall(nextCall(options), {
      start: (metadata: Metadata, _listener: InterceptingListener, next) => {
        next(metadata, {
          onReceiveStatus: (status, tell) => {
            tell(status);
            connections.calls -= 1;
            if (connections.calls === 0 && this.#old.delete(connections)) connections.channel.close();
          },
        });
      },
    });
  };

  createCall(...call: Parameters<Channel['createCall']>): ReturnType<Channel['createCall']> {
    return this.#current.channel.createCall(...call);
  }

  close(): void {
    for (const { channel } of [this.#current, ...this.#old]) channel.close();
    this.#next?.channel.close();
    this.#old.clear();
  }

  getTarget(): string {
    return this.#current.channel.getTarget();
  }

  getConnectivityState(tryToConnect: boolean): connectivityState {
    return this.#current.channel.getConnectivityState(tryToConnect);
  }

  watchConnectivityState(...watch: Parameters<Channel['watchConnectivityState']>): void {
    this.#current.channel.watchConnectivityState(...watch);
  }

  getChannelzRef(): ReturnType<Channel['getChannelzRef']> {
    return this.#current.channel.getChannelzRef();
  }

  /** New connections are taken once they are made: until then, however long that takes, calls go on as before. */
  #youngest(): Connections {
    if (performance.now() < this.#current.until) return this.#current;
    this.#next ??= this.#connections();
    if (this.#next.channel.getConnectivityState(true) !== connectivityState.READY) return this.#current;
    const old = this.#current;
    this.#current = this.#next;
    this.#next = undefined;
    if (old.calls === 0) old.channel.close();
    else this.#old.add(old);
    return this.#current;
  }

  #connections(): Connections {
    const ageMs = this.#renewAfterMs * (1 + SPREAD * (2 * Math.random() - 1));
    return { channel: this.#make(), until: performance.now() + ageMs, calls: 0 };
  }
}

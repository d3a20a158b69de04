import { encodeWorkEvent } from '@onethread/rpc';
import { encodeChannel } from './encode-state.ts';
import type { GrpcContext } from './grpc-context.ts';
import { readChannels } from './welcome.ts';

/** Channels change when an operator changes them: they are looked at once a heartbeat, and streams hear of what is new. */
export class ChannelWatch {
  readonly #context: GrpcContext;
  #known: ReadonlyMap<string, number> | undefined;

  constructor(context: GrpcContext) {
    this.#context = context;
  }

  tick(): void {
    if (this.#context.streams.size === 0) return;
    this.#look().catch((error: unknown) => {
      this.#context.useCases.logger.warn({ err: error }, 'channels not looked at');
    });
  }

  async #look(): Promise<void> {
    const channels = await readChannels(this.#context);
    const known = this.#known;
    this.#known = new Map(channels.map(({ _id, rev }) => [_id, rev]));
    // A stream that was welcomed before the first look may have missed what came in between.
    for (const channel of channels.filter(({ _id, rev }) => known?.get(_id) !== rev)) {
      const message = encodeWorkEvent({ channel: encodeChannel(channel) });
      for (const stream of this.#context.streams.welcomed()) stream.send(message);
    }
  }
}

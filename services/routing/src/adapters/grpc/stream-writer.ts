import type { ServerDuplexStream, ServerWritableStream } from '@grpc/grpc-js';
import { toGrpcStatus, type EncodedMessage, type RpcError } from '@onethread/rpc';

export type OutgoingCall = ServerDuplexStream<unknown, unknown> | ServerWritableStream<unknown, unknown>;

/** Unsent bytes of one stream beyond which its client is too slow. */
export const MAX_PENDING_BYTES = 4 * 1024 * 1024;
/** Unsent events of one stream beyond which its client is too slow. */
export const MAX_PENDING_EVENTS = 5000;
/** Unsent bytes below which a stream has room for a page or a replayed batch. */
export const REPLAY_ROOM_BYTES = 256 * 1024;
/** Unsent bytes below which a stream has room for what is new. */
export const LIVE_ROOM_BYTES = 1024 * 1024;

/** `live`: new to its viewer. `replay`: what was missed, and pages; it waits behind everything that is live. */
export type Urgency = 'live' | 'replay';

interface Waiting {
  /** Made only when there is room, so that what waits takes no memory; `undefined`: nobody wants it any more. */
  readonly make: () => EncodedMessage | undefined;
  readonly sent: () => void;
  readonly failed: (error: unknown) => void;
}

/**
 * What goes down one stream, bounded: what can wait waits for room, and a client that does not take what cannot wait is
 * dropped; it resumes by its cursors. Of those who share a stream and replay, each sends one message in turn: so what is
 * live never stands behind more than `REPLAY_ROOM_BYTES` and one message (a page is at most 1 MiB) of what others missed.
 */
export class StreamWriter {
  readonly #call: OutgoingCall;
  readonly #onOverflow: () => void;
  #pendingBytes = 0;
  #pendingEvents = 0;
  #closed = false;
  readonly #waiting: Readonly<Record<Urgency, Waiting[]>> = { live: [], replay: [] };
  /** Events that have left since the stream opened: tells a slow client from one that stands still. */
  sent = 0;

  constructor(call: OutgoingCall, onOverflow: () => void) {
    this.#call = call;
    this.#onOverflow = onOverflow;
  }

  get pendingBytes(): number {
    return this.#pendingBytes;
  }

  /** Whether something live could be sent now. */
  get hasRoom(): boolean {
    return this.#hasRoom('live') && this.#waiting.live.length === 0;
  }

  send(message: EncodedMessage): void {
    if (this.#closed) return;
    const size = message.bytes.length;
    if (this.#pendingBytes + size > MAX_PENDING_BYTES || this.#pendingEvents >= MAX_PENDING_EVENTS) {
      this.#onOverflow();
      return;
    }
    this.#write(message);
  }

  /** Sends when there is room and those who waited before have sent, and resolves then; at once where there is room now. */
  sendWhenRoom(make: () => EncodedMessage | undefined, urgency: Urgency): void | Promise<void> {
    if (this.#closed) return undefined;
    if (this.#waiting[urgency].length > 0 || !this.#hasRoom(urgency))
      return new Promise((sent, failed) => this.#waiting[urgency].push({ make, sent, failed }));
    const message = make();
    if (message !== undefined) this.#write(message);
  }

  /** Ends the stream with this error, or well. What has not left yet is dropped after an error: trailers cannot overtake it. */
  close(error?: RpcError): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#letGo();
    if (error === undefined) this.#call.end();
    else if (this.#pendingBytes === 0) this.#call.emit('error', toGrpcStatus(error));
    else this.#breakOff(error);
  }

  /** The stream is gone: nothing is written any more. */
  abandon(): void {
    this.#closed = true;
    this.#letGo();
  }

  #hasRoom(urgency: Urgency): boolean {
    if (this.#pendingEvents >= MAX_PENDING_EVENTS) return false;
    return this.#pendingBytes < (urgency === 'live' ? LIVE_ROOM_BYTES : REPLAY_ROOM_BYTES);
  }

  #write(message: EncodedMessage): void {
    const size = message.bytes.length;
    this.#pendingBytes += size;
    this.#pendingEvents += 1;
    this.#call.write(message, () => this.#left(size));
  }

  #left(size: number): void {
    this.#pendingBytes -= size;
    this.#pendingEvents -= 1;
    this.sent += 1;
    this.#sendWaiting('live');
    if (this.#waiting.live.length === 0) this.#sendWaiting('replay');
  }

  #sendWaiting(urgency: Urgency): void {
    const waiting = this.#waiting[urgency];
    while (waiting.length > 0 && this.#hasRoom(urgency)) {
      const { make, sent, failed } = waiting.shift() as Waiting;
      try {
        const message = make();
        if (message !== undefined) this.#write(message);
        sent();
      } catch (error) {
        failed(error);
      }
    }
  }

  #letGo(): void {
    for (const waiting of Object.values(this.#waiting)) for (const { sent } of waiting.splice(0)) sent();
  }

  /**
   * Ending the call the usual way waits for everything before it, which a client that does not read never takes. So what
   * is queued above the transport is thrown away, and the call underneath takes the status right behind what is under way.
   */
  #breakOff(error: RpcError): void {
    const underneath = (this.#call as unknown as { call?: { sendStatus?: (status: object) => void } }).call;
    if (underneath?.sendStatus === undefined) {
      this.#call.emit('error', toGrpcStatus(error));
      return;
    }
    this.#call.destroy();
    underneath.sendStatus(toGrpcStatus(error));
  }
}

import type { ServerDuplexStream, ServerWritableStream } from '@grpc/grpc-js';
import { toGrpcStatus, type EncodedMessage, type RpcError } from '@onethread/rpc';

type OutgoingCall = ServerDuplexStream<unknown, unknown> | ServerWritableStream<unknown, unknown>;

/** Unsent bytes of one stream beyond which its client is too slow. */
export const MAX_PENDING_BYTES = 4 * 1024 * 1024;
/** Unsent events of one stream beyond which its client is too slow. */
export const MAX_PENDING_EVENTS = 5000;
/** Below this a stream has room for a page or a replayed batch. */
const ROOM_BYTES = 256 * 1024;

/**
 * What goes down one stream, bounded: what can wait (pages, replays) waits for room, and a client that does not take what
 * cannot wait is dropped; it resumes by its cursors.
 */
export class StreamWriter {
  readonly #call: OutgoingCall;
  readonly #onOverflow: () => void;
  #pendingBytes = 0;
  #pendingEvents = 0;
  #closed = false;
  #waiting: (() => void)[] = [];
  /** Events that have left since the stream opened: tells a slow client from one that stands still. */
  sent = 0;

  constructor(call: OutgoingCall, onOverflow: () => void) {
    this.#call = call;
    this.#onOverflow = onOverflow;
  }

  get pendingBytes(): number {
    return this.#pendingBytes;
  }

  send(message: EncodedMessage): void {
    if (this.#closed) return;
    const size = message.bytes.length;
    if (this.#pendingBytes + size > MAX_PENDING_BYTES || this.#pendingEvents >= MAX_PENDING_EVENTS) {
      this.#onOverflow();
      return;
    }
    this.#pendingBytes += size;
    this.#pendingEvents += 1;
    this.#call.write(message, () => this.#left(size));
  }

  /** Sends, and resolves when the next page may follow; at once where there is room. */
  sendWhenRoom(message: EncodedMessage): void | Promise<void> {
    this.send(message);
    if (this.#closed || this.#pendingBytes < ROOM_BYTES) return undefined;
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** Ends the stream with this error, or well. What has not left yet is dropped after an error: trailers cannot overtake it. */
  close(error?: RpcError): void {
    if (this.#closed) return;
    this.#closed = true;
    for (const resume of this.#waiting.splice(0)) resume();
    if (error === undefined) this.#call.end();
    else if (this.#pendingBytes === 0) this.#call.emit('error', toGrpcStatus(error));
    else this.#breakOff(error);
  }

  /** The stream is gone: nothing is written any more. */
  abandon(): void {
    this.#closed = true;
    for (const resume of this.#waiting.splice(0)) resume();
  }

  #left(size: number): void {
    this.#pendingBytes -= size;
    this.#pendingEvents -= 1;
    this.sent += 1;
    if (this.#pendingBytes < ROOM_BYTES) for (const resume of this.#waiting.splice(0)) resume();
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

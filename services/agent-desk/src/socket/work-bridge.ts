import { fromGrpcError } from '@onethread/rpc';
import type { WorkEvent, WorkStream } from '@onethread/rpc';
import { backOffMs } from '@onethread/runtime';
import type { Logger } from '@onethread/runtime';
import { WebSocket } from 'ws';
import { closeCodes, HEARTBEAT_MS } from '../../wire/frames.ts';
import type { ServerFrame } from '../../wire/frames.ts';
import { commandToProto } from '../routing/to-proto.ts';
import { eventToFrame } from '../routing/to-wire.ts';
import { parseClientFrame } from './client-frame.ts';

/** Bytes not yet taken by the tab: above, routing's stream is paused; far above, the tab is cut off and resumes. */
const PAUSE_BYTES = 1024 * 1024;
const RESUME_BYTES = 256 * 1024;
const CUT_BYTES = 16 * 1024 * 1024;
/** Pings that may stay unanswered. */
const MAX_MISSED_PONGS = 3;
/** Time for a tab to answer a close. */
const CLOSE_MS = 1000;
/** Time for routing to say goodbye. */
const LEAVE_MS = 2000;
const BACK_OFF = { firstMs: 200, mostMs: 5000 } as const;
/** A stream is followed by another before its token ends (10 min), and up to a quarter sooner: not all tabs at the same moment. */
export const RENEW_AFTER_MS = 8 * 60_000;
/** What could not be followed by another is tried again after so long. */
const RENEW_AGAIN_MS = 30_000;

/** Connections to routing for the streams of one tab. */
export interface WorkConnections {
  readonly open: () => WorkStream;
  /** Ends them once nothing goes over them any more. */
  readonly release: () => void;
}

/** A stream that will follow the one in use as soon as it is welcomed. */
interface Successor {
  readonly connections: WorkConnections;
  readonly stream: WorkStream;
}

export interface WorkBridgeParts {
  readonly socket: WebSocket;
  /** Name of this device, kept over reconnects. */
  readonly clientId: string;
  /** New connections, for which routing's replicas are looked up anew. */
  readonly connect: () => WorkConnections;
  /** Is the session still good? Asked at every ping. */
  readonly checkSession: () => Promise<boolean>;
  /** The agent did something. */
  readonly onUse: () => void;
  readonly onEnd: () => void;
  readonly logger: Logger;
}

/**
 * One tab and one agent's stream. It keeps no history and no queue: where the stream breaks, the tab is told
 * `reconnecting`, and the next `welcome` tells it to resume. Until then its commands are dropped; it sends them again.
 *
 * From time to time another stream follows over new connections, and so finds replicas that were added. The old one is left
 * only when the new one is welcomed: the agent is connected all the while, and the tab only resumes.
 */
export class WorkBridge {
  readonly #parts: WorkBridgeParts;
  #connections: WorkConnections;
  #stream: WorkStream | undefined;
  #successor: Successor | undefined;
  #welcomed = false;
  #refusals = 0;
  #failures = 0;
  #missedPongs = 0;
  #ended = false;
  readonly #heartbeat: NodeJS.Timeout;
  #retry: NodeJS.Timeout | undefined;
  #renewal: NodeJS.Timeout | undefined;

  constructor(parts: WorkBridgeParts) {
    this.#parts = parts;
    this.#connections = parts.connect();
    const { socket } = parts;
    // Left at its default, `ws` hands over one Buffer.
    socket.on('message', (data, isBinary) => this.#receive(isBinary ? '' : (data as Buffer).toString()));
    socket.on('close', () => this.#end());
    // `close` follows, and says all that there is to say.
    socket.on('error', () => {});
    this.#heartbeat = setInterval(() => void this.#beat(), HEARTBEAT_MS);
    this.#open();
  }

  /** Closes the tab's socket with one of `closeCodes`; a tab that does not close in turn is cut off. */
  close(code: number): void {
    const { socket } = this.#parts;
    socket.close(code);
    const cut = setTimeout(() => socket.terminate(), CLOSE_MS);
    socket.once('close', () => clearTimeout(cut));
    this.#end();
  }

  #open(): void {
    const stream = this.#connections.open();
    this.#stream = stream;
    this.#welcomed = false;
    this.#greet(stream);
  }

  #greet(stream: WorkStream): void {
    stream.on('data', (event: WorkEvent) => this.#take(stream, event));
    stream.on('error', (error: unknown) => this.#broken(stream, error));
    stream.on('end', () => this.#broken(stream, undefined));
    stream.write({ hello: { clientId: this.#parts.clientId, clientVersion: 'desk/1' } });
  }

  #take(stream: WorkStream, event: WorkEvent): void {
    if (event.ping) {
      stream.write({ pong: {} });
      return;
    }
    if (event.welcome && stream === this.#successor?.stream) this.#succeed(this.#successor);
    if (stream !== this.#stream) return;
    if (event.welcome) {
      this.#welcomed = true;
      this.#failures = 0;
      this.#refusals = 0;
      this.#renewal ??= this.#renewIn(RENEW_AFTER_MS * (1 - Math.random() / 4));
    }
    const frame = eventToFrame(event);
    if (frame !== undefined) this.#send(frame);
  }

  #renewIn(afterMs: number): NodeJS.Timeout {
    return setTimeout(() => {
      this.#renewal = undefined;
      const connections = this.#parts.connect();
      this.#successor = { connections, stream: connections.open() };
      this.#greet(this.#successor.stream);
    }, afterMs).unref();
  }

  /** What was under way over the old one is sent again by the tab, since it is welcomed. */
  #succeed({ connections, stream }: Successor): void {
    const old = { connections: this.#connections, stream: this.#stream };
    this.#connections = connections;
    this.#stream = stream;
    this.#successor = undefined;
    // It may have waited for room in the old one.
    this.#parts.socket.resume();
    leave(old.stream);
    old.connections.release();
  }

  /** The one in use goes on; or it is opened again, and another follows that one. */
  #giveUpSuccessor(): void {
    this.#successor?.stream.cancel();
    this.#successor?.connections.release();
    this.#successor = undefined;
  }

  #broken(stream: WorkStream, error: unknown): void {
    if (this.#ended) return;
    if (stream === this.#successor?.stream) {
      this.#giveUpSuccessor();
      this.#renewal = this.#renewIn(RENEW_AGAIN_MS);
    }
    if (stream !== this.#stream) return;
    this.#stream = undefined;
    stream.cancel();
    clearTimeout(this.#renewal);
    this.#renewal = undefined;
    this.#giveUpSuccessor();
    const code = error === undefined ? 'ended' : fromGrpcError(error).code;
    // An old token is replaced by the next try; a fresh one that is refused is a word about the agent.
    const refused = (code === 'unauthenticated' || code === 'forbidden') && !this.#welcomed;
    this.#refusals = refused ? this.#refusals + 1 : 0;
    if (this.#refusals > 1) {
      this.close(closeCodes.signedOut);
      return;
    }
    this.#parts.logger.debug({ code, failures: this.#failures }, 'stream to routing broke');
    if (this.#failures === 0) this.#send({ type: 'reconnecting' });
    this.#failures += 1;
    this.#retry = setTimeout(() => this.#open(), backOffMs(this.#failures, BACK_OFF));
  }

  #receive(text: string): void {
    const frame = parseClientFrame(text);
    if (frame === undefined) return this.close(closeCodes.badFrame);
    this.#missedPongs = 0;
    if (frame.type === 'pong' || this.#stream === undefined || !this.#welcomed) return undefined;
    this.#parts.onUse();
    if (this.#stream.write(commandToProto(frame.requestId, frame.command))) return undefined;
    const { socket } = this.#parts;
    socket.pause();
    this.#stream.once('drain', () => socket.resume());
    return undefined;
  }

  #send(frame: ServerFrame): void {
    const { socket } = this.#parts;
    if (socket.readyState !== WebSocket.OPEN) return;
    socket.send(JSON.stringify(frame), () => {
      if (socket.bufferedAmount < RESUME_BYTES) this.#stream?.resume();
    });
    if (socket.bufferedAmount > CUT_BYTES) this.close(closeCodes.tooSlow);
    else if (socket.bufferedAmount > PAUSE_BYTES) this.#stream?.pause();
  }

  async #beat(): Promise<void> {
    if (this.#missedPongs >= MAX_MISSED_PONGS) {
      // Nobody is there to read a close frame.
      this.#parts.socket.terminate();
      return;
    }
    this.#missedPongs += 1;
    this.#send({ type: 'ping', serverTimeMs: Date.now() });
    if (!(await this.#parts.checkSession().catch(() => true))) this.close(closeCodes.signedOut);
  }

  #end(): void {
    if (this.#ended) return;
    this.#ended = true;
    clearInterval(this.#heartbeat);
    clearTimeout(this.#retry);
    clearTimeout(this.#renewal);
    this.#giveUpSuccessor();
    leave(this.#stream);
    this.#stream = undefined;
    this.#connections.release();
    this.#parts.socket.resume();
    this.#parts.onEnd();
  }
}

/** Says goodbye to routing, and breaks off where that does not answer. */
function leave(stream: WorkStream | undefined): void {
  // A paused reader would never see the end.
  stream?.resume();
  stream?.end();
  setTimeout(() => stream?.cancel(), LEAVE_MS).unref();
}

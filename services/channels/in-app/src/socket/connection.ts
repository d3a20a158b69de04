import type { WebSocket } from 'ws';
import { IntakeUnavailableError, InvalidInboundError } from '@onethread/channel-kit';
import { CredentialsError } from '../identity/errors.ts';
import type { Person } from '../identity/person.ts';
import { InAppError } from '../in-app-error.ts';
import { CLOSE_CODES, type ClientFrame, type ServerFrame } from '../protocol.ts';
import { parseClientFrame } from './client-frame.ts';
import type { SessionOutlet, SocketSession } from './session.ts';

const HELLO_WITHIN_MS = 10_000;
/** Frames that wait behind one in work; a client that sends more at once does not wait for answers. */
const MAX_WAITING_FRAMES = 200;
const MAX_BUFFERED_BYTES = 1024 * 1024;
const MAX_MALFORMED_FRAMES = 5;
/** Longest timer that Node keeps. */
const MAX_TIMER_MS = 2 ** 31 - 1;

export interface ConnectionParts {
  /** Proves the hello and welcomes; throws `CredentialsError`. */
  readonly open: (hello: Extract<ClientFrame, { type: 'hello' }>, outlet: SessionOutlet) => Promise<SocketSession>;
  /** A fresh token: the same session, or that of the user whom its visitor became. Throws `CredentialsError`. */
  readonly renew: (session: SocketSession, token: string, outlet: SessionOutlet) => Promise<RenewedSession>;
  readonly refused: (reason: string) => void;
  readonly now: () => number;
}

export interface RenewedSession {
  readonly session: SocketSession;
  readonly expiresAt: number | undefined;
}

export interface Connection {
  close(code: number): void;
}

/**
 * One device's socket. Frames are worked one after another: what was accepted first stands first. If storing a message
 * fails, the socket is closed, so that no later one overtakes it; the client sends both again.
 */
export function serveConnection(socket: WebSocket, parts: ConnectionParts): Connection {
  let session: SocketSession | undefined;
  let work: Promise<void> = Promise.resolve();
  let waiting = 0;
  let malformed = 0;
  let expiry: NodeJS.Timeout | undefined;
  const helloTimer = setTimeout(() => close(CLOSE_CODES.protocol), HELLO_WITHIN_MS);

  function close(code: number): void {
    if (socket.readyState === socket.OPEN) socket.close(code);
  }

  function send(frame: ServerFrame): void {
    if (socket.readyState !== socket.OPEN) return;
    if (socket.bufferedAmount > MAX_BUFFERED_BYTES) {
      parts.refused('too-slow');
      close(CLOSE_CODES.tooSlow);
      return;
    }
    socket.send(JSON.stringify(frame));
  }

  function expireWith(expiresAt: Person['expiresAt']): void {
    clearTimeout(expiry);
    // The socket may have gone while the person was being proved.
    if (expiresAt === undefined || socket.readyState !== socket.OPEN) return;
    expiry = setTimeout(
      () => close(CLOSE_CODES.badToken),
      Math.min(Math.max(expiresAt - parts.now(), 0), MAX_TIMER_MS),
    );
  }

  async function handle(frame: ClientFrame): Promise<void> {
    if (frame.type === 'hello') {
      if (session !== undefined) return send({ type: 'error', code: 'protocol', message: 'hello was said already' });
      clearTimeout(helloTimer);
      session = await parts.open(frame, outlet);
      if (socket.readyState !== socket.OPEN) session.close();
      expireWith(session.person.expiresAt);
      return;
    }
    if (session === undefined) return close(CLOSE_CODES.protocol);
    if (frame.type === 'token') {
      const renewed = await parts.renew(session, frame.token, outlet);
      ({ session } = renewed);
      if (socket.readyState !== socket.OPEN) session.close();
      expireWith(renewed.expiresAt);
    } else if (frame.type !== 'ping') await session.handle(frame);
  }

  /** What came of a frame, or of the feed (which is nobody's frame). */
  function fail(thrown: unknown, frame?: ClientFrame): void {
    // Sending it again cannot help, so it is refused like what the edge itself would refuse.
    const error =
      thrown instanceof InvalidInboundError
        ? new InAppError(400, 'invalid', 'The message cannot be taken as it is.')
        : thrown;
    const code = error instanceof CredentialsError || error instanceof InAppError ? error.code : 'unavailable';
    parts.refused(code);
    if (error instanceof CredentialsError) {
      send({ type: 'error', code: error.code, message: error.message });
      close(error.status === 403 ? CLOSE_CODES.forbidden : CLOSE_CODES.badToken);
    } else if (error instanceof InAppError && frame?.type === 'message') {
      send({ type: 'refused', cid: frame.cid, code: error.code, message: error.message });
    } else if (error instanceof InAppError) {
      send({ type: 'error', code: error.code, message: error.message });
      // Without a session there is nothing that it could go on with.
      if (frame?.type === 'hello') close(CLOSE_CODES.unavailable);
    } else if (error instanceof IntakeUnavailableError || frame?.type !== 'typing') close(CLOSE_CODES.unavailable);
  }

  const outlet: SessionOutlet = { send, end: (reason) => fail(reason) };

  socket.on('message', (data: Buffer, isBinary: boolean) => {
    const frame = isBinary ? undefined : parseClientFrame(data.toString('utf8'));
    if (frame === undefined) {
      parts.refused('malformed-frame');
      send({ type: 'error', code: 'malformed', message: 'not a frame of this protocol' });
      if (++malformed >= MAX_MALFORMED_FRAMES) close(CLOSE_CODES.protocol);
      return;
    }
    if (frame.type === 'ping') return send({ type: 'pong' });
    if (++waiting > MAX_WAITING_FRAMES) {
      parts.refused('too-many-frames');
      return close(CLOSE_CODES.protocol);
    }
    work = work
      .then(() => (socket.readyState === socket.OPEN ? handle(frame) : undefined))
      .catch((error: unknown) => fail(error, frame))
      .finally(() => void (waiting -= 1));
  });
  socket.on('close', () => {
    clearTimeout(helloTimer);
    clearTimeout(expiry);
    void work.then(() => session?.close());
  });
  // A socket error is always followed by close; without a listener it would end the process.
  socket.on('error', () => parts.refused('socket-error'));
  return { close };
}

import type { RawData, WebSocket } from 'ws';
import { CLOSE_CODES, type ClientFrame, type ServerFrame } from '../../wire/frames.ts';
import { decodeClientFrame } from '../act-schema.ts';
import { createRateLimit } from '../rate-limit.ts';
import { RefusedActError } from '../refused-act-error.ts';
import type { SocketParts } from './playground-sockets.ts';

/** Acts at once, and then per second, of one page: more than a person's fingers can do. */
const ACT_BURST = 40;
const ACTS_PER_SECOND = 10;
/** Frames that are no frames before the socket is closed. */
const MAX_MALFORMED = 5;
/** What a page may be behind, bytes. */
const MAX_BUFFERED_BYTES = 8 * 1024 * 1024;

/** Serves one page: the whole state first, then everything that happens, and its acts in their order. */
export function serveSocket(socket: WebSocket, { stage, metrics, logger, now }: Omit<SocketParts, 'publicUrl'>): void {
  const mayAct = createRateLimit(ACT_BURST, ACTS_PER_SECOND, now);
  let malformed = 0;
  let turn: Promise<void> = Promise.resolve();

  const send = (frame: ServerFrame): void => {
    if (socket.readyState !== socket.OPEN) return;
    if (socket.bufferedAmount > MAX_BUFFERED_BYTES) socket.close(CLOSE_CODES.tooSlow);
    else socket.send(JSON.stringify(frame));
  };
  const refuse = (id: string, code: string, message: string): void => {
    metrics.refused.inc({ reason: code });
    send({ type: 'refused', id, code, message });
  };

  async function act({ id, act: asked }: ClientFrame): Promise<void> {
    try {
      const result = await stage.perform(asked);
      metrics.acts.inc({ kind: asked.kind });
      send({ type: 'done', id, ...result });
    } catch (error) {
      if (error instanceof RefusedActError) return refuse(id, error.code, error.message);
      logger.error({ err: error, kind: asked.kind }, 'act failed');
      refuse(id, 'internal', 'That did not work.');
    }
  }

  function receive(data: RawData, isBinary: boolean): void {
    const decoded = isBinary ? ({ kind: 'malformed' } as const) : decodeClientFrame(asText(data));
    switch (decoded.kind) {
      case 'malformed':
        metrics.refused.inc({ reason: 'malformed' });
        malformed += 1;
        if (malformed >= MAX_MALFORMED) socket.close(CLOSE_CODES.protocol);
        break;
      case 'refused':
        refuse(decoded.id, 'invalid', 'That cannot be sent as it is: too long, or not allowed.');
        break;
      case 'act':
        if (!mayAct()) return refuse(decoded.frame.id, 'too-fast', 'Too fast: wait a moment.');
        turn = turn.then(() => act(decoded.frame));
        break;
    }
  }

  send({ type: 'state', state: stage.state() });
  const leave = stage.audience.watch(send);
  socket.on('message', receive);
  socket.once('close', leave);
  // The close that follows says all.
  socket.on('error', () => undefined);
}

function asText(data: RawData): string {
  const bytes = Array.isArray(data) ? Buffer.concat(data) : Buffer.from(data as ArrayBuffer);
  return bytes.toString('utf8');
}

import { once } from 'node:events';
import { createServer } from 'node:net';
import { BSON } from 'mongodb';
import type { AddressInfo, Socket } from 'node:net';
import type { Document } from 'mongodb';

const HEADER_BYTES = 16;
const OP_REPLY = 1;
const OP_QUERY = 2004;
const OP_MSG = 2013;

export interface AnsweringServer {
  /** `127.0.0.1:port`. */
  readonly address: string;
  close(): Promise<void>;
}

/**
 * Speaks MongoDB's wire protocol and answers each command, by its name, with what `answers` has for it: servers that are too
 * old, alone, or strict, and cannot be had otherwise.
 */
export async function openAnsweringServer(answers: Readonly<Record<string, Document>>): Promise<AnsweringServer> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket)).on('error', () => socket.destroy());
    let received = Buffer.alloc(0);
    socket.on('data', (bytes: Buffer) => {
      received = Buffer.concat([received, bytes]);
      while (received.length >= HEADER_BYTES && received.length >= received.readInt32LE(0)) {
        const message = received.subarray(0, received.readInt32LE(0));
        received = received.subarray(message.length);
        socket.write(answerTo(message, answers));
      }
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.close();
      for (const socket of sockets) socket.destroy();
      await once(server, 'close');
    },
  };
}

function answerTo(message: Buffer, answers: Readonly<Record<string, Document>>): Buffer {
  const requestId = message.readInt32LE(4);
  if (message.readInt32LE(12) === OP_QUERY) {
    const name = message.indexOf(0, HEADER_BYTES + 4);
    const command = BSON.deserialize(message.subarray(name + 1 + 8));
    const fields = Buffer.alloc(20);
    fields.writeInt32LE(1, 16);
    return framed(OP_REPLY, requestId, [fields, encoded(command, answers)]);
  }
  const body = message.subarray(HEADER_BYTES + 5);
  const command = BSON.deserialize(body.subarray(0, body.readInt32LE(0)));
  return framed(OP_MSG, requestId, [Buffer.alloc(5), encoded(command, answers)]);
}

function encoded(command: Document, answers: Readonly<Record<string, Document>>): Uint8Array {
  const [name = ''] = Object.keys(command);
  return BSON.serialize(
    answers[name.toLowerCase() === 'ismaster' ? 'hello' : name] ?? {
      ok: 0,
      code: 59,
      codeName: 'CommandNotFound',
      errmsg: `no such command: ${name}`,
    },
  );
}

function framed(opCode: number, responseTo: number, parts: readonly Uint8Array[]): Buffer {
  const header = Buffer.alloc(HEADER_BYTES);
  const message = Buffer.concat([header, ...parts]);
  message.writeInt32LE(message.length, 0);
  message.writeInt32LE(responseTo, 8);
  message.writeInt32LE(opCode, 12);
  return message;
}

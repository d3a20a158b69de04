import './patch-connection.ts';
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { test } from 'node:test';
import Connection from 'kafkajs/src/network/connection.js';
import createSocketFactory from 'kafkajs/src/network/socketFactory.js';
import { kafkaClient } from './kafka-client.ts';

/** Says that 256 bytes follow, and breaks off. */
const BEGINNING_OF_AN_ANSWER = Buffer.from([0, 0, 1, 0, 7, 7, 7]);
/** Eight bytes: a number that no request had, and four more. */
const WHOLE_ANSWER = Buffer.from([0, 0, 0, 8, 0, 0, 0, 99, 1, 2, 3, 4]);

test('what a broken connection left of an answer is not taken for the beginning of the next one’s', async (t) => {
  const words = [BEGINNING_OF_AN_ANSWER, WHOLE_ANSWER];
  const server = createServer((socket) => void socket.end(words.shift() ?? ''));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => server.close());
  const { port } = server.address() as AddressInfo;
  const connection = new Connection({
    host: '127.0.0.1',
    port,
    logger: kafkaClient({ brokers: [`127.0.0.1:${port}`], clientId: 'test' }).logger(),
    socketFactory: createSocketFactory(),
    connectionTimeout: 5000,
    requestTimeout: 5000,
  });
  for (const left of [BEGINNING_OF_AN_ANSWER.length, 0]) {
    await connection.connect();
    const { socket } = connection;
    assert.ok(socket);
    await once(socket, 'close');
    assert.equal(connection.bytesBuffered, left);
  }
});

import { KafkaJSConnectionClosedError, KafkaJSRequestTimeoutError } from 'kafkajs/src/errors.js';
import Connection from 'kafkajs/src/network/connection.js';

const { connect, send } = Connection.prototype;
const connecting = new WeakMap<Connection, Promise<boolean>>();
/** Before every answer stands its length. */
const LENGTH_BYTES = 4;

/**
 * kafkajs 2.2.4 goes on using a connection on which a request was never answered, as after a cable was pulled: each
 * repeat then waits the whole time again. Such a connection is given up, and the repeat goes out on a new one, by the
 * same producer with the same sequence numbers.
 */
Connection.prototype.send = async function (request) {
  try {
    return await send.call(this, request);
  } catch (error) {
    if (!(error instanceof KafkaJSRequestTimeoutError)) throw error;
    const { host, port } = this;
    const closed = new KafkaJSConnectionClosedError('no answer in time', { host, port });
    this.rejectRequests(closed);
    this.socket?.destroy();
    await this.disconnect();
    throw closed;
  }
};

/**
 * Of several requests that find a connection closed each opens a socket in kafkajs 2.2.4; all but the last stay open
 * unused, and when a broker ends them as idle they take the good one with them. Here all wait for one. A socket that
 * took too long is destroyed: connecting late, it would have its successor taken for connected.
 *
 * And what a broken connection left of an answer would be taken for the beginning of the next one's first answer, after
 * which nothing that arrives can be read any more.
 */
Connection.prototype.connect = function () {
  if (this.isConnected()) return Promise.resolve(true);
  const open = connecting.get(this) ?? connectAnew(this).finally(() => connecting.delete(this));
  connecting.set(this, open);
  return open;
};

async function connectAnew(connection: Connection): Promise<boolean> {
  connection.socket?.destroy();
  connection.chunks = [];
  connection.bytesBuffered = 0;
  connection.bytesNeeded = LENGTH_BYTES;
  try {
    return await connect.call(connection);
  } catch (error) {
    connection.socket?.destroy();
    throw error;
  }
}

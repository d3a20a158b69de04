import { KafkaJSConnectionClosedError, KafkaJSRequestTimeoutError } from 'kafkajs/src/errors.js';
import Connection from 'kafkajs/src/network/connection.js';

const { connect, send } = Connection.prototype;
const connecting = new WeakMap<Connection, Promise<boolean>>();

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
 */
Connection.prototype.connect = function () {
  const open =
    connecting.get(this) ??
    connect
      .call(this)
      .catch((error: unknown) => {
        this.socket?.destroy();
        throw error;
      })
      .finally(() => connecting.delete(this));
  connecting.set(this, open);
  return open;
};

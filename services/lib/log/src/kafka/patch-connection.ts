import { KafkaJSConnectionClosedError, KafkaJSRequestTimeoutError } from 'kafkajs/src/errors.js';
import Connection from 'kafkajs/src/network/connection.js';

const send = Connection.prototype.send;

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

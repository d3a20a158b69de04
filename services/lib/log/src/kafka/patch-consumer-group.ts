import ConsumerGroup from 'kafkajs/src/consumer/consumerGroup.js';
import { createErrorFromCode } from 'kafkajs/src/protocol/error.js';

const UNKNOWN_MEMBER_ID = 25;
const { fetch } = ConsumerGroup.prototype;

/**
 * kafkajs 2.2.4 forgets its member id when the coordinator does not know it, and joins anew. Where the connection breaks
 * while it does so, it goes on fetching without being a member of anything: a heartbeat is left out where there is no id,
 * so nobody objects, and its commits are refused for ever. Here whoever is no member fetches nothing and joins again.
 */
ConsumerGroup.prototype.fetch = async function (nodeId) {
  if (!this.memberId) throw createErrorFromCode(UNKNOWN_MEMBER_ID);
  return await fetch.call(this, nodeId);
};

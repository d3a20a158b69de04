/** A topic's declaration: the one place where its name, partitions and retention are spelled. Partition counts never change after launch. */
export interface Topic {
  readonly name: string;
  readonly partitions: number;
  readonly retentionDays: number;
}

const topic = (name: string, partitions: number, retentionDays: number): Topic => ({ name, partitions, retentionDays });

/** Key: identityId. From the adapters to routing: customers' messages. */
export const INBOUND_MESSAGES = topic('inbound.messages.v1', 24, 7);
/** Key: identityId. Delivered, read, typing, channel announcements: apart, so that they never delay messages. */
export const INBOUND_RECEIPTS = topic('inbound.receipts.v1', 12, 7);
/** Key: pool. Wakes the pool's owner; the store is the truth. */
export const ASSIGNMENT_COMMANDS = topic('assignment.commands.v1', 12, 3);
/** Key: streamId. Committed facts and state changes, for live streams; a hint, gaps are read from the store. */
export const CONVERSATION_EVENTS = topic('conversation.events.v1', 24, 7);
/** Key: customerId of the survivor. Who became one person and who no longer is (`customer.merged`, `customer.unmerged`), for other systems. */
export const CUSTOMER_EVENTS = topic('customer.events.v1', 6, 30);
/** Key: identityId. What became of replies (sending, sent, delivered, read, failed, unknown), and which wait in their channel. */
export const OUTBOUND_STATUS = topic('outbound.status.v1', 12, 7);
/** Original key and bytes of records that cannot be processed, with error headers. */
export const DEAD_LETTERS = topic('dlq.v1', 3, 30);
/** Key: identityId. Replies for one channel, and operators' wishes about those that wait; apart, so that one provider's outage delays nobody else. */
export const outboundTopic = (channel: string): Topic => topic(`outbound.${channel}.v1`, 12, 7);

const OUTBOUND_TOPIC = /^outbound\.(?!status\.)(.+)\.v1$/u;

/** The channel whose replies a topic carries; undefined for other topics. */
export function channelOfTopic(name: string): string | undefined {
  return OUTBOUND_TOPIC.exec(name)?.[1];
}

export const CONSUMER_GROUPS = {
  router: 'router',
  routerReceipts: 'router-receipts',
  assigner: 'assigner',
  /** Keeps the list of dead letters for operators. */
  deadLetters: 'dead-letters',
  /** Keeps the search index up to history. */
  search: 'search',
  channel: (channel: string) => `channel-${channel}`,
} as const;

/** Largest record value. */
export const MAX_RECORD_BYTES = 256 * 1024;

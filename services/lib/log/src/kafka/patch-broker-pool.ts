import BrokerPool, { type Broker } from 'kafkajs/src/cluster/brokerPool.js';
import { KafkaJSNonRetriableError } from 'kafkajs/src/errors.js';
import ConnectionPool from 'kafkajs/src/network/connectionPool.js';

const { connect, createSeedBroker, disconnect, removeBroker } = BrokerPool.prototype;
const { getConnection } = ConnectionPool.prototype;
const forgotten = new WeakMap<BrokerPool, Broker[]>();
const creating = new WeakMap<BrokerPool, Promise<void>>();
const closed = new WeakSet<BrokerPool | ConnectionPool>();

/** Of one client. A member of a group holds on to one of them at most, its coordinator. */
const MOST_FORGOTTEN = 16;

/**
 * kafkajs 2.2.4 forgets a broker of which a connection was closed, and with it its other connection, which heartbeats
 * open again; and a client that was closed goes on connecting. After a broker's restart either left connections behind
 * for as long as the broker let them, and processes that never ended. Here what is forgotten is closed with the client,
 * which opens nothing more.
 */
BrokerPool.prototype.removeBroker = function (address) {
  const before = known(this);
  removeBroker.call(this, address);
  keep(this, before);
};

/** Of several that look for a first broker at once each made one in kafkajs, and the last was remembered. */
BrokerPool.prototype.createSeedBroker = function () {
  const open = creating.get(this) ?? createAnew(this).finally(() => creating.delete(this));
  creating.set(this, open);
  return open;
};

BrokerPool.prototype.connect = async function () {
  refuseWhenClosed(this);
  try {
    await connect.call(this);
  } finally {
    if (closed.has(this)) await this.disconnect();
  }
};

BrokerPool.prototype.disconnect = async function () {
  closed.add(this);
  const brokers = [...known(this), ...(forgotten.get(this) ?? [])];
  forgotten.delete(this);
  for (const { connectionPool } of brokers) closed.add(connectionPool);
  await Promise.all([disconnect.call(this), ...brokers.map((broker) => broker.disconnect())]);
};

ConnectionPool.prototype.getConnection = async function (place) {
  refuseWhenClosed(this);
  return await getConnection.call(this, place);
};

async function createAnew(pool: BrokerPool): Promise<void> {
  refuseWhenClosed(pool);
  const before = known(pool);
  await createSeedBroker.call(pool);
  keep(pool, before);
}

function refuseWhenClosed(pool: BrokerPool | ConnectionPool): void {
  if (closed.has(pool)) throw new KafkaJSNonRetriableError('the client was closed');
}

function known({ brokers, seedBroker }: BrokerPool): Broker[] {
  return [...new Set([...Object.values(brokers), ...(seedBroker === undefined ? [] : [seedBroker])])];
}

/** Remembers those that the pool has lost. */
function keep(pool: BrokerPool, before: readonly Broker[]): void {
  const left = new Set(known(pool));
  const all = [...new Set([...(forgotten.get(pool) ?? []), ...before])].filter((broker) => !left.has(broker));
  for (const old of all.splice(0, Math.max(0, all.length - MOST_FORGOTTEN))) void old.disconnect();
  forgotten.set(pool, all);
}

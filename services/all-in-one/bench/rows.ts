import type { Row } from './row.ts';

const module = (file: string): URL => new URL(`./rows/${file}`, import.meta.url);

/** All rows, in the order in which they run. */
export const ROWS: readonly Row[] = [
  {
    name: 'latency',
    title: "A customer's message reaches the agent, 500 msg/s",
    method:
      'Arrivals on a fixed clock, whether or not earlier ones are done; half are signed SMS webhooks, half in-app sockets. Every conversation was offered to, accepted and followed by an agent over gRPC. All instants are taken by the one process that is customers and agents. Yardstick: the bare log, publish → group → publish → broadcast, at the same rate.',
    module: module('message-latency.ts'),
  },
  {
    name: 'sustained',
    title: 'Sustained rate, services and load on the same cores',
    method:
      'A fixed number of messages is on its way; the next one is sent when one has reached its agent, so nothing can pile up unseen. Yardstick: the bare log with three records a message, alone on the machine.',
    module: module('sustained-rate.ts'),
  },
  {
    name: 'assignment',
    title: 'Assignment decision',
    method:
      "The policy in process, full pool and long queue; the release's and the decision's whole work in memory, no store.",
    module: module('assignment-decision.ts'),
  },
  {
    name: 'what-if',
    title: 'What would have been: a Monday of 10,000 conversations',
    method:
      'A generated Monday goes through the engine in simulated time and is recorded; then its decisions are made again, and its traffic is met twice in simulation, all in memory.',
    module: module('what-if.ts'),
  },
  {
    name: 'growth',
    title: 'Cost of a message as history grows',
    method:
      "As the sustained rate, by webhooks alone, into one growing history file. Cost: processor time of Onethread's process (all threads) by message, over windows of the run.",
    module: module('growing-history.ts'),
  },
  {
    name: 'long-thread',
    title: 'Opening a thread of 100,000 messages',
    method:
      'The first message goes its natural way; the others are copied from what it left in the history file while Onethread is stopped. Pages are read over gRPC, from the call to the decoded answer.',
    module: module('long-thread.ts'),
  },
  {
    name: 'search',
    title: 'Search',
    method:
      'The index by itself: made-up texts in batches as they are announced, then queries, one after another. What agents wait for besides is reading the items found and matching their texts, a page of 20.',
    module: module('search-speed.ts'),
  },
  {
    name: 'streams',
    title: 'Open sockets and agent streams',
    method:
      'Growth of the resident set of the process after so many were opened and greeted, divided by their number: after a full collection, and as it stands before one. Yardsticks: the same from a server that does nothing but hold what is opened.',
    module: module('open-streams.ts'),
  },
  {
    name: 'backlog',
    title: 'A backlog of 50,000 messages drains',
    method:
      'While Onethread is stopped its log is filled with messages as the channels write them; then it is started. Drained: no consumer group lags any more. Meanwhile somebody opens the app and somebody reads history, one after another. Memory is sampled every quarter of a second.',
    module: module('backlog.ts'),
  },
  {
    name: 'identities',
    title: 'Who somebody is, among ever more customers',
    method:
      'The use cases in one process over a file: known app users with proved mail addresses; a first mail whose sender is proved to be one of them is stored, found and linked, and the person is read.',
    module: module('identity-speed.ts'),
    withinMs: 900_000,
  },
  {
    name: 'idle',
    title: 'Idle',
    method:
      '`npm start` with its defaults, playground included, nobody connected. PSS counts pages shared with other processes in part.',
    module: module('idle.ts'),
  },
  {
    name: 'recovery',
    title: 'Recovery after SIGKILL',
    method:
      'Killed under load and started again at once; customers and agents try again until they are served. Measured from the kill.',
    module: module('recovery.ts'),
  },
  {
    name: 'kafka-hops',
    title: 'Two hops over Kafka',
    method:
      'Publish → group → publish → the second listener, at a fixed rate, from before the first publish; one client process. kafkajs alone sends each message by itself, commits nothing and keeps none of the promises of the port; the port has its group and its broadcast.',
    module: module('kafka-hops.ts'),
  },
  {
    name: 'kafka-latency',
    title: "A customer's message reaches the agent, log on Kafka, documents in SQLite",
    method:
      'As in one process on its own files, with the log on a real broker of the same machine. Yardstick: two hops of kafkajs alone at the same rate, on the same broker, before it.',
    module: module('kafka-latency.ts'),
  },
  {
    name: 'kafka-sustained',
    title: 'Sustained rate, log on Kafka, documents in SQLite',
    method: 'As on its own files; services, load and the broker share the cores.',
    module: module('kafka-sustained.ts'),
  },
  {
    name: 'kafka-idle',
    title: 'Idle consumer groups over Kafka',
    method:
      'Processor time of a process that has joined groups without any traffic, divided by their number; its own share counts. Once as Onethread runs, once with the idle timer that kafkajs 2.2.4 comes with put back.',
    module: module('kafka-idle.ts'),
  },
  {
    name: 'store-speed',
    title: 'Bare document stores',
    method:
      'The store port alone, documents of about 500 bytes with one unique index, every write durable; callers wait for each answer. A database that only speaks the protocol of MongoDB tells what its rows here can reach, and nothing of the speed of MongoDB.',
    module: module('store-speed.ts'),
  },
  {
    name: 'cluster-latency',
    title:
      "A customer's message reaches the agent, every service a process of its own, on Kafka and a document database",
    method:
      'First as many messages as the store carries with a few on their way, then half of that rate on a fixed clock. The speed of the store decides: read it against the bare store. No target stands beside it, since the one of the design is for 500 msg/s on a real MongoDB.',
    module: module('cluster-latency.ts'),
  },
  {
    name: 'cluster-recovery',
    title: 'Recovery of the separate processes after SIGKILL',
    method:
      'Routing (its only replica), the broker and the database in turn, each killed while messages flow and started again at once. Measured from the kill; the way back of the server itself is in it.',
    module: module('cluster-recovery.ts'),
  },
];

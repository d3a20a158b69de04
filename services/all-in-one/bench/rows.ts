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
    name: 'streams',
    title: 'Open sockets and agent streams',
    method:
      'Growth of the resident set of the process after so many were opened and greeted, divided by their number; garbage not yet collected counts.',
    module: module('open-streams.ts'),
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
];

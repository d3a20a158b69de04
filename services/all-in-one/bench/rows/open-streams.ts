import { setTimeout as pause } from 'node:timers/promises';
import { waitFor } from '@onethread/testkit';
import { inAppCustomer } from '../../tests/customers/in-app-customer.ts';
import { openWorld, SECRETS, type World } from '../../tests/world.ts';
import { FollowingAgent } from '../load/following-agent.ts';
import { processMemory } from '../process-meter.ts';
import type { MeasureRow } from '../row.ts';
import { runningPid } from '../running-pid.ts';

const AGENTS = 50;
/** Opened at once. */
const WAVE = 50;
const SETTLE_MS = 2000;

export const measure: MeasureRow = async ({ short }) => {
  const [sockets, streams] = short ? [150, 50] : [3000, 600];
  // Each in a process of its own: what one kind left for the collector must not count for the other.
  const bySocketBytes = await withOnethread((world) => openSockets(world, sockets));
  const byStreamBytes = await withOnethread((world) => openAgentStreams(world, streams));
  return {
    figures: [
      { what: 'in-app sockets open', value: sockets, unit: '' },
      { what: 'memory by in-app socket', value: bySocketBytes / 1000, unit: 'kB', target: { atMost: 20 } },
      { what: 'agent streams open', value: streams, unit: '' },
      { what: 'memory by agent stream', value: byStreamBytes / 1000, unit: 'kB', target: { atMost: 20 } },
    ],
    conditions: `Each socket is a signed-in person with one message in the thread and the feed open; what routing keeps of the person and the thread counts as well. Agent streams are devices of ${AGENTS} agents, each over its own client. The target is 10,000 sockets and 2,000 streams; opening so many would take the bench minutes.`,
  };
};

async function withOnethread(work: (world: World) => Promise<number>): Promise<number> {
  const world = await openWorld();
  try {
    const exitCode = await world.onethread.start();
    if (exitCode !== undefined) throw new Error(`it ended with ${exitCode}: ${world.onethread.output}`);
    await world.admin.waitUntilReady(10_000);
    return await work(world);
  } finally {
    await world.close();
  }
}

async function residentBytes({ onethread }: World): Promise<number> {
  await pause(SETTLE_MS);
  return processMemory(runningPid(onethread.dataFolder)).rssBytes;
}

/** Bytes by socket. */
async function openSockets(world: World, count: number): Promise<number> {
  const { url } = world.onethread;
  const before = await residentBytes(world);
  const customers = Array.from({ length: count }, (_, index) =>
    inAppCustomer({ url, jwtSecret: SECRETS.userTokens, index }),
  );
  try {
    for (let first = 0; first < count; first += WAVE)
      await Promise.all(customers.slice(first, first + WAVE).map((customer) => customer.write(1, 'hello')));
    return ((await residentBytes(world)) - before) / count;
  } finally {
    await Promise.all(customers.map((customer) => customer.close()));
  }
}

/** Bytes by stream. */
async function openAgentStreams(world: World, count: number): Promise<number> {
  const { admin, onethread } = world;
  const agentIds = Array.from({ length: AGENTS }, (_, index) => `agent-${index}`);
  for (const agentId of agentIds)
    await admin.putAgent({ agentId, name: agentId, email: `${agentId}@localhost`, role: 'agent', capacity: 5 });
  const before = await residentBytes(world);
  const devices: FollowingAgent[] = [];
  try {
    while (devices.length < count) {
      for (let opened = 0; opened < WAVE && devices.length < count; opened += 1) {
        const agentId = agentIds[devices.length % AGENTS] ?? '';
        devices.push(new FollowingAgent({ address: onethread.grpcAddress, agentId, onMessage: () => {}, idle: true }));
      }
      await waitFor(() => devices.every(({ welcomes }) => welcomes > 0), {
        describe: 'all devices to be welcomed',
        withinMs: 30_000,
      });
    }
    return ((await residentBytes(world)) - before) / count;
  } finally {
    for (const device of devices) device.stop();
  }
}

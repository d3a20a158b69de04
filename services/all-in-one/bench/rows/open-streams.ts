import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { createAgentClient } from '@onethread/rpc';
import { waitFor } from '@onethread/testkit';
import { WebSocket } from 'ws';
import { AppDevice, userToken } from '../../tests/customers/app-device.ts';
import { openWorld, SECRETS, type World } from '../../tests/world.ts';
import { startBareServer, type BareServer } from '../load/bare-server-process.ts';
import { FollowingAgent } from '../load/following-agent.ts';
import { heldMemory, INSPECTED } from '../load/inspected-memory.ts';
import { processMemory } from '../process-meter.ts';
import type { Figure, MeasureRow } from '../row.ts';
import { runningPid } from '../running-pid.ts';

const AGENTS = 100;
/** Opened at once. */
const WAVE = 50;
/** Opened before the first look, so that what is made once is not counted. */
const WARM = 50;
const SETTLE_MS = 2000;
const WITHIN_MS = 60_000;

/** By one more socket or stream. */
interface Growth {
  /** Bytes resident after a full collection. */
  readonly heldBytes: number;
  /** Bytes resident before it. */
  readonly residentBytes: number;
}

export const measure: MeasureRow = async ({ short }) => {
  const [sockets, streams] = short ? [150, 50] : [3000, 500];
  // Each in a process of its own: what one kind left for the collector must not count for the other.
  const socket = await withOnethread((world) => growthOf(world, sockets, openSockets(world)));
  const stream = await withOnethread((world) => growthOf(world, streams, openAgentStreams(world)));
  const bareSocket = await bareGrowth('ws', sockets, openBareSockets);
  const bareStream = await bareGrowth('grpc', streams, openBareStreams);
  const kB = (what: string, bytes: number, more: Partial<Figure> = {}): Figure => ({
    what,
    value: bytes / 1000,
    unit: 'kB',
    ...more,
  });
  const target = { atMost: 20 };
  return {
    figures: [
      { what: 'in-app sockets open', value: sockets, unit: '' },
      kB('held by in-app socket', socket.heldBytes, { target }),
      kB('the same with garbage of their opening', socket.residentBytes),
      kB('held by a bare ws socket', bareSocket, { yardstick: true }),
      { what: 'agent streams open', value: streams, unit: '' },
      kB('held by agent stream', stream.heldBytes, { target }),
      kB('the same with garbage of their opening', stream.residentBytes),
      kB('held by a bare gRPC stream on a connection of its own', bareStream, { yardstick: true }),
    ],
    conditions: `Each socket is a signed-in person with the feed open: the socket, the channel’s half of the feed and routing’s half are in this one process. Agent streams are devices of ${AGENTS} agents, each over a connection of its own, as the desk has one for every agent. Held: growth of the resident set after a full collection; with garbage: ${SETTLE_MS / 1000} s after the last was opened, before it. The first ${WARM} do not count.`,
  };
};

async function withOnethread<T>(work: (world: World) => Promise<T>): Promise<T> {
  const world = await openWorld(INSPECTED);
  try {
    await world.start();
    return await work(world);
  } finally {
    await world.close();
  }
}

/** Opens so many more of a kind. */
type Open = (count: number) => Promise<void>;
interface Kind extends AsyncDisposable {
  readonly open: Open;
}

async function growthOf({ onethread }: World, count: number, kind: Kind): Promise<Growth> {
  await using opening = kind;
  const held = async (): Promise<number> => (await heldMemory(() => onethread.output)).rss;
  await opening.open(WARM);
  await pause(SETTLE_MS);
  const before = await held();
  for (let opened = 0; opened < count; opened += WAVE) await opening.open(Math.min(WAVE, count - opened));
  await pause(SETTLE_MS);
  const resident = processMemory(runningPid(onethread.dataFolder)).rssBytes;
  const after = await held();
  return { heldBytes: (after - before) / count, residentBytes: (resident - before) / count };
}

/** Bytes by one more, held after a full collection. */
async function bareGrowth(kind: 'ws' | 'grpc', count: number, openWith: (server: BareServer) => Kind): Promise<number> {
  const server = await startBareServer(kind);
  try {
    await using opening = openWith(server);
    await opening.open(WARM);
    const before = (await server.memory()).rss;
    for (let opened = 0; opened < count; opened += WAVE) await opening.open(Math.min(WAVE, count - opened));
    return ((await server.memory()).rss - before) / count;
  } finally {
    await server.stop();
  }
}

function openSockets({ onethread }: World): Kind {
  const devices: AppDevice[] = [];
  const openOne = async (index: number): Promise<void> => {
    const token = await userToken(SECRETS.userTokens, `user-${index}`);
    devices[index] = await AppDevice.open(onethread.url, { token });
  };
  let next = 0;
  return {
    open: async (count) => void (await Promise.all(Array.from({ length: count }, () => openOne(next++)))),
    [Symbol.asyncDispose]: async () => {
      for (const device of devices) device.close();
      await Promise.resolve();
    },
  };
}

function openAgentStreams({ admin, onethread }: World): Kind {
  const devices: FollowingAgent[] = [];
  return {
    async open(count) {
      for (let opened = 0; opened < count; opened += 1) {
        const agentId = `agent-${devices.length % AGENTS}`;
        if (devices.length < AGENTS)
          await admin.putAgent({ agentId, name: agentId, email: `${agentId}@localhost`, role: 'agent', capacity: 5 });
        devices.push(new FollowingAgent({ address: onethread.grpcAddress, agentId, onMessage: () => {}, idle: true }));
      }
      await waitFor(() => devices.every(({ welcomes }) => welcomes > 0), {
        describe: 'all devices to be welcomed',
        withinMs: WITHIN_MS,
      });
    },
    [Symbol.asyncDispose]: async () => {
      for (const device of devices) device.stop();
      await Promise.resolve();
    },
  };
}

function openBareSockets({ port }: BareServer): Kind {
  const sockets: WebSocket[] = [];
  const openOne = async (): Promise<void> => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}`);
    sockets.push(socket);
    await once(socket, 'open');
    socket.send('hello');
    await once(socket, 'message');
  };
  return {
    open: async (count) => void (await Promise.all(Array.from({ length: count }, openOne))),
    [Symbol.asyncDispose]: async () => {
      for (const socket of sockets) socket.terminate();
      await Promise.resolve();
    },
  };
}

function openBareStreams({ port }: BareServer): Kind {
  const closers: (() => void)[] = [];
  const openOne = async (): Promise<void> => {
    const client = createAgentClient({ address: `127.0.0.1:${port}`, token: 'any' });
    closers.push(() => client.close());
    const stream = client.work();
    stream.on('error', () => {});
    stream.write({ requestId: 'hello', pong: {} });
    await once(stream, 'data');
  };
  return {
    open: async (count) => void (await Promise.all(Array.from({ length: count }, openOne))),
    [Symbol.asyncDispose]: async () => {
      for (const close of closers) close();
      await Promise.resolve();
    },
  };
}

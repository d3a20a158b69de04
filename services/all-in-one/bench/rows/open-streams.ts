import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { createAgentClient, type AgentClient, type WorkEvent } from '@onethread/rpc';
import { WebSocket } from 'ws';
import { AppDevice, userToken } from '../../tests/customers/app-device.ts';
import { tokenOf } from '../../tests/companies.ts';
import { openWorld, SECRETS, type World } from '../../tests/world.ts';
import { startBareServer, type BareServer } from '../load/bare-server-process.ts';
import { heldMemory, INSPECTED } from '../load/inspected-memory.ts';
import { processMemory } from '../process-meter.ts';
import type { Figure, MeasureRow } from '../row.ts';
import { runningPid } from '../running-pid.ts';

const AGENTS = 100;
/** Opened at once. */
const WAVE = 50;
const SETTLE_MS = 2000;

/** By one more socket or stream. */
interface Growth {
  /** Bytes resident after a full collection. */
  readonly heldBytes: number;
  /** Bytes resident before it. */
  readonly residentBytes: number;
}

export const measure: MeasureRow = async ({ short }) => {
  const [sockets, streams] = short ? [200, 60] : [3000, 500];
  // Each in a process of its own: what one kind left for the collector must not count for the other.
  const socket = await withOnethread((world) => growthOf(world, sockets, openSockets(world)));
  const own = await withOnethread((world) => growthOf(world, streams, openAgentStreams(world, { share: false })));
  const shared = await withOnethread((world) => growthOf(world, streams, openAgentStreams(world, { share: true })));
  const bareSocket = await bareGrowth('ws', sockets, openBareSockets);
  const bareOwn = await bareGrowth('grpc', streams, (server) => openBareStreams(server, { share: false }));
  const bareShared = await bareGrowth('grpc', streams, (server) => openBareStreams(server, { share: true }));
  const target = { atMost: 20 };
  return {
    figures: [
      { what: 'in-app sockets open', value: sockets, unit: '' },
      kB('held by in-app socket', socket.heldBytes, { target }),
      kB('the same with garbage of their opening', socket.residentBytes),
      kB('held by a bare ws socket', bareSocket, { yardstick: true }),
      { what: 'agent streams open', value: streams, unit: '' },
      kB('held by agent stream, many on one connection', shared.heldBytes, { target }),
      kB('the same with garbage of their opening', shared.residentBytes),
      kB('held by a bare gRPC stream, many on one connection', bareShared, { yardstick: true }),
      kB('held by agent stream with a connection of its own', own.heldBytes),
      kB('the same with garbage of their opening', own.residentBytes),
      kB('held by a bare gRPC stream with a connection of its own', bareOwn, { yardstick: true }),
    ],
    conditions: `Each socket is a signed-in person with the feed open: the socket, the channel’s half of the feed and routing’s half are in this one process. Agent streams are devices of ${AGENTS} agents. Bare streams were sent one message as long as the welcome. Held: growth of the resident set after a full collection; with garbage: ${SETTLE_MS / 1000} s after the last was opened, before it. Growth over the second half of them: what is made once is there by then.`,
  };
};

function kB(what: string, bytes: number, more: Partial<Figure> = {}): Figure {
  return { what, value: bytes / 1000, unit: 'kB', ...more };
}

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

async function inWaves({ open }: Kind, count: number): Promise<void> {
  for (let opened = 0; opened < count; opened += WAVE) await open(Math.min(WAVE, count - opened));
}

/** By one of the second half: what is made once, whoever opens something, is there by then. */
async function growthOf({ onethread }: World, count: number, kind: Kind): Promise<Growth> {
  await using opening = kind;
  const held = async (): Promise<number> => (await heldMemory(() => onethread.output)).rss;
  await inWaves(opening, count / 2);
  await pause(SETTLE_MS);
  const before = await held();
  await inWaves(opening, count / 2);
  await pause(SETTLE_MS);
  const resident = processMemory(runningPid(onethread.dataFolder)).rssBytes;
  const after = await held();
  return { heldBytes: (after - before) / (count / 2), residentBytes: (resident - before) / (count / 2) };
}

/** Bytes by one more, held after a full collection. */
async function bareGrowth(kind: 'ws' | 'grpc', count: number, openWith: (server: BareServer) => Kind): Promise<number> {
  const server = await startBareServer(kind);
  try {
    await using opening = openWith(server);
    await inWaves(opening, count / 2);
    const before = (await server.memory()).rss;
    await inWaves(opening, count / 2);
    return ((await server.memory()).rss - before) / (count / 2);
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

/** `share`: all over one connection; else each over its own. */
function openAgentStreams({ admin, onethread }: World, { share }: { readonly share: boolean }): Kind {
  const clients: AgentClient[] = [];
  let opened = 0;
  let called = 0;
  // Asked once for every call: the streams of one client are of all agents in turn.
  const token = (): Promise<string> => tokenOf('agent', `agent-${called++ % AGENTS}`)();
  const connect = (): AgentClient => {
    const client = createAgentClient({ address: onethread.grpcAddress, token });
    clients.push(client);
    return client;
  };
  const openOne = async (): Promise<void> => {
    const stream = ((share ? clients[0] : undefined) ?? connect()).work();
    const welcomed = Promise.withResolvers<void>();
    stream.on('error', (error) => welcomed.reject(error));
    stream.on('data', ({ event }: WorkEvent) => {
      if (event === 'welcome') welcomed.resolve();
      if (event === 'ping') stream.write({ pong: {} });
    });
    stream.write({ requestId: 'hello', hello: { clientId: 'bench' } });
    await welcomed.promise;
  };
  return {
    async open(count) {
      for (; opened < AGENTS; opened += 1) {
        const agentId = `agent-${opened}`;
        await admin.putAgent({ agentId, name: agentId, email: `${agentId}@localhost`, role: 'agent', capacity: 5 });
      }
      await Promise.all(Array.from({ length: count }, openOne));
    },
    [Symbol.asyncDispose]: async () => {
      for (const client of clients) client.close();
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

function openBareStreams({ port }: BareServer, { share }: { readonly share: boolean }): Kind {
  const clients: AgentClient[] = [];
  const connect = (): AgentClient => {
    const client = createAgentClient({ address: `127.0.0.1:${port}`, token: 'any' });
    clients.push(client);
    return client;
  };
  const openOne = async (): Promise<void> => {
    const stream = ((share ? clients[0] : undefined) ?? connect()).work();
    stream.on('error', () => {});
    stream.write({ requestId: 'hello', pong: {} });
    await once(stream, 'data');
  };
  return {
    open: async (count) => void (await Promise.all(Array.from({ length: count }, openOne))),
    [Symbol.asyncDispose]: async () => {
      for (const client of clients) client.close();
      await Promise.resolve();
    },
  };
}

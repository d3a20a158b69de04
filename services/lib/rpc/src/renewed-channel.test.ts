import assert from 'node:assert/strict';
import { once } from 'node:events';
import { after, before, test } from 'node:test';
import { Channel, credentials } from '@grpc/grpc-js';
import { createAgentClient, createHistoryClient, createRpcServer, encodeWorkEvent } from './index.ts';
import type { AgentServiceHandlers, HistoryServiceHandlers, RpcServer, WorkEventInput } from './index.ts';
import { loadProtos } from './load-protos.ts';
import { RenewedChannel } from './renewed-channel.ts';

const OFTEN_MS = 20;
const insecure = credentials.createInsecure();

/** Both tell over which connection they were called. */
const agent: AgentServiceHandlers = {
  Work(call) {
    call.on('data', () => call.write(encodeWorkEvent({ result: { requestId: call.getPeer() } }) as WorkEventInput));
    call.on('end', () => call.end());
  },
};
const history = {
  GetConversation: (call, callback) => callback(null, { conversation: { conversationId: call.getPeer() } }),
} as Partial<HistoryServiceHandlers> as HistoryServiceHandlers;

let server: RpcServer;
let address: string;
before(async () => {
  server = createRpcServer({ port: 0, keepAliveMs: OFTEN_MS }, { agent, history });
  address = `127.0.0.1:${await server.start()}`;
});
after(() => server.stop(1000));

/** A stream that can be asked over which connection it goes. */
function openStream(client: { work(): ReturnType<ReturnType<typeof createAgentClient>['work']> }) {
  const stream = client.work();
  const peer = async (): Promise<string> => {
    stream.write({ requestId: 'who', pong: {} });
    const [event] = await once(stream, 'data');
    return event.result.requestId;
  };
  const end = async (): Promise<void> => {
    stream.end();
    stream.resume();
    await once(stream, 'status');
  };
  return { peer, end };
}

test('calls go over new connections from time to time, and an open stream goes on over its own, however often it is asked for a sign of life', async () => {
  const client = createAgentClient({ address, token: 'x', renewAfterMs: OFTEN_MS, keepAliveMs: OFTEN_MS });
  const first = openStream(client);
  const connection = await first.peer();
  const seen = new Set([connection]);
  // Each renewal takes as long as a sign of life; the test's own time is the bound.
  while (seen.size < 5) {
    const another = openStream(client);
    seen.add(await another.peer());
    await another.end();
  }
  assert.equal(await first.peer(), connection);
  await first.end();
  client.close();
});

test('old connections are closed when the last call over them has ended', async () => {
  const closed: string[] = [];
  const make = (): Channel => {
    const channel = new Channel(address, insecure, { 'grpc.use_local_subchannel_pool': 1 });
    const close = channel.close.bind(channel);
    channel.close = (): void => {
      closed.push('closed');
      close();
    };
    return channel;
  };
  const channel = new RenewedChannel(make, 0);
  const Agent = loadProtos().agent;
  const client = new Agent(address, insecure, { channelOverride: channel, interceptors: [channel.interceptor] });
  const first = openStream(client);
  const connection = await first.peer();
  for (let other = connection; other === connection;) {
    const another = openStream(client);
    other = await another.peer();
    await another.end();
  }
  assert.deepEqual(closed, []);
  await first.end();
  assert.deepEqual(closed, ['closed']);
  client.close();
});

test('while new connections cannot be made, calls go on over those that are there', async () => {
  let made = 0;
  const channel = new RenewedChannel(() => new Channel(made++ === 0 ? address : '127.0.0.1:1', insecure, {}), 0);
  const History = loadProtos().history;
  const client = new History(address, insecure, { channelOverride: channel, interceptors: [channel.interceptor] });
  const call = () =>
    new Promise((resolve, reject) =>
      client.getConversation({}, (error: unknown, answer: unknown) => (error ? reject(error) : resolve(answer))),
    );
  for (let n = 0; n < 20; n += 1) await call();
  assert.equal(made, 2);
  client.close();
});

test('a call that is refused before it begins holds no connection', async () => {
  const client = createHistoryClient({ address, token: () => Promise.reject(new Error('none')), renewAfterMs: 0 });
  await assert.rejects(client.getConversation({}), { code: 'unauthenticated' });
  client.close();
});

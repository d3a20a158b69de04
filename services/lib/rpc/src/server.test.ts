import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import { credentials, loadPackageDefinition, makeClientConstructor } from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';
import { service as healthService } from 'grpc-health-check';
import {
  createAgentClient,
  createHistoryClient,
  createRpcServer,
  encodeWorkEvent,
  RpcError,
  SERVICE_NAMES,
  toGrpcStatus,
  type AgentServiceHandlers,
  type HistoryServiceHandlers,
  type RpcServer,
  type WorkEventInput,
} from './index.ts';

const agent: AgentServiceHandlers = {
  Work(call) {
    call.on('data', (command) =>
      call.write(encodeWorkEvent({ result: { requestId: command.requestId } }) as WorkEventInput),
    );
    call.on('end', () => call.end());
  },
};

const history = {
  GetConversation(call, callback) {
    const token = call.metadata.get('authorization')[0];
    if (call.request.conversationId === 'broken') callback(toGrpcStatus(new Error('a secret of the inside')));
    else if (call.request.conversationId === 'full') callback(toGrpcStatus(new RpcError('at-capacity', 'full 3/3')));
    else callback(null, { conversation: { conversationId: String(token) } });
  },
} as Partial<HistoryServiceHandlers> as HistoryServiceHandlers;

let server: RpcServer;
let address: string;
before(async () => {
  server = createRpcServer({ port: 0, maxRequestBytes: 2000 }, { agent, history });
  address = `127.0.0.1:${await server.start()}`;
});
after(() => server.stop(1000));

test('a unary call carries the token of the moment', async () => {
  let issued = 0;
  const client = createHistoryClient({ address, token: async () => `token-${++issued}` });
  assert.equal((await client.getConversation({})).conversation?.conversationId, 'Bearer token-1');
  assert.equal((await client.getConversation({})).conversation?.conversationId, 'Bearer token-2');
  client.close();
});

test('a token provider that fails ends the call as unauthenticated', async () => {
  const client = createHistoryClient({ address, token: () => Promise.reject(new Error('no secret')) });
  await assert.rejects(client.getConversation({}), { name: 'RpcError', code: 'unauthenticated' });
  client.close();
});

test('the exact code survives where two codes share a status, and faults of the inside are not told', async () => {
  const client = createHistoryClient({ address, token: 'x' });
  await assert.rejects(client.getConversation({ conversationId: 'full' }), {
    code: 'at-capacity',
    message: 'full 3/3',
  });
  await assert.rejects(client.getConversation({ conversationId: 'broken' }), {
    code: 'internal',
    message: 'internal error',
  });
  client.close();
});

test('a method that nobody serves and a request that is too large are refused with a code', async () => {
  const client = createHistoryClient({ address, token: 'x' });
  await assert.rejects(client.checkFile({ blobId: 'b' }), { code: 'unimplemented' });
  await assert.rejects(client.getConversation({ conversationId: 'x'.repeat(3000) }), { code: 'exhausted' });
  client.close();
});

test('an event that was encoded before arrives as it was meant', async () => {
  const client = createAgentClient({ address, token: 'x' });
  const stream = client.work();
  stream.write({ requestId: 'one', pong: {} });
  const [event] = await once(stream, 'data');
  assert.equal(event.result.requestId, 'one');
  stream.end();
  stream.resume();
  await once(stream, 'end');
  client.close();
});

test('no server: the wait for it ends as unavailable', async () => {
  const client = createHistoryClient({ address: '127.0.0.1:1', token: 'x' });
  await assert.rejects(client.waitUntilReady(50), { code: 'unavailable' });
  client.close();
});

test('health tells a foreign client whether it is served', async () => {
  const Health = makeClientConstructor(healthService, 'Health');
  const client = new Health(address, credentials.createInsecure());
  const check = (name: string): Promise<string> =>
    new Promise((resolve, reject) => {
      client['check']?.({ service: name }, (error: Error | null, answer: { status: string }) =>
        error ? reject(error) : resolve(answer.status),
      );
    });
  assert.equal(await check(''), 'NOT_SERVING');
  server.setServing(true);
  assert.equal(await check(SERVICE_NAMES.agent), 'SERVING');
  await assert.rejects(check('nobody.v1.Nothing'), { code: 5 });
  client.close();
});

test('reflection lists every service to a foreign client and tells how a message looks', async () => {
  const proto = loadSync(
    `${import.meta.dirname}/../../../../node_modules/@grpc/reflection/build/proto/grpc/reflection/v1/reflection.proto`,
  );
  const { grpc } = loadPackageDefinition(proto) as unknown as {
    grpc: { reflection: { v1: { ServerReflection: any } } };
  };
  const client = new grpc.reflection.v1.ServerReflection(address, credentials.createInsecure());
  const stream = client.serverReflectionInfo();
  stream.write({ listServices: '' });
  const [listed] = await once(stream, 'data');
  const names = listed.listServicesResponse.service.map((one: { name: string }) => one.name);
  for (const name of [...Object.values(SERVICE_NAMES), 'grpc.health.v1.Health']) assert.ok(names.includes(name), name);
  stream.write({ fileContainingSymbol: 'onethread.routing.v1.WorkCommand' });
  const [described] = await once(stream, 'data');
  assert.ok(described.fileDescriptorResponse.fileDescriptorProto.length > 0);
  stream.end();
  client.close();
});

test('a port in use is told in the words and with the code of the system', async () => {
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  const { port } = taken.address() as AddressInfo;
  const other = createRpcServer({ port }, {});
  await assert.rejects(other.start(), { code: 'EADDRINUSE', message: new RegExp(`^listen EADDRINUSE.*${port}$`) });
  await other.stop(0);
  taken.close();
});

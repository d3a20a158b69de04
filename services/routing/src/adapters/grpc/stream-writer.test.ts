import assert from 'node:assert/strict';
import { once } from 'node:events';
import { test } from 'node:test';
import { createAgentClient, createRpcServer, encodeWorkEvent, fromGrpcError, RpcError } from '@onethread/rpc';
import { LIVE_ROOM_BYTES, MAX_PENDING_BYTES, REPLAY_ROOM_BYTES, StreamWriter } from './stream-writer.ts';

const page = encodeWorkEvent({ result: { message: 'x'.repeat(100_000) } });

/** A server whose streams are written by `write`, and a client that has opened one. */
async function withStream(
  write: (writer: StreamWriter, close: () => void) => void,
  run: (stream: ReturnType<ReturnType<typeof createAgentClient>['work']>) => Promise<void>,
): Promise<void> {
  const server = createRpcServer(
    { port: 0 },
    {
      agent: {
        Work: (call) => {
          const tooSlow = (): void => writer.close(new RpcError('exhausted', 'too slow'));
          const writer: StreamWriter = new StreamWriter(call, tooSlow);
          call.on('cancelled', () => writer.abandon());
          write(writer, tooSlow);
        },
      },
    },
  );
  const client = createAgentClient({ address: `127.0.0.1:${await server.start()}`, token: 'x' });
  const stream = client.work();
  stream.on('error', () => {});
  try {
    await run(stream);
  } finally {
    client.close();
    await server.stop(100);
  }
}

test('a client that does not read is dropped at the bound, and told so when it reads again', async () => {
  let most = 0;
  const overflowed = Promise.withResolvers<void>();
  await withStream(
    (writer) => {
      for (let sent = 0; sent < 100; sent += 1) {
        writer.send(page);
        most = Math.max(most, writer.pendingBytes);
      }
      overflowed.resolve();
    },
    async (stream) => {
      await overflowed.promise;
      const failed = once(stream, 'error');
      stream.resume();
      const [error] = await failed.catch((thrown: unknown) => [thrown]);
      assert.equal(fromGrpcError(error).code, 'exhausted');
    },
  );
  assert.ok(most > 0 && most <= MAX_PENDING_BYTES);
});

test('what can wait waits for room, and goes on when the client reads', async () => {
  let sent = 0;
  await withStream(
    (writer) => {
      const pump = async (): Promise<void> => {
        for (; sent < 100; sent += 1) await writer.sendWhenRoom(() => page, 'replay');
        writer.close();
      };
      void pump();
    },
    async (stream) => {
      let received = 0;
      stream.on('data', () => (received += 1));
      await once(stream, 'end');
      assert.equal(received, 100);
    },
  );
  assert.equal(sent, 100);
});

test('a stream that is gone lets go of those who wait for room', async () => {
  const waited = Promise.withResolvers<void>();
  await withStream(
    (writer) => {
      const pump = async (): Promise<void> => {
        for (let sent = 0; sent < 30; sent += 1) await writer.sendWhenRoom(() => page, 'replay');
        waited.resolve();
      };
      void pump();
    },
    async (stream) => {
      await once(stream, 'metadata');
      stream.cancel();
      await waited.promise;
    },
  );
});

test('what is live stands behind a bounded piece of what is replayed, and those who replay take turns', async () => {
  const order: string[] = [];
  let replayed = 0;
  const written = Promise.withResolvers<void>();
  await withStream(
    (writer) => {
      const note = (what: string) => () => {
        order.push(what);
        return page;
      };
      const replay = async (who: string): Promise<void> => {
        for (let n = 0; n < 10; n += 1) {
          await writer.sendWhenRoom(note(who), 'replay');
          replayed += 1;
        }
      };
      const all = Promise.all([replay('a'), replay('b')]);
      assert.ok(writer.pendingBytes <= REPLAY_ROOM_BYTES + page.bytes.length, 'replays leave room');
      void writer.sendWhenRoom(note('live'), 'live');
      assert.equal(order.at(-1), 'live', 'at once, though both have much more to replay');
      for (let n = 0; n < 20; n += 1) void writer.sendWhenRoom(note('live'), 'live');
      assert.ok(writer.pendingBytes <= LIVE_ROOM_BYTES + page.bytes.length, 'what is live waits at its own bound');
      void all.then(() => written.resolve());
    },
    async (stream) => {
      stream.resume();
      await written.promise;
    },
  );
  assert.equal(replayed, 20);
  const replays = order.filter((who) => who !== 'live');
  const lastLive = order.lastIndexOf('live');
  assert.ok(order.slice(0, lastLive).filter((who) => who !== 'live').length <= 4, 'replays wait behind what is live');
  for (let n = 4; n < 16; n += 2) assert.notEqual(replays[n], replays[n + 1], 'in turn');
});

test('what nobody wants any more when its turn comes is not sent', async () => {
  let wanted = true;
  let received = 0;
  await withStream(
    (writer) => {
      for (let n = 0; n < 20; n += 1) void writer.sendWhenRoom(() => (wanted ? page : undefined), 'replay');
      wanted = false;
      void writer.sendWhenRoom(() => undefined, 'replay')?.then(() => writer.close());
    },
    async (stream) => {
      stream.on('data', () => (received += 1));
      await once(stream, 'end');
    },
  );
  assert.ok(received > 0 && received < 20, `${received}`);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createHistoryClient, createRpcServer, type HistoryServiceHandlers, type RpcServer } from './index.ts';

interface Replica {
  readonly name: string;
  readonly server: RpcServer;
  readonly port: number;
}

/** A replica that answers with its own name. */
async function replica(name: string, port = 0): Promise<Replica> {
  const history = {
    GetConversation: (_call, callback) => callback(null, { conversation: { conversationId: name } }),
  } as Partial<HistoryServiceHandlers> as HistoryServiceHandlers;
  const server = createRpcServer({ port }, { history });
  return { name, server, port: await server.start() };
}

test('no call fails when a replica dies, and it is called again once it is back', async () => {
  const [one, other] = [await replica('one'), await replica('other')];
  const address = `ipv4:127.0.0.1:${one.port},127.0.0.1:${other.port}`;
  const client = createHistoryClient({ address, token: 'any' });
  const answered = async (): Promise<string> =>
    (await client.getConversation({})).conversation?.conversationId ?? 'nobody';
  /** Calls until each of these has answered; the test's own time is the bound. */
  const hearFrom = async (...names: string[]): Promise<void> => {
    const heard = new Set<string>();
    while (!names.every((name) => heard.has(name))) heard.add(await answered());
  };
  let again: Replica | undefined;
  try {
    await hearFrom('one', 'other');
    await one.server.stop(0);
    for (let call = 0; call < 20; call += 1) assert.equal(await answered(), 'other');
    again = await replica('one', one.port);
    await hearFrom('one', 'other');
  } finally {
    client.close();
    for (const { server } of [other, ...(again === undefined ? [one] : [again])]) await server.stop(0);
  }
});

test('a plain host and port, and a name, are one replica', async () => {
  const only = await replica('only');
  for (const address of [`127.0.0.1:${only.port}`, `dns:///localhost:${only.port}`]) {
    const client = createHistoryClient({ address, token: 'any' });
    assert.equal((await client.getConversation({})).conversation?.conversationId, 'only');
    client.close();
  }
  await only.server.stop(0);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { routingReplicas } from './routing-replicas.ts';

const lookUp = (name: string): Promise<readonly string[]> =>
  name === 'routing'
    ? Promise.resolve(['10.0.0.2', '10.0.0.1', '10.0.0.2', 'fd00::1'])
    : Promise.reject(new Error(name));

const RESOLVED = ['10.0.0.1:50051', '10.0.0.2:50051', '[fd00::1]:50051'];

for (const [address, replicas] of [
  ['ipv4:10.0.0.2:1,10.0.0.1:2,10.0.0.2:1', ['10.0.0.1:2', '10.0.0.2:1']],
  ['ipv6:[::1]:5', ['[::1]:5']],
  ['dns:///routing:50051', RESOLVED],
  ['dns://8.8.8.8/routing:50051', RESOLVED],
  ['dns:routing:50051', RESOLVED],
  ['routing:50051', RESOLVED],
  ['127.0.0.1:50051', ['127.0.0.1:50051']],
  ['[::1]:50051', ['[::1]:50051']],
  ['unix:/run/routing.sock', ['unix:/run/routing.sock']],
  ['routing', ['routing']],
] as const)
  test(`the replicas behind ${address}`, async () => {
    assert.deepEqual(await routingReplicas(address, lookUp), replicas);
  });

test('a name that nobody knows is an error, not an empty list', async () => {
  await assert.rejects(routingReplicas('dns:///nobody:1', lookUp), /nobody/);
});

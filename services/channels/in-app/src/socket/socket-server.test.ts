import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRateLimit, type ChannelHost } from '@onethread/channel-kit';
import { openSqliteDocumentStore } from '@onethread/documents';
import { createHttpServer, createLogger } from '@onethread/runtime';
import { openClaims } from '../claims/claims.ts';
import { openUploads } from '../files/uploads.ts';
import { createUserTokens } from '../identity/user-tokens.ts';
import { openVisitors } from '../identity/visitors.ts';
import { createLimits } from '../limits.ts';
import { CLOSE_CODES } from '../protocol.ts';
import { DeviceSocket } from '../tests/device-socket.ts';
import { createSocketServer } from './socket-server.ts';

const now = () => 1_000_000;

test('who has new visitors made without end is sent away; visitors who are known still come in', async () => {
  const documents = await openSqliteDocumentStore({ file: ':memory:' });
  const http = createHttpServer({
    host: '127.0.0.1',
    port: 0,
    logger: createLogger({ service: 'test', level: 'silent' }),
  });
  const host = {
    identity: (account: string, externalId: string) => ({
      identityId: externalId,
      channel: 'in-app',
      account,
      externalId,
    }),
  } as ChannelHost;
  const refused: string[] = [];
  const apps = [{ id: 'app', label: 'App' }];
  const limits = { ...createLimits(now), newVisitors: createRateLimit(2, 1, now) };
  const claims = await openClaims({ host: { documents, now, refused() {} }, apps, limits });
  const server = createSocketServer({
    http,
    people: {
      host,
      apps,
      tokens: createUserTokens('x'.repeat(32), []),
      visitors: await openVisitors(documents, now),
      claims,
    },
    sessions: {
      host,
      feed: {
        follow: () => ({ stop() {} }),
        older: () => Promise.resolve({ items: [] }),
        mayOpen: () => Promise.resolve(false),
        close() {},
      },
      uploads: await openUploads(host, documents),
      limits,
      claims,
      lookForPicture() {},
    },
    refused: (reason) => void refused.push(reason),
    now,
  });
  await http.start();
  server.start();

  const known = await DeviceSocket.open(http.publicUrl);
  const second = await DeviceSocket.open(http.publicUrl);
  const third = new DeviceSocket(http.publicUrl);
  await third.opened();
  third.hello();
  assert.equal((await third.frame('error')).code, 'too-many');
  assert.equal(await third.closeCode(), CLOSE_CODES.unavailable);
  const again = await DeviceSocket.open(http.publicUrl, { credentials: await known.visitor() });
  assert.deepEqual(refused, ['too-many']);

  for (const device of [known, second, again]) device.close();
  await server.stop();
  await http.stop();
  await documents.close();
});

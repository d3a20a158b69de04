import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { DOT_PNG, waitFor } from '@onethread/testkit';
import { openAppWorld, type AppWorld } from './app-world.ts';
import { tokenOf } from './companies.ts';
import { APP_ACCOUNTS } from './messaging-apps.ts';
import { onethreadCommand } from './onethread-command.ts';
import { customerOf } from './world.ts';

const PERSON = { id: 900_000_777, firstName: 'Anna' };
const WITHIN_MS = 30_000;

let { world, apps, agent, login, close } = {} as AppWorld;

before(async () => {
  ({ world, apps, agent, login, close } = await openAppWorld());
});
after(() => close?.());

test('agents see the picture of whoever writes, from the desk alone, until the person is erased', async () => {
  const customerId = customerOf('telegram', APP_ACCOUNTS.bot, String(PERSON.id));
  const person = apps.telegram.person(PERSON);
  person.setPicture({ name: 'me.png', contentType: 'image/png', bytes: DOT_PNG });
  await person.text('Hello').acknowledged;
  const shown = await waitFor(
    () => [...agent.conversations.values()].find((one) => one.customerId === customerId && one.pictureBlobId !== ''),
    { describe: 'the picture beside the conversation', withinMs: WITHIN_MS },
  );
  const path = `/files/${encodeURIComponent(shown.pictureBlobId)}`;
  const answer = await login.fetch(path);
  assert.equal(answer.status, 200);
  assert.equal(answer.headers.get('content-type'), 'image/png');
  assert.deepEqual(Buffer.from(await answer.arrayBuffer()), DOT_PNG);

  const env = { ONETHREAD_ADMIN_TOKEN: await tokenOf('admin', 'operator')(), PATH: process.env['PATH'] ?? '' };
  const words = ['--address', world.onethread.grpcAddress, 'customer', 'erase', customerId, '--confirm', customerId];
  const erased = await onethreadCommand(words, { env });
  assert.equal(erased.exitCode, 0, erased.errors);
  assert.equal((await login.fetch(path)).status, 404);
  await waitFor(() => agent.conversations.get(shown.conversationId)?.pictureBlobId === '', {
    describe: 'the picture to be gone from the desk',
    withinMs: WITHIN_MS,
  });
});

import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { test, type TestContext } from 'node:test';
import { isPictureOf, outboundTopic, type IdentityRef } from '@onethread/contracts';
import { DOT_PNG, waitFor } from '@onethread/testkit';
import type { KitBounds } from '../bounds.ts';
import type { FindPicture } from '../channel-host.ts';
import { openStage } from '../contract/stage.ts';
import { paperChannel, PaperPost } from '../testing/paper-channel.ts';

const settings = { password: 'secret', post: new PaperPost() };

/** A place where these bytes lie. */
function at(bytes: Uint8Array, version?: string): FindPicture {
  return async () => ({
    ...(version === undefined ? {} : { version }),
    open: async () => ({ kind: 'opened', content: Readable.from([bytes]) }),
  });
}

const none: FindPicture = async () => undefined;
const noDownload: FindPicture = async () => ({ version: 'v1', open: () => assert.fail('it is fetched again') });

async function play(t: TestContext, bounds: Partial<KitBounds> = {}) {
  const stage = await openStage();
  t.after(() => stage[Symbol.asyncDispose]());
  const life = await stage.run(paperChannel, settings, bounds);
  const anna = life.host.identity('home', 'anna');
  const told = async (identity: IdentityRef = anna): Promise<readonly string[]> =>
    (await stage.received()).flatMap((record) =>
      record.type === 'profile' && record.identity.identityId === identity.identityId
        ? [record.profile.avatarBlobId ?? '-']
        : [],
    );
  const counted = async (outcome: string): Promise<number> => {
    const line = new RegExp(`onethread_channel_pictures_total\\{channel="paper",outcome="${outcome}"\\} (\\d+)`);
    return Number(line.exec(await stage.metrics.metrics())?.[1] ?? 0);
  };
  const counts = (outcome: string, times = 1) =>
    waitFor(async () => (await counted(outcome)) >= times, { describe: `${outcome} to be counted ${times} times` });
  return { stage, life, host: life.host, anna, told, counted, counts };
}

/** Every look is of another day. */
const EVERY_TIME: Partial<KitBounds> = { pictureEveryMs: 0 };

test('a picture becomes a file of ours, told with the profile by its id alone', async (t) => {
  const { stage, host, anna, told, counts } = await play(t);
  host.lookForPicture(anna, at(DOT_PNG));
  await counts('kept');
  const [blobId = ''] = await told();
  assert.ok(isPictureOf(anna.identityId, blobId));
  const info = await stage.blobs.info(blobId);
  assert.deepEqual([info?.contentType, info?.size, info?.claimed], ['image/png', DOT_PNG.length, false]);
});

test('nobody is looked for twice a day, by no other life of the channel either, and the store is not asked again', async (t) => {
  const { stage, life, host, anna, counts } = await play(t);
  let asked = 0;
  const find: FindPicture = async () => {
    asked += 1;
    return undefined;
  };
  host.lookForPicture(anna, find);
  await counts('none');
  let calls = 0;
  stage.storeFaults.before = () => void (calls += 1);
  host.lookForPicture(anna, find);
  host.lookForPicture(host.identity('home', 'ben'), find);
  await counts('none', 2);
  assert.equal(asked, 2);
  // Of ben alone: looked up, taken.
  assert.equal(calls, 2);
  await life.service.stop();
  const next = await stage.run(paperChannel, settings);
  next.host.lookForPicture(anna, find);
  next.host.lookForPicture(next.host.identity('home', 'carl'), find);
  await counts('none', 3);
  assert.equal(asked, 3);
});

test('the same picture is told once: by its version without a download, else by its bytes', async (t) => {
  const { host, anna, told, counts } = await play(t, EVERY_TIME);
  host.lookForPicture(anna, at(DOT_PNG, 'v1'));
  await counts('kept');
  host.lookForPicture(anna, noDownload);
  await counts('unchanged');
  host.lookForPicture(anna, at(DOT_PNG, 'v2'));
  await counts('unchanged', 2);
  assert.equal((await told()).length, 1);
  host.lookForPicture(anna, at(Buffer.concat([DOT_PNG, Buffer.of(0)]), 'v3'));
  await counts('kept', 2);
  assert.equal(new Set(await told()).size, 2);
});

test('who has none any more is told without, once', async (t) => {
  const { host, anna, told, counts } = await play(t, EVERY_TIME);
  host.lookForPicture(anna, none);
  await counts('none');
  host.lookForPicture(anna, at(DOT_PNG));
  await counts('kept');
  for (const times of [2, 3]) {
    host.lookForPicture(anna, none);
    await counts('none', times);
  }
  const [picture, ...after] = await told();
  assert.ok(picture?.startsWith('p_'));
  assert.deepEqual(after, ['']);
});

for (const [what, find] of [
  ['a page that says it is a picture', at(Buffer.from('<!doctype html><script>'))],
  ['a drawing that can run scripts', at(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'))],
  ['a document', at(Buffer.from('%PDF-1.7\n'))],
  ['what is too large', at(Buffer.concat([DOT_PNG, Buffer.alloc(3000)]))],
  ['what breaks off', async () => ({ open: async () => ({ kind: 'opened' as const, content: broken() }) })],
  ['what is not there', async () => ({ open: async () => ({ kind: 'unavailable' as const, reason: '404' }) })],
  ['what nobody can tell', () => Promise.reject(new Error('the provider is down'))],
  ['what never comes', (signal: AbortSignal) => new Promise((_, reject) => signal.addEventListener('abort', reject))],
] as readonly (readonly [string, FindPicture])[]) {
  test(`${what} is counted and nothing more`, async (t) => {
    const { stage, host, anna, told, counts } = await play(t, { maxPictureBytes: 1000, pictureMs: 50 });
    const put = t.mock.method(stage.blobs, 'put');
    host.lookForPicture(anna, find);
    await counts('failed');
    assert.deepEqual([await told(), put.mock.callCount()], [[], 0]);
  });
}

function broken(): Readable {
  return Readable.from(
    (async function* () {
      yield DOT_PNG;
      throw new Error('connection reset');
    })(),
  );
}

test('few are looked for at once, some wait, and more are dropped', async (t) => {
  const { host, counts, counted } = await play(t, { maxPictures: 2, maxWaitingPictures: 3 });
  const gate = Promise.withResolvers<undefined>();
  let [running, most] = [0, 0];
  const find: FindPicture = async () => {
    most = Math.max(most, (running += 1));
    await gate.promise;
    running -= 1;
    return undefined;
  };
  for (let n = 0; n < 7; n += 1) host.lookForPicture(host.identity('home', `p${n}`), find);
  assert.equal(await counted('dropped'), 2);
  gate.resolve(undefined);
  await counts('none', 5);
  assert.equal(most, 2);
});

test('while the log or the store is down messages go on, and the picture is told another day', async (t) => {
  const { stage, host, anna, told, counts } = await play(t, EVERY_TIME);
  stage.failPublishing('refused');
  host.lookForPicture(anna, at(DOT_PNG));
  await counts('failed');
  stage.failPublishing(undefined);
  assert.deepEqual(await told(), []);
  host.lookForPicture(anna, at(DOT_PNG));
  await counts('kept');
  assert.equal((await told()).length, 1);
});

test('of who is erased nothing is kept, and a look under way tells nothing more', async (t) => {
  const { stage, host, anna, told, counts } = await play(t, EVERY_TIME);
  host.lookForPicture(anna, at(DOT_PNG, 'v1'));
  await counts('kept');
  const looks = await stage.documents.collection({ name: 'pictures', expiresAtField: 'expiresAt' });
  assert.ok(await looks.get(anna.identityId));
  const opened = Promise.withResolvers<undefined>();
  host.lookForPicture(anna, async (signal) => {
    opened.resolve(undefined);
    await new Promise((resolve) => signal.addEventListener('abort', resolve));
    return await at(Buffer.concat([DOT_PNG, DOT_PNG]))(signal);
  });
  await opened.promise;
  const value = JSON.stringify({ version: 1, occurredAt: 1, type: 'forget', identity: anna });
  await stage.log.publish([{ topic: outboundTopic('paper').name, key: anna.identityId, value }]);
  await waitFor(async () => (await looks.get(anna.identityId)) === undefined, { describe: 'the look to be forgotten' });
  await counts('failed');
  assert.equal((await told()).length, 1);
});

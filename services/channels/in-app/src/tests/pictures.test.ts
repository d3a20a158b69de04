import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { pictureContract, type ChannelEnds } from '@onethread/channel-kit/contract';
import { waitFor } from '@onethread/testkit';
import type { InAppSettings } from '../config.ts';
import { inAppChannel } from '../definition.ts';
import { REST_PATH } from '../protocol.ts';
import { openInAppStage, settingsFor, startHistory } from './in-app-stage.ts';
import { cid, userToken } from './people.ts';

/** Where an app keeps its users' pictures: what is asked for is told, and answered by `answer`. */
async function openPictureHost(
  answer: (path: string) => { readonly status: number; readonly body?: Uint8Array; readonly location?: string },
) {
  const asked: string[] = [];
  const server: Server = createServer((request, response) => {
    asked.push(request.url ?? '');
    const { status, body, location } = answer(request.url ?? '');
    response
      .writeHead(status, { 'content-type': 'image/png', ...(location === undefined ? {} : { location }) })
      .end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    host,
    asked,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function write(at: Pick<ChannelEnds, 'http'>, authorization: string): Promise<number> {
  const { status } = await fetch(`${at.http.publicUrl}${REST_PATH}/messages`, {
    method: 'POST',
    headers: { authorization, 'content-type': 'application/json', 'idempotency-key': cid() },
    body: JSON.stringify({ text: 'hello' }),
  });
  return status;
}

pictureContract<InAppSettings>('in-app', {
  definition: inAppChannel,
  async prepare() {
    const history = await startHistory();
    let [picture, version] = [undefined as Uint8Array | undefined, ''];
    const pictures = await openPictureHost(() => ({ status: 200, ...(picture && { body: picture }) }));
    return {
      settings: settingsFor(history, { pictureHosts: [pictures.host] }),
      async deliver(_n, at) {
        const avatar = picture === undefined ? '' : `http://${pictures.host}/${version}.png`;
        const status = await write(at, `Bearer ${await userToken('anna', 600, { avatar })}`);
        return status === 202 ? 'accepted' : 'malformed';
      },
      setPicture(bytes) {
        picture = bytes;
        version = Buffer.from(bytes ?? [])
          .toString('hex')
          .slice(-40);
      },
      async close() {
        await pictures.close();
        await history.stop();
      },
    };
  },
});

test('pictures are fetched from named hosts alone, also where those send on, and for users alone', async () => {
  const elsewhere = await openPictureHost(() => ({ status: 200 }));
  const pictures = await openPictureHost(() => ({ status: 302, location: `http://${elsewhere.host}/inside` }));
  const at = await openInAppStage({ pictureHosts: [pictures.host] });
  const failed = async () =>
    Number(
      /pictures_total\{channel="in-app",outcome="failed"\} (\d+)/.exec(await at.stage.metrics.metrics())?.[1] ?? 0,
    );
  const users = [
    `http://${elsewhere.host}/1`,
    `http://${pictures.host}/sent-on`,
    `http://anna:secret@${pictures.host}/1`,
    'file:///etc/passwd',
    'https://169.254.169.254/latest/meta-data',
    'no address',
  ];
  for (const [n, avatar] of users.entries())
    assert.equal(await write(at.stage, `Bearer ${await userToken(`user-${n}`, 600, { avatar })}`), 202);
  await waitFor(async () => (await failed()) === users.length, { describe: 'all of them to be refused' });
  assert.deepEqual(pictures.asked, ['/sent-on']);
  assert.deepEqual(elsewhere.asked, []);
  assert.ok((await at.stage.received()).every(({ type }) => type === 'message'));
  await at[Symbol.asyncDispose]();
  for (const host of [pictures, elsewhere]) await host.close();
});

test('where no host is named none is looked for', async () => {
  const pictures = await openPictureHost(() => ({ status: 200 }));
  const at = await openInAppStage();
  const avatar = `http://${pictures.host}/1`;
  assert.equal(await write(at.stage, `Bearer ${await userToken('anna', 600, { avatar })}`), 202);
  await at[Symbol.asyncDispose]();
  assert.deepEqual(pictures.asked, []);
  assert.ok(!(await at.stage.metrics.metrics()).includes('pictures_total{'));
  await pictures.close();
});

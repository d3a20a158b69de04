import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { isPictureOf } from '@onethread/contracts';
import { DOT_PNG, waitFor } from '@onethread/testkit';
import type { KitBounds } from '../bounds.ts';
import type { ChannelHost } from '../channel-host.ts';
import type { ChannelEnds, ChannelHarness, PreparedChannel } from './channel-harness.ts';
import { openStage, type Stage } from './stage.ts';

export interface PicturedChannel<Settings> extends Pick<PreparedChannel<Settings>, 'settings' | 'deliver' | 'close'> {
  /** What whoever `deliver` writes as shows of themselves from now on, told as an image/png whatever it is; undefined: nothing any more. */
  setPicture(picture: Uint8Array | undefined): void | Promise<void>;
}

export interface PictureHarness<Settings> extends Pick<ChannelHarness<Settings>, 'definition'> {
  prepare(): Promise<PicturedChannel<Settings>>;
}

const BOUNDS: Partial<KitBounds> = { maxPictureBytes: 1_000 };
const DAY_MS = 24 * 3600 * 1000;

/** What every channel must keep that can learn people's pictures. */
export function pictureContract<Settings>(name: string, harness: PictureHarness<Settings>): void {
  async function play(run: (scene: Scene) => Promise<void>): Promise<void> {
    const prepared = await harness.prepare();
    try {
      let days = 0;
      await using stage = await openStage({ now: () => Date.now() + days * DAY_MS });
      const { host } = await stage.run(harness.definition, prepared.settings, BOUNDS);
      await run(scene(stage, host, prepared, () => (days += 1)));
    } finally {
      await prepared.close();
    }
  }

  function scene(stage: Stage, host: ChannelHost, prepared: PicturedChannel<Settings>, nextDay: () => number) {
    const told = async (): Promise<readonly string[]> =>
      (await stage.received()).flatMap((one) =>
        one.type === 'profile' ? [one.profile.avatarBlobId ?? 'none told'] : [],
      );
    return {
      stage,
      told,
      /** The person writes twice; what became of the look for their picture. */
      dayWith: async (picture: Uint8Array | undefined): Promise<string> => {
        await prepared.setPicture(picture);
        const at: ChannelEnds = { http: stage.http, host };
        const before = await outcomes(stage);
        const day = nextDay();
        for (const n of [2 * day, 2 * day + 1]) assert.equal(await prepared.deliver(n, at), 'accepted');
        return await waitFor(
          async () => [...(await outcomes(stage))].find(([word, times]) => times > (before.get(word) ?? 0))?.[0],
          { describe: 'the picture to be looked for' },
        );
      },
    };
  }
  type Scene = ReturnType<typeof scene>;

  void describe(`${name} keeps the contract of pictures`, () => {
    void test('a picture follows its person’s message as a file of ours, and no address of the provider does', () =>
      play(async ({ stage, dayWith, told }) => {
        assert.equal(await dayWith(DOT_PNG), 'kept');
        const records = await stage.received();
        assert.deepEqual(records.map(({ type }) => type).toSorted(), ['message', 'message', 'profile']);
        assert.equal(records[0]?.type, 'message');
        const ids = new Set(records.map(({ identity }) => identity.identityId));
        assert.equal(ids.size, 1);
        const [blobId = ''] = await told();
        assert.ok(isPictureOf(records[0].identity.identityId, blobId));
        assert.equal((await stage.blobs.info(blobId))?.contentType, 'image/png');
        const bytes: Buffer[] = [];
        for await (const piece of await stage.blobs.open(blobId)) bytes.push(piece as Buffer);
        assert.deepEqual(Buffer.concat(bytes), DOT_PNG);
        assert.ok(!/https?:/.test(JSON.stringify(records)));
      }));

    void test('the same one is told once, another one anew, and so is that there is none any more', () =>
      play(async ({ dayWith, told }) => {
        const other = Buffer.concat([DOT_PNG, Buffer.of(0)]);
        const days = [DOT_PNG, DOT_PNG, other, undefined, undefined, DOT_PNG];
        const became: string[] = [];
        for (const picture of days) became.push(await dayWith(picture));
        assert.deepEqual(became, ['kept', 'unchanged', 'kept', 'none', 'none', 'kept']);
        const pictures = await told();
        assert.equal(pictures.length, 4);
        assert.equal(pictures[2], '');
        assert.equal(new Set(pictures).size, 4);
      }));

    for (const [what, picture] of [
      ['is too large', Buffer.concat([DOT_PNG, Buffer.alloc(1_000)])],
      ['is a page', Buffer.from('<!doctype html><script>')],
      ['is empty', Buffer.alloc(0)],
    ] as const) {
      void test(`one that ${what} is left out, and its person’s message stands`, () =>
        play(async ({ stage, dayWith, told }) => {
          assert.equal(await dayWith(picture), 'failed');
          assert.deepEqual(await told(), []);
          assert.equal((await stage.received()).length, 2);
        }));
    }
  });
}

async function outcomes({ metrics }: Stage): Promise<ReadonlyMap<string, number>> {
  const lines = (await metrics.metrics()).matchAll(/^onethread_channel_pictures_total\{.*outcome="(\w+)"\} (\d+)$/gm);
  return new Map([...lines].map(([, word = '', times]) => [word, Number(times)]));
}

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { signToken } from '@onethread/rpc';
import { createLogger } from '@onethread/runtime';
import { waitFor } from '@onethread/testkit';
import type { FileLinks } from '../files/file-links.ts';
import type { FeedPage } from '../protocol.ts';
import { ScriptedHistory } from '../tests/scripted-history.ts';
import { FeedStreams } from './feed-streams.ts';
import { FollowedFeed } from './followed-feed.ts';
import { MAX_BEGINNING } from './replica-stream.ts';

const SECRET = 'secret-of-the-grpc-tokens-in-tests';
const logger = createLogger({ service: 'test', level: 'fatal' });
const WITHIN = { withinMs: 20_000 };
const links = { sign: () => '' } as unknown as FileLinks;

/** What one device is shown. */
class Device {
  readonly texts: string[] = [];
  snapshots = 0;
  readonly feed: FollowedFeed;

  constructor(identityId: string) {
    this.feed = new FollowedFeed(identityId, '', { page: (page) => this.#show(page), typing: () => {} }, links);
  }

  #show({ snapshot, items }: FeedPage): void {
    if (snapshot) this.snapshots += 1;
    for (const { parts } of items) for (const part of parts) if (part.kind === 'text') this.texts.push(part.text);
  }
}

/** Replicas of one history, and a channel that follows this many people. */
async function open(count: { readonly replicas: number; readonly feeds: number }) {
  const first = new ScriptedHistory(SECRET);
  const others = Array.from({ length: count.replicas - 1 }, () => new ScriptedHistory(SECRET, first));
  const replicas = [first, ...others];
  for (const replica of replicas) await replica.start();
  const streams = new FeedStreams({
    address: `ipv4:${replicas.map(({ address }) => address).join()}`,
    token: () => signToken(SECRET, { subject: 'in-app', role: 'service', validSeconds: 600 }),
    random: () => 0,
    logger,
  });
  const names = Array.from({ length: count.feeds }, (_, n) => `person-${n}`);
  const devices = names.map((name) => new Device(name));
  for (const { feed } of devices) streams.follow(feed);
  await waitFor(() => devices.every(({ snapshots }) => snapshots === 1), {
    describe: 'every feed to begin',
    ...WITHIN,
  });
  return {
    replicas,
    streams,
    devices,
    /** How many each replica carries, fewest first. */
    shares: () => [...streams.spread.values()].toSorted((a, b) => a - b),
    tellAll(text: string) {
      for (const name of names) first.reply(name, text);
    },
    async untilAllShow(...texts: string[]) {
      await waitFor(() => devices.every((device) => device.texts.length >= texts.length), {
        describe: `${texts.join()} at every device`,
        ...WITHIN,
      });
      for (const device of devices) assert.deepEqual(device.texts, texts);
    },
    async [Symbol.asyncDispose]() {
      streams.close();
      for (const replica of replicas) await replica.stop();
    },
  };
}

test('a hundred feeds share one stream; when it breaks each goes on where it was, without gap or double', async () => {
  await using at = await open({ replicas: 1, feeds: 100 });
  const [routing] = at.replicas as [ScriptedHistory];
  assert.ok(at.devices.length > MAX_BEGINNING, 'some have to wait for their turn');
  assert.equal(routing.streams, 1);
  at.tellAll('before');
  await at.untilAllShow('before');
  routing.breakStreams();
  at.tellAll('while it is broken');
  await at.untilAllShow('before', 'while it is broken');
  at.tellAll('after');
  await at.untilAllShow('before', 'while it is broken', 'after');
  assert.ok(at.devices.every(({ snapshots }) => snapshots === 1));
  assert.equal(routing.askedFrom.length, 200);
  assert.equal(routing.streams, 1);
});

test('replicas share the feeds; one that goes loses its own to the other, and takes its share when it is back', async () => {
  await using at = await open({ replicas: 2, feeds: 60 });
  const [, second] = at.replicas as [ScriptedHistory, ScriptedHistory];
  const even = () => waitFor(() => at.shares().join() === '30,30', { describe: 'even shares', ...WITHIN });
  await even();
  at.tellAll('by two');
  await at.untilAllShow('by two');
  await second.stop();
  at.tellAll('by one');
  await at.untilAllShow('by two', 'by one');
  assert.deepEqual(at.shares(), [0, 60]);
  await second.restart();
  at.tellAll('while moving');
  await even();
  at.tellAll('by two again');
  await at.untilAllShow('by two', 'by one', 'while moving', 'by two again');
  assert.ok(at.devices.every(({ snapshots }) => snapshots === 1));
});

test('a feed that routing ends is followed again alone, from its cursor', async () => {
  await using at = await open({ replicas: 1, feeds: 3 });
  const [routing] = at.replicas as [ScriptedHistory];
  at.tellAll('one');
  await at.untilAllShow('one');
  routing.endFeeds('person-1', 'unavailable');
  at.tellAll('two');
  await at.untilAllShow('one', 'two');
  assert.deepEqual(routing.askedFrom, ['', '', '', 'cursor-1']);
});

test('a device that left is followed no more, its later self gets what came meanwhile', async () => {
  await using at = await open({ replicas: 1, feeds: 2 });
  const [routing] = at.replicas as [ScriptedHistory];
  const [leaver, stayer] = at.devices as [Device, Device];
  at.streams.stop(leaver.feed);
  await waitFor(() => routing.followed().join() === 'person-1', { describe: 'one feed to be followed' });
  at.tellAll('missed');
  await waitFor(() => stayer.texts.length === 1, { describe: 'the reply' });
  assert.deepEqual(leaver.texts, []);
  at.streams.follow(leaver.feed);
  await waitFor(() => leaver.texts.length === 1, { describe: 'what was missed' });
  assert.deepEqual([leaver.texts, leaver.snapshots], [['missed'], 1]);
});

test('without any routing feeds wait, and begin when it comes; a channel that stops meanwhile waits for nothing', async () => {
  const routing = new ScriptedHistory(SECRET);
  await routing.start();
  await routing.stop();
  const options = {
    address: routing.address,
    token: () => signToken(SECRET, { subject: 'in-app', role: 'service', validSeconds: 600 }),
    random: Math.random,
    logger,
  } as const;
  const impatient = new FeedStreams(options);
  impatient.follow(new Device('person').feed);
  const patient = new FeedStreams(options);
  const device = new Device('person');
  patient.follow(device.feed);
  impatient.close();
  await routing.restart();
  await waitFor(() => device.snapshots === 1, { describe: 'the feed to begin', ...WITHIN });
  patient.close();
  await routing.stop();
});

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { fromGrpcError, type FollowFeedsResponse, type RpcError } from '@onethread/rpc';
import { waitFor } from '@onethread/testkit';
import { MAX_OPENING_FEEDS } from './follow-feeds-carrier.ts';
import { openRouting, person, type Person, type TestRouting } from './testing/open-routing.ts';

let routing: TestRouting;
before(async () => {
  routing = await openRouting();
});
after(() => routing.close());

/** A channel's replica with its one stream. */
class Feeds {
  readonly events: FollowFeedsResponse[] = [];
  readonly stream = routing.feeds.followFeeds();
  ended: RpcError | undefined;

  constructor() {
    this.stream.on('data', (event: FollowFeedsResponse) => this.events.push(event));
    this.stream.on('error', (error) => void (this.ended = fromGrpcError(error)));
  }

  follow(feedId: number, { identityId }: Pick<Person, 'identityId'>, cursor = ''): void {
    this.stream.write({ feedId, follow: { identityId, cursor } });
  }

  stop(feedId: number): void {
    this.stream.write({ feedId, stop: {} });
  }

  of(feedId: number): FollowFeedsResponse[] {
    return this.events.filter((event) => event.feedId === feedId);
  }

  texts(feedId: number): string[] {
    return textsOf(this.of(feedId));
  }

  isLive(feedId: number): boolean {
    return this.of(feedId).some(({ update }) => update?.live === true);
  }

  async untilLive(...feedIds: number[]): Promise<void> {
    await waitFor(() => feedIds.every((feedId) => this.isLive(feedId)), { describe: 'the feeds to be live' });
  }
}

function textsOf(events: readonly FollowFeedsResponse[]): string[] {
  return events.flatMap(({ update }) => (update?.items ?? []).map(({ parts }) => parts[0]?.text?.text ?? ''));
}

async function feedsFollowed(): Promise<number> {
  const text = await routing.metrics.metrics();
  return Number(/^onethread_customer_feeds (\d+)$/m.exec(text)?.[1]);
}

test('a hundred feeds over one stream: each person hears of their own thread alone, from a page on', async () => {
  const people = Array.from({ length: 100 }, (_, n) => person(`one of many ${n}`));
  assert.ok(people.length > MAX_OPENING_FEEDS, 'some have to wait for their turn');
  const feeds = new Feeds();
  for (const [n, one] of people.entries()) feeds.follow(n + 1, one);
  await feeds.untilLive(...people.map((_, n) => n + 1));
  assert.equal(await feedsFollowed(), 100);
  await Promise.all(people.map((one, n) => routing.writes(one, `from ${n}`)));
  await waitFor(() => people.every((_, n) => feeds.texts(n + 1).length > 0), { describe: 'a message in every feed' });
  for (const n of people.keys()) assert.deepEqual(feeds.texts(n + 1), [`from ${n}`]);
  feeds.stream.cancel();
  await waitFor(async () => (await feedsFollowed()) === 0, { describe: 'no feed to be followed any more' });
});

test('a feed goes on from its cursor over another stream, without gap or double', async () => {
  const customer = person('returning');
  const first = new Feeds();
  first.follow(7, customer);
  await first.untilLive(7);
  await routing.writes(customer, 'one');
  await waitFor(() => first.texts(7).length === 1, { describe: 'the first message' });
  const cursor = first.of(7).at(-1)?.update?.cursor ?? '';
  first.stream.cancel();
  await routing.writes(customer, 'two');
  const second = new Feeds();
  second.follow(1, customer, cursor);
  await second.untilLive(1);
  await routing.writes(customer, 'three');
  await waitFor(() => second.texts(1).includes('three'), { describe: 'the third message' });
  assert.deepEqual(second.texts(1), ['two', 'three']);
  assert.ok(second.of(1).every(({ update }) => update?.snapshot !== true));
  second.stream.cancel();
});

test('a feed that cannot be followed ends alone, and says whether to try again', async () => {
  const customer = person('beside a broken one');
  const feeds = new Feeds();
  feeds.follow(1, { identityId: '' as never });
  feeds.follow(2, customer);
  await feeds.untilLive(2);
  assert.deepEqual(
    feeds.of(1).map(({ ended }) => ended),
    [{ code: 'invalid', retryable: false }],
  );
  assert.equal(feeds.ended, undefined);
  feeds.stream.cancel();
});

test('a stopped feed says that it has ended; its id may be another person’s then, and nothing of the first comes any more', async () => {
  const [one, other] = [person('first owner'), person('second owner')];
  const feeds = new Feeds();
  feeds.follow(5, one);
  await feeds.untilLive(5);
  feeds.stop(5);
  feeds.follow(5, other);
  await waitFor(() => feeds.of(5).some(({ ended }) => ended), { describe: 'the end of the first' });
  await routing.writes(one, 'to nobody');
  await routing.writes(other, 'to the second');
  await waitFor(() => feeds.texts(5).includes('to the second'), { describe: 'a message of the second' });
  const end = feeds.of(5).findIndex(({ ended }) => ended);
  assert.equal(feeds.of(5)[end]?.ended?.code, 'cancelled');
  assert.deepEqual(textsOf(feeds.of(5).slice(end)), ['to the second']);
  assert.equal(await feedsFollowed(), 1);
  feeds.stream.cancel();
});

test('feeds that are stopped while they wait for their turn are not begun, and hold up nobody', async () => {
  const feeds = new Feeds();
  for (let feedId = 1; feedId <= 300; feedId += 1) feeds.follow(feedId, person(`hasty ${feedId}`));
  for (let feedId = 1; feedId < 300; feedId += 1) feeds.stop(feedId);
  await feeds.untilLive(300);
  await waitFor(() => feeds.events.filter(({ ended }) => ended).length === 299, { describe: 'every end' });
  assert.equal(await feedsFollowed(), 1);
  feeds.stream.cancel();
});

for (const [what, say] of [
  ['an id that is in use', (feeds: Feeds) => feeds.follow(1, person('twice'))],
  ['a command that is none', (feeds: Feeds) => feeds.stream.write({ feedId: 9 })],
] as const)
  test(`${what} ends the stream as invalid`, async () => {
    const feeds = new Feeds();
    feeds.follow(1, person('once'));
    await feeds.untilLive(1);
    say(feeds);
    assert.equal((await waitFor(() => feeds.ended, { describe: 'the end' })).code, 'invalid');
    await waitFor(async () => (await feedsFollowed()) === 0, { describe: 'no feed to be followed any more' });
  });

test('a client that says no more is told goodbye', async () => {
  const feeds = new Feeds();
  feeds.follow(1, person('leaving'));
  await feeds.untilLive(1);
  const ended = Promise.withResolvers<void>();
  feeds.stream.on('end', () => ended.resolve());
  feeds.stream.end();
  await ended.promise;
  assert.equal(feeds.ended, undefined);
  assert.equal(await feedsFollowed(), 0);
});

import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, mock, test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import type { IdentityId, IdentityRef } from '@onethread/contracts';
import { proposeLink, retractLink } from '../use-cases/link-identities.ts';
import { isForCustomer } from '../use-cases/reading/customer-view.ts';
import { OpaqueTokens } from '../use-cases/reading/opaque-token.ts';
import { receiveMessage } from '../use-cases/receive-message.ts';
import { sweepHistory } from '../use-cases/sweep-history.ts';
import {
  customerOf,
  identityRef,
  inbound,
  openTestContext,
  type TestContext,
} from '../use-cases/testing/test-context.ts';
import { FollowedStreamsCheck } from './check-followed-streams.ts';
import { openLossyHub, type Fate, type LossyHub } from './testing/lossy-hub.ts';
import { randomLife } from './testing/random-life.ts';
import { ShownThread } from './testing/shown-thread.ts';
import type { SessionParts, ThreadView } from './thread-session.ts';

const anna = identityRef('anna');
const phone = identityRef('anna’s phone', 'drum');
const tokens = new OpaqueTokens('a secret of tests');

/** The same numbers for the same seed. */
function seeded(seed: number): () => number {
  let state = seed * 2_654_435_761;
  return () => {
    state = Math.imul(state ^ (state >>> 15), 2_246_822_519) + 0x9e3779b9;
    return ((state ^ (state >>> 13)) >>> 0) / 2 ** 32;
  };
}

describe('following a thread', () => {
  let context: TestContext;
  let lossy: LossyHub;
  let parts: SessionParts;
  const shown: ShownThread[] = [];

  async function begin(fate?: () => Fate): Promise<void> {
    lossy = await openLossyHub(context, fate);
    const blobs = { info: async () => undefined };
    parts = { context: { collections: context.collections, tokens, blobs }, hub: lossy.hub, touched: lossy.touched };
  }

  function show(scope: 'all' | 'proved', from?: Pick<ShownThread, 'items' | 'cursor'>): ShownThread {
    const visible = scope === 'all' ? () => true : isForCustomer;
    const thread = new ShownThread(parts, customerOf(anna), {
      scope,
      visible,
      ...(from ? { from: from as ShownThread } : {}),
    });
    shown.push(thread);
    return thread;
  }

  async function receive(identity: IdentityRef, id: string): Promise<Awaited<ReturnType<typeof receiveMessage>>> {
    context.clock.advance(1000);
    return await receiveMessage(lossy.context, inbound(identity, id, { providerTime: context.now() }));
  }

  /** Until everybody shows the same as a fresh snapshot. */
  async function settle(): Promise<void> {
    await context.collections.memory.settled();
    lossy.flush();
    context.clock.advance(60_000);
    await sweepHistory(lossy.context, {});
    const check = new FollowedStreamsCheck(lossy.hub, context.collections, context.logger);
    await check.check([...lossy.hub.followedStreams]);
    for (let turn = 0; turn < 200; turn += 1) await setImmediate();
  }

  beforeEach(async () => {
    context = await openTestContext();
  });
  afterEach(async () => {
    for (const { session } of shown.splice(0)) session.close();
    await context.close();
  });

  test('somebody who never wrote has an empty thread, and their first word arrives live', async () => {
    await begin();
    const feed = show('proved');
    await feed.open();
    assert.deepEqual(feed.shown(), []);
    await receive(anna, 'first');
    await settle();
    assert.equal(feed.shown().length, 1);
    assert.equal(feed.snapshots, 1);
  });

  test('a live message is shown without a read of the store', async () => {
    await begin();
    await receive(anna, 'first');
    const thread = show('all');
    await thread.open();
    const { items } = context.collections;
    const reads = mock.method(items, 'getMany');
    await receive(anna, 'second');
    assert.equal(thread.shown().length, 2);
    assert.equal(reads.mock.callCount(), 0);
    reads.mock.restore();
  });

  test('what cannot be resumed is shown anew: malformed, made up, of another thread or purpose, from the future', async () => {
    await begin();
    await receive(anna, 'first');
    await receive(phone, 'other');
    const feed = show('proved');
    await feed.open();
    const scope = { members: [customerOf(anna)], streams: [customerOf(anna)] };
    const { sealCursor } = await import('../use-cases/reading/thread-cursor.ts');
    const future = sealCursor(tokens, 'thread-cursor', scope, new Map([[customerOf(anna), 99]]));
    const foreign = sealCursor(tokens, 'thread-cursor', { members: [], streams: [] }, new Map());
    const made = new OpaqueTokens('another secret').seal('thread-cursor', { of: '', at: {} });
    const bad = ['x', '💥', 'a'.repeat(100_000), feed.cursor, future, foreign, made, tokens.seal('thread-cursor', [1])];
    for (const cursor of bad) {
      const thread = show('all', { items: new Map(), cursor });
      await thread.open();
      assert.equal(thread.snapshots, 1, cursor.slice(0, 20));
      assert.equal(thread.shown().length, 1);
    }
    const good = sealCursor(tokens, 'thread-cursor', scope, new Map([[customerOf(anna), 0]]));
    const resumed = show('all', { items: new Map(), cursor: good });
    await resumed.open();
    assert.equal(resumed.snapshots, 0);
    assert.equal(resumed.shown().length, 1);
  });

  test('a customer sees what is proved to be theirs, an agent what is believed', async () => {
    await begin();
    await receive(anna, 'from anna');
    await receive(phone, 'from the phone');
    const [feed, thread] = [show('proved'), show('all')];
    await feed.open();
    await thread.open();
    const link = { a: anna.identityId as IdentityId, b: phone.identityId as IdentityId };
    await proposeLink(lossy.context, { ...link, evidence: 'agent', proved: false });
    await settle();
    assert.equal(thread.shown().length, 2);
    assert.equal(feed.shown().length, 1);
    await receive(phone, 'more from the phone');
    await settle();
    assert.equal(thread.shown().length, 3);
    assert.equal(feed.shown().length, 1);
    await retractLink(lossy.context, link);
    await settle();
    assert.equal(thread.shown().length, 1);
    await proposeLink(lossy.context, { ...link, evidence: 'login', proved: true });
    await settle();
    assert.equal(feed.shown().length, 3);
  });

  test('many long messages that were missed come in portions, and each cursor on the way resumes to the same', async () => {
    await begin();
    await receive(anna, 'first');
    const before = show('proved');
    await before.open();
    before.session.close();
    const text = 'ü'.repeat(30_000);
    for (let n = 0; n < 12; n += 1) {
      context.clock.advance(1000);
      await receiveMessage(lossy.context, inbound(anna, `long ${n}`, { parts: [{ kind: 'text', text }] }));
    }
    await settle();
    const left: Pick<ShownThread, 'items' | 'cursor'>[] = [];
    const back = show('proved', before.frozen());
    back.onUpdate = () => left.push(back.frozen());
    await back.open();
    assert.equal(back.shown().length, 13);
    const portions = new Set(left.map(({ items }) => items.size));
    assert.ok(portions.size >= 4, `${portions.size} portions`);
    for (const device of left) {
      const again = show('proved', device);
      await again.open();
      assert.deepEqual(again.shown(), back.shown());
      assert.equal(again.snapshots, 0);
    }
  });

  test('what still waits to be told when a proof is taken back is not told: an un-merge shows each their own', async () => {
    await begin();
    await receive(anna, 'from anna');
    await receive(phone, 'from the phone');
    const link = { a: anna.identityId as IdentityId, b: phone.identityId as IdentityId };
    await proposeLink(lossy.context, { ...link, evidence: 'login', proved: true });
    await settle();
    const feed = show('proved');
    await feed.open();
    assert.equal(feed.shown().length, 2);
    const views: ThreadView[] = [];
    feed.onUpdate = (view) => views.push(view);
    await receive(phone, 'more from the phone');
    await settle();
    assert.equal(views.at(-1)?.isCurrent(), true);
    await retractLink(lossy.context, link);
    await settle();
    assert.equal(views.at(0)?.isCurrent(), false);
    assert.equal(views.at(-1)?.isCurrent(), true);
    assert.equal(feed.shown().length, 1);
    feed.session.close();
    assert.ok(views.every((view) => !view.isCurrent()));
  });

  for (const seed of [1, 2, 3, 4]) {
    test(`from every cursor the same thread is shown, whatever is announced (seed ${seed})`, async () => {
      const random = seeded(seed);
      const fates: Fate[] = ['arrives', 'arrives', 'arrives', 'is lost', 'comes twice', 'comes late'];
      await begin(() => fates[Math.floor(random() * fates.length)] as Fate);
      const { entry } = await receive(anna, 'm0');
      assert.ok(entry.body.kind === 'message');
      const watched = [show('all'), show('proved')];
      const left: { scope: 'all' | 'proved'; device: Pick<ShownThread, 'items' | 'cursor'> }[] = [];
      for (const [index, thread] of watched.entries()) {
        const scope = index === 0 ? 'all' : 'proved';
        thread.onUpdate = () => left.push({ scope, device: thread.frozen() });
        await thread.open();
      }
      const life = randomLife({
        context: lossy.context,
        random,
        anna,
        phone,
        conversationId: entry.body.conversationId,
      });
      for (let step = 1; step <= 60; step += 1) {
        context.clock.advance(500);
        await life(step);
        if (random() < 0.2) lossy.flush();
      }
      await settle();
      const truth = { all: show('all'), proved: show('proved') };
      await truth.all.open();
      await truth.proved.open();
      for (const [index, thread] of watched.entries())
        assert.deepEqual(thread.shown(), truth[index === 0 ? 'all' : 'proved'].shown(), `watched ${index}`);
      for (const { scope, device } of left) {
        const returned = show(scope, device);
        await returned.open();
        assert.deepEqual(returned.shown(), truth[scope].shown(), scope);
        assert.equal(returned.agentsRead, truth[scope].agentsRead);
        returned.session.close();
      }
    });
  }
});

import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { IdentityId } from '@onethread/contracts';
import { runningDueAt } from '../../domain/conversation-clocks.ts';
import { openCollections } from '../../stores/collections.ts';
import { proposeLink, retractLink } from '../link-identities.ts';
import { rebuild } from '../rebuild/rebuild.ts';
import { receiveMessage } from '../receive-message.ts';
import { sweepHistory } from '../sweep-history.ts';
import { inbound } from '../testing/test-context.ts';
import type { TestContext } from '../testing/test-context.ts';
import { anna, HOUR, MINUTE, MONDAY, phone, SETTINGS, openOffice } from './testing/open-office.ts';
import type { Office } from './testing/open-office.ts';

describe('clocks whose conversation goes elsewhere, whose settings change, whose entries come again', () => {
  let context: TestContext;
  let putSettings: Office['putSettings'];
  let write: Office['write'];
  let reply: Office['reply'];
  let stored: Office['stored'];
  let clockOf: Office['clockOf'];
  let transfer: Office['transfer'];

  beforeEach(async () => {
    ({ context, putSettings, write, reply, stored, clockOf, transfer } = await openOffice());
  });
  afterEach(() => context.close());

  it('another queue’s targets hold from the original start', async () => {
    const id = await write();
    context.clock.advance(4 * MINUTE);
    await transfer(id, 'urgent');
    const clock = await clockOf(id, 'first-response');
    assert.deepEqual([clock.startedAt, clock.dueAt, clock.warnAt], [MONDAY, MONDAY + 10 * MINUTE, MONDAY + 5 * MINUTE]);
    assert.equal((await clockOf(id, 'resolution')).dueAt, undefined);
    await transfer(id, 'whenever');
    assert.deepEqual([runningDueAt(await stored(id)), (await stored(id)).clocksAt], [undefined, undefined]);
    context.clock.advance(HOUR);
    await transfer(id, 'desk');
    assert.deepEqual(
      [(await clockOf(id, 'first-response')).dueAt, (await clockOf(id, 'resolution')).dueAt],
      [MONDAY + HOUR, MONDAY + 24 * HOUR - HOUR + HOUR],
    );
  });

  it('other settings hold for clocks that start or go on from then on', async () => {
    const id = await write();
    const desk = SETTINGS.queues.map((queue) =>
      queue.id === 'desk' ? { ...queue, targets: { nextResponseMinutes: 5, warnMinutes: 15 } } : queue,
    );
    await putSettings(2, { ...SETTINGS, queues: desk });
    context.clock.advance(MINUTE);
    await write();
    const first = await clockOf(id, 'first-response');
    assert.deepEqual([first.dueAt, first.settingsVersion], [MONDAY + HOUR, 1]);
    await reply(id);
    context.clock.advance(MINUTE);
    await write();
    const next = await clockOf(id, 'next-response');
    assert.deepEqual([next.dueAt, next.settingsVersion], [MONDAY + 7 * MINUTE, 2]);
    assert.equal(next.warnAt, MONDAY + 4.5 * MINUTE, 'a warning comes after half of the time at the earliest');
  });

  it('entries that are projected again change no clock, and rebuilding leaves clocks as they are', async () => {
    const id = await write();
    context.clock.advance(2 * HOUR);
    await reply(id);
    context.clock.advance(MINUTE);
    await write();
    context.clock.advance(MINUTE);
    await reply(id);
    context.clock.advance(10_000);
    await sweepHistory(context, {});
    const before = await stored(id);
    const thread = await context.collections.threads.get(before.homeId);
    assert.ok(thread);
    const forgetful = await context.collections.threads.replace({ ...thread, appliedN: 0 });
    assert.equal(forgetful.outcome, 'applied');
    const next: TestContext = { ...context, collections: await openCollections(context.store) };
    await receiveMessage(next, inbound(anna, 'one more', { automatic: true }));
    await next.collections.memory.settled();
    const after = await stored(id);
    assert.deepEqual([after.clocks, after.clocksAt, after.outbox], [before.clocks, before.clocksAt, []]);
    assert.equal((await rebuild(next, { repair: true })).differences, 0);
    assert.deepEqual((await stored(id)).clocks, before.clocks);
  });

  it('a question joined into another conversation is measured there since it was asked, and stands still where it was', async () => {
    const older = await write();
    context.clock.advance(MINUTE);
    await reply(older);
    context.clock.advance(MINUTE);
    const younger = await write({}, phone);
    context.clock.advance(MINUTE);
    const ends = { a: anna.identityId as IdentityId, b: phone.identityId as IdentityId };
    await proposeLink(context, { ...ends, evidence: 'agent', proved: false });
    assert.equal((await stored(younger)).joinedInto, older);
    assert.equal((await clockOf(older, 'next-response')).dueAt, MONDAY + 2 * MINUTE + 2 * HOUR);
    assert.deepEqual([runningDueAt(await stored(younger)), (await stored(younger)).clocksAt], [undefined, undefined]);
    context.clock.advance(MINUTE);
    await retractLink(context, ends);
    assert.equal((await clockOf(younger, 'first-response')).dueAt, MONDAY + 3 * MINUTE + HOUR);
  });
});

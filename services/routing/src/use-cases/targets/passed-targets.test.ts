import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { Entry } from '@onethread/contracts';
import { faultyDocumentStore } from '@onethread/documents';
import { runningDueAt } from '../../domain/conversation-clocks.ts';
import { openCollections } from '../../stores/collections.ts';
import { sendReply } from '../send-reply.ts';
import { sweepHistory } from '../sweep-history.ts';
import type { TestContext } from '../testing/test-context.ts';
import { tellAllPassed } from './start-target-rounds.ts';
import { agentId, HOUR, MINUTE, MONDAY, SETTINGS, openOffice } from './testing/open-office.ts';
import type { Office } from './testing/open-office.ts';

describe('targets that pass', () => {
  let context: TestContext;
  let putSettings: Office['putSettings'];
  let write: Office['write'];
  let reply: Office['reply'];
  let stored: Office['stored'];
  let clockOf: Office['clockOf'];
  let told: Office['told'];
  let kinds: Office['kinds'];

  beforeEach(async () => {
    ({ context, putSettings, write, reply, stored, clockOf, told, kinds } = await openOffice());
  });
  afterEach(() => context.close());

  it('the warning and the miss are told once each, by whichever replica looks, with the time it was due', async () => {
    const id = await write();
    const other: TestContext = { ...context, collections: await openCollections(context.store) };
    const look = async (): Promise<void> => void (await Promise.all([tellAllPassed(context), tellAllPassed(other)]));
    context.clock.set(MONDAY + 45 * MINUTE - 1);
    await look();
    assert.deepEqual(await told(id), []);
    context.clock.set(MONDAY + 45 * MINUTE);
    await look();
    await look();
    assert.deepEqual(await kinds(id), ['target-warning first-response']);
    context.clock.set(MONDAY + HOUR);
    await look();
    assert.deepEqual(await kinds(id), ['target-warning first-response'], 'just in time is in time');
    context.clock.advance(1);
    await look();
    await look();
    assert.deepEqual(await kinds(id), ['target-warning first-response', 'target-missed first-response']);
    const dueAt = MONDAY + HOUR;
    assert.deepEqual((await told(id)).at(-1), {
      kind: 'target-missed',
      conversationId: id,
      target: 'first-response',
      dueAt,
      decidedAt: dueAt + 1,
    });
    assert.deepEqual(
      [(await clockOf(id, 'first-response')).missedAt, runningDueAt(await stored(id)), (await stored(id)).outbox],
      [dueAt, dueAt, []],
    );
    const item = context.announced.find(({ event }) => event.type === 'entry' && isMiss(event.entry));
    assert.ok(item, 'it was announced');
  });

  it('what passed while nobody looked is told when somebody looks, with the times at which it was due', async () => {
    const id = await write();
    context.clock.advance(100 * HOUR);
    await tellAllPassed(context);
    assert.deepEqual(await kinds(id), [
      'target-warning first-response',
      'target-missed first-response',
      'target-warning resolution',
      'target-missed resolution',
    ]);
    assert.deepEqual(
      (await told(id)).map((body) => 'dueAt' in body && body.dueAt),
      [MONDAY + HOUR, MONDAY + HOUR, MONDAY + 23 * HOUR + HOUR, MONDAY + 24 * HOUR],
    );
  });

  it('an answer that came too late, before anybody looked, leaves the miss in the thread', async () => {
    const id = await write();
    context.clock.advance(2 * HOUR);
    await reply(id);
    const { missedAt, doneAt } = await clockOf(id, 'first-response');
    assert.deepEqual([missedAt, doneAt], [MONDAY + HOUR, MONDAY + 2 * HOUR]);
    context.clock.advance(10_000);
    await sweepHistory(context, {});
    await tellAllPassed(context);
    assert.deepEqual(await kinds(id), ['target-warning first-response', 'target-missed first-response']);
  });

  it('an answer in time whose projection is late is not told as missed', async () => {
    const id = await write();
    context.clock.advance(HOUR);
    const dying = faultyDocumentStore(context.store, {
      before: ({ collection, isWrite }) => (collection === 'conversations' && isWrite ? 'refuse' : 'pass'),
    });
    const faulty: TestContext = { ...context, collections: await openCollections(dying) };
    const parts = [{ kind: 'text' as const, text: 'hello' }];
    const lost = { agentId, agentName: 'Ada', clientMessageId: 'lost', conversationId: id, parts };
    await assert.rejects(sendReply(faulty, lost));
    assert.equal((await clockOf(id, 'first-response')).doneAt, undefined);
    context.clock.advance(MINUTE);
    await tellAllPassed(context);
    assert.deepEqual(
      (await kinds(id)).filter((kind) => kind.startsWith('target-missed')),
      [],
    );
    assert.equal((await clockOf(id, 'first-response')).doneAt, MONDAY + HOUR);
  });

  it('without targets nothing is ever due', async () => {
    await putSettings(2, { ...SETTINGS, defaultQueue: 'whenever' });
    const id = await write();
    context.clock.advance(1000 * HOUR);
    assert.equal(await tellAllPassed(context), false);
    assert.deepEqual([await told(id), (await stored(id)).clocksAt], [[], undefined]);
  });
});

function isMiss({ body }: Entry): boolean {
  return body.kind === 'target-missed';
}

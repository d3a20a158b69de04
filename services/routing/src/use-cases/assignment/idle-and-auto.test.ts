import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { ConversationId } from '@onethread/contracts';
import { asking } from '../../domain/conversation.ts';
import type { ConversationDocument } from '../../stores/documents.ts';
import { openAssignmentDesk } from './testing/assignment-desk.ts';
import type { AssignmentDesk } from './testing/assignment-desk.ts';

const MINUTE_MS = 60_000;

describe('load that counts', () => {
  let desk: AssignmentDesk;
  beforeEach(async () => {
    desk = await openAssignmentDesk();
  });
  afterEach(async () => {
    await desk.close();
  });

  const customerWrites = (id: ConversationId) =>
    desk.project(id, (document) =>
      asking<ConversationDocument>({ ...document, lastActivityAt: desk.clock.now() }, desk.clock.now()),
    );

  it('a live conversation in which nobody writes gives its agent room, who is asked first when the customer writes', async () => {
    await desk.applySettings({ queues: [{ id: 'default', name: 'Everyone', idleMinutes: 10 }] });
    const anna = await desk.agent('anna', { capacity: 1 });
    const id = await desk.arrives('first');
    await desk.accept(id);
    const waits = await desk.arrives('second', { live: false });
    await desk.advance(9 * MINUTE_MS);
    await customerWrites(id);
    await desk.advance(9 * MINUTE_MS);
    assert.equal((await desk.conversation(id)).assigneeId, anna);
    desk.announced.length = 0;
    await desk.advance(MINUTE_MS);
    const idle = await desk.conversation(id);
    assert.equal(idle.assigneeId, undefined);
    assert.equal(idle.waitingSince, undefined);
    assert.equal(idle.state, 'open');
    assert.equal(idle.keeperId, anna);
    assert.deepEqual(await desk.facts('first'), ['assigned accepted', 'released idle']);
    const told = desk.announced.map(({ event }) => event).filter((event) => event.type === 'conversation');
    assert.ok(told.some((event) => event.conversationId === id && event.agentIds.includes(anna)));

    assert.deepEqual(await desk.holds(anna), [waits]);
    await desk.accept(waits);
    await desk.agent('ben', { capacity: 5 });
    await customerWrites(id);
    const asked = await desk.conversation(id);
    assert.equal(asked.waitingSince, desk.clock.now());
    assert.equal(asked.explanation, 'Waiting for the agent who served this customer last');
    await desk.advance(10_000);
    assert.equal((await desk.conversation(id)).reservation?.agentId, 'ben');
  });

  it('goes idle after a restart as well, and not for what is not live', async () => {
    const anna = await desk.agent('anna', { capacity: 5 });
    const id = await desk.arrives('first');
    const mail = await desk.arrives('mail', { live: false });
    await desk.accept(id);
    await desk.accept(mail);
    await desk.advance(20 * MINUTE_MS);
    await desk.restart();
    await desk.openStream(anna);
    await desk.advance(10 * MINUTE_MS);
    assert.equal((await desk.conversation(id)).assigneeId, undefined);
    assert.equal((await desk.conversation(mail)).assigneeId, anna);
    assert.deepEqual(await desk.holds(anna), [mail]);
  });

  it('gives at once, without an offer, where the queue says so', async () => {
    await desk.applySettings({ queues: [{ id: 'default', name: 'Everyone', autoAccept: true }] });
    const anna = await desk.agent('anna', { capacity: 1 });
    const id = await desk.arrives('first');
    const document = await desk.conversation(id);
    assert.equal(document.assigneeId, anna);
    assert.equal(document.reservation, undefined);
    assert.equal(document.explanation, 'Given to ANNA: the only free agent');
    assert.deepEqual(await desk.holds(anna), [id]);
    assert.deepEqual(await desk.facts('first'), ['assigned auto']);
    const query = { index: 'by_conversation', equals: [id], limit: 10 } as const;
    const { documents } = await desk.collections.decisions.find(query);
    assert.deepEqual(
      documents.map(({ agentId, how, outcome }) => ({ agentId, how, outcome })),
      [{ agentId: anna, how: 'auto', outcome: 'accepted' }],
    );
    assert.deepEqual(document.outbox, []);
  });
});

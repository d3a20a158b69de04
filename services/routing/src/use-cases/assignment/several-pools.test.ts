import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { agentAbilitiesSchema } from '@onethread/contracts';
import type { AgentId } from '@onethread/contracts';
import { atRest } from '../../domain/conversation.ts';
import { openAssignmentDesk } from './testing/assignment-desk.ts';
import type { AssignmentDesk } from './testing/assignment-desk.ts';

const TWO_POOLS = {
  pools: [
    { id: 'main', name: 'Main' },
    { id: 'bank', name: 'Bank' },
  ],
  queues: [
    { id: 'default', name: 'Everyone' },
    { id: 'cards', name: 'Cards', pool: 'bank' },
  ],
};
const CARDS = { pool: 'bank', queueId: 'cards' };

describe('several pools', () => {
  let desk: AssignmentDesk;
  beforeEach(async () => {
    desk = await openAssignmentDesk();
  });
  afterEach(async () => {
    await desk.close();
  });

  const put = async (agentId: AgentId, pool: string, askedOf: string) => {
    const { outcome } = await desk.owner.ask({
      version: 1,
      type: 'put-agent',
      pool: askedOf,
      requestId: desk.newId(),
      agentId,
      name: agentId.toUpperCase(),
      email: `${agentId}@example.org`,
      role: 'agent',
      capacity: 2,
      abilities: agentAbilitiesSchema.parse({ pool, capacity: 2 }),
    });
    await desk.quiet();
    return outcome;
  };

  it('a pool begins when settings name it, and its conversations go to its agents alone', async () => {
    const anna = await desk.agent('anna');
    assert.equal(desk.owner.owns('bank'), false);
    await desk.applySettings(TWO_POOLS);
    assert.equal(desk.owner.owns('bank'), true);
    const cards = await desk.arrives('cards', CARDS);
    assert.equal((await desk.conversation(cards)).reservation, undefined);
    const bea = await desk.agent('bea', { pool: 'bank' });
    assert.equal((await desk.collections.agents.get(bea))?.pool, 'bank');
    assert.equal((await desk.conversation(cards)).reservation?.agentId, bea);
    const plain = await desk.arrives('plain');
    assert.equal((await desk.conversation(plain)).reservation?.agentId, anna);
  });

  it('a conversation moved to a queue of another pool leaves one owner, and is offered by the other', async () => {
    await desk.applySettings(TWO_POOLS);
    const since = desk.clock.now();
    const anna = await desk.agent('anna');
    const id = await desk.arrives('first');
    await desk.accept(id);
    const bea = await desk.agent('bea', { pool: 'bank' });
    await desk.advance(1_000);
    const wish = { conversationId: id, by: anna, toQueueId: 'cards', requestId: 'q1' };
    assert.equal((await desk.assign('transfer', wish)).outcome, 'accepted');
    const document = await desk.conversation(id);
    assert.equal(document.pool, 'bank');
    assert.equal(document.waitingSince, since);
    assert.equal(document.reservation?.agentId, bea);
    assert.deepEqual([await desk.holds(anna), await desk.holds(bea)], [[], [id]]);
    assert.deepEqual(document.outbox, []);
    // Whoever does not know that it was done asks the owner that it knows of.
    assert.equal((await desk.assign('transfer', { ...wish, pool: 'main' })).outcome, 'accepted');
    assert.equal((await desk.assign('transfer', { ...wish, pool: 'main', requestId: 'q2' })).outcome, 'accepted');
    const { documents } = await desk.collections.entries.find({ index: 'by_stream', equals: ['c_first'], limit: 10 });
    assert.deepEqual(
      documents.map(({ body }) => body.kind),
      ['assigned', 'released', 'queued'],
    );
  });

  it('an agent changes its pool only while it holds nothing, and is then offered what waits there', async () => {
    await desk.applySettings(TWO_POOLS);
    const anna = await desk.agent('anna');
    const id = await desk.arrives('first');
    const cards = await desk.arrives('cards', CARDS);
    assert.equal(await put(anna, 'bank', 'main'), 'busy');
    await desk.accept(id);
    assert.equal(await put(anna, 'bank', 'main'), 'busy');
    await desk.project(id, (document) => atRest({ ...document, state: 'resolved' }, 'Resolved.'));
    assert.equal(await put(anna, 'bank', 'main'), 'updated');
    assert.equal((await desk.collections.agents.get(anna))?.pool, 'bank');
    assert.equal((await desk.conversation(cards)).reservation?.agentId, anna);
    assert.equal(await put(anna, 'bank', 'main'), 'updated', 'said again to who had it before');
    assert.equal((await desk.conversation(await desk.arrives('second'))).reservation, undefined);
    await desk.accept(cards);
    await desk.project(cards, (document) => atRest({ ...document, state: 'resolved' }, 'Resolved.'));
    assert.equal(await put(anna, 'main', 'bank'), 'updated');
    assert.equal((await desk.conversation('v_second' as typeof id)).reservation?.agentId, anna);
  });

  it('a pool that settings name no longer goes on while agents are in it, also after a restart', async () => {
    await desk.applySettings(TWO_POOLS);
    const bea = await desk.agent('bea', { pool: 'bank' });
    await desk.applySettings({});
    await desk.restart();
    await desk.openStream(bea);
    assert.equal(desk.owner.owns('bank'), true);
    const id = await desk.arrives('cards', CARDS);
    assert.equal((await desk.conversation(id)).reservation?.agentId, bea);
  });
});

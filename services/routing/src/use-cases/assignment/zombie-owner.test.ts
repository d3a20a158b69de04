import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { AgentId } from '@onethread/contracts';
import { newAgent, newConversation } from './testing/new-documents.ts';
import { startProcess } from './testing/simulated-process.ts';
import { openWorld, runUntil, turns } from './testing/step-by-step.ts';

describe('an agent whom an owner adds after another took the pool', () => {
  it('is found by the new owner, and keeps what it was given', async () => {
    const { store, raw, clock, world } = await openWorld();
    const sleeper = await startProcess(world, 'sleeper');
    await runUntil(sleeper);
    const asked = sleeper.owner?.ask({
      version: 1,
      type: 'put-agent',
      pool: 'main',
      requestId: 'q1',
      agentId: 'anna',
      name: 'Anna',
      email: 'anna@example.org',
      role: 'agent',
      capacity: 3,
    });
    assert.ok(await runUntil(sleeper, (call) => call === 'insert agents'));

    clock.advance(16_000);
    const successor = await startProcess(world, 'successor');
    await runUntil(successor);
    assert.equal(successor.owner?.owns('main'), true);
    // The insert that was on its way arrives; what the sleeper does next is done in the belief that the pool is its own.
    sleeper.waiting.shift()?.go();
    await turns();
    const anna = 'anna' as AgentId;
    await raw.presence.insert({ _id: anna, presence: 'available', changedAt: 1, streams: ['successor'] });
    const { assigneeId: _, ...waiting } = newConversation('first', clock.now());
    const held = { ...waiting, assigneeId: anna };
    delete (held as { waitingSince?: number }).waitingSince;
    const inserted = await raw.agents.get(anna);
    assert.ok(inserted);
    await raw.agents.replace({ ...inserted, holds: [{ conversationId: held._id, weight: held.weight }] });
    await raw.conversations.insert(held);

    successor.owner?.wake(held._id);
    await runUntil(successor);
    assert.equal((await raw.conversations.get(held._id))?.assigneeId, anna);
    const stored = await raw.agents.get(anna);
    assert.equal(stored?.epoch, 2, 'nobody before can write it any more');
    assert.deepEqual(stored?.holds, [{ conversationId: held._id, weight: held.weight }]);

    await runUntil(sleeper);
    await asked;
    const stopped = Promise.all([sleeper.owner?.stop(), successor.owner?.stop()]);
    await Promise.all([runUntil(sleeper), runUntil(successor)]);
    await stopped;
    await store.close();
  });
});

describe('an owner that sleeps between hold and reservation, and wakes after another took the pool', () => {
  for (const [title, alsoChanged] of [
    ['reserves nothing: the conversation was stamped', false],
    ['reserves nothing when the conversation changed meanwhile: it affirms the hold before it tries again', true],
  ] as const) {
    it(title, async () => {
      const { store, raw, clock, world } = await openWorld();
      const anna = 'anna' as AgentId;
      await raw.agents.insert(newAgent(anna, 1));
      // With the words that the successor would write, so that the stamp is its only write.
      const explanation = 'Waiting: 1 agent offline';
      const conversation = { ...newConversation('first', clock.now()), explanation };
      await raw.presence.insert({ _id: anna, presence: 'available', changedAt: 1, streams: ['sleeper'] });
      const sleeper = await startProcess(world, 'sleeper');
      await runUntil(sleeper);
      assert.equal(sleeper.owner?.owns('main'), true);

      await raw.conversations.insert(conversation);
      sleeper.owner?.wake(conversation._id);
      assert.ok(await runUntil(sleeper, (call) => call === 'replace conversations'));
      assert.equal((await raw.agents.get(anna))?.holds.length, 1);

      clock.advance(16_000);
      const successor = await startProcess(world, 'successor');
      await runUntil(successor);
      assert.equal(successor.owner?.owns('main'), true);
      assert.deepEqual((await raw.agents.get(anna))?.holds, []);
      const known = await raw.conversations.get(conversation._id);
      assert.ok(known);
      if (alsoChanged) await raw.conversations.replace({ ...known, preview: 'more' });

      await runUntil(sleeper);
      assert.equal(sleeper.owner?.owns('main'), false);
      assert.equal((await raw.conversations.get(conversation._id))?.reservation, undefined);
      assert.deepEqual((await raw.agents.get(anna))?.holds, []);
      assert.deepEqual(world.errors, []);

      const stopped = Promise.all([sleeper.owner?.stop(), successor.owner?.stop()]);
      await Promise.all([runUntil(sleeper), runUntil(successor)]);
      await stopped;
      await store.close();
    });
  }
});

describe('an owner that sleeps between the hold and the conversation that it hands over', () => {
  it('hands nothing over once another took the pool: who had it has it still, and alone', async () => {
    const { store, raw, clock, world } = await openWorld();
    const anna = 'anna' as AgentId;
    const ben = 'ben' as AgentId;
    const { waitingSince: _, ...conversation } = newConversation('first', clock.now());
    const hold = { conversationId: conversation._id, weight: conversation.weight };
    await raw.agents.insert({ ...newAgent(anna, 1), holds: [hold] });
    await raw.agents.insert(newAgent(ben, 1));
    for (const agentId of [anna, ben]) {
      await raw.presence.insert({ _id: agentId, presence: 'available', changedAt: 1, streams: ['sleeper'] });
    }
    await raw.conversations.insert({ ...conversation, assigneeId: anna, assignedAt: clock.now() });
    const sleeper = await startProcess(world, 'sleeper');
    await runUntil(sleeper);
    const asked = sleeper.owner?.ask({
      version: 1,
      type: 'assign',
      pool: 'main',
      requestId: 'q1',
      conversationId: conversation._id,
      by: anna,
      how: 'transfer',
      toAgentId: ben,
    });
    assert.ok(await runUntil(sleeper, (call) => call === 'replace conversations'));
    assert.equal((await raw.agents.get(ben))?.holds.length, 1, 'both hold it');
    assert.equal((await raw.agents.get(anna))?.holds.length, 1, 'both hold it');

    clock.advance(16_000);
    const successor = await startProcess(world, 'successor');
    await runUntil(successor);
    assert.equal(successor.owner?.owns('main'), true);
    assert.deepEqual((await raw.agents.get(ben))?.holds, []);

    await runUntil(sleeper);
    assert.equal(sleeper.owner?.owns('main'), false);
    assert.equal((await raw.conversations.get(conversation._id))?.assigneeId, anna);
    assert.deepEqual((await raw.agents.get(anna))?.holds, [hold]);
    assert.deepEqual((await raw.agents.get(ben))?.holds, []);
    assert.deepEqual(world.errors, []);

    const stopped = Promise.all([sleeper.owner?.stop(), successor.owner?.stop()]);
    await Promise.all([runUntil(sleeper), runUntil(successor)]);
    await stopped;
    assert.equal((await asked)?.outcome, 'failed');
    await store.close();
  });
});

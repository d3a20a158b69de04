import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AgentId, ConversationId } from '@onethread/contracts';
import { faultyDocumentStore } from '@onethread/documents';
import type { FaultyDocumentStore } from '@onethread/documents';
import { openTestContext } from '../../testing/test-context.ts';
import { newAgent } from '../testing/new-documents.ts';
import { openTerm } from '../testing/open-term.ts';
import { writeAgent } from './write-agent.ts';

const ANNA = 'anna' as AgentId;

test('a write that was given up after its answer was lost does not come true later', async (t) => {
  const late = Promise.withResolvers<void>();
  let delayed = 0;
  let faulty: FaultyDocumentStore | undefined;
  const context = await openTestContext((store) => {
    faulty = faultyDocumentStore(store, {
      before: ({ collection, method }) => {
        if (collection !== 'agents' || method !== 'replace' || delayed > 0) return 'pass';
        delayed += 1;
        return { later: late.promise };
      },
    });
    return faulty;
  });
  t.after(() => context.close());
  const { agents } = context.collections;
  await agents.insert(newAgent('anna', 2));
  const term = openTerm(context);
  const known = await agents.get(ANNA);
  assert.ok(known);
  term.agents.note(known);
  const hold = { conversationId: 'c1' as ConversationId, weight: 1 };
  let tries = 0;
  const written = await writeAgent(term, ANNA, (agent) => {
    tries += 1;
    // The room is somebody else's by the second try.
    return tries === 1 ? { ...agent, holds: [hold] } : undefined;
  });
  assert.equal(written, false);
  late.resolve();
  await new Promise(setImmediate);
  await faulty?.settled();
  assert.deepEqual((await agents.get(ANNA))?.holds, []);
  assert.equal(delayed, 1);
});

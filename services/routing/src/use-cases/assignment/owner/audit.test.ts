import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AgentId, ConversationId } from '@onethread/contracts';
import { openTestContext } from '../../testing/test-context.ts';
import { newAgent } from '../testing/new-documents.ts';
import { openTerm } from '../testing/open-term.ts';
import { Audit } from './audit.ts';

const AGENTS = 3;
const HELD_BY_EACH = 600;

test('what agents hold is all looked at, over several passes where it is more than one looks at', async (t) => {
  const context = await openTestContext();
  t.after(() => context.close());
  const lookedAt: ConversationId[] = [];
  const term = openTerm(context, { lookAt: async (_, conversationId) => void lookedAt.push(conversationId) });
  const held: ConversationId[] = [];
  for (let n = 0; n < AGENTS; n += 1) {
    // No document is behind these holds: each of them needs work.
    const ids = Array.from({ length: HELD_BY_EACH }, (_, at) => `v_${n}-${at}` as ConversationId);
    const holds = ids.map((conversationId) => ({ conversationId, weight: 1 }));
    await context.collections.agents.insert({ ...newAgent(`a${n}`, HELD_BY_EACH), holds });
    const stored = await context.collections.agents.get(`a${n}` as AgentId);
    assert.ok(stored);
    term.agents.note(stored);
    held.push(...ids);
  }

  const audit = new Audit(term);
  await audit.pass();
  assert.ok(lookedAt.length > 0 && lookedAt.length < held.length, `${lookedAt.length} in one pass`);

  const last = await context.collections.agents.get(`a${AGENTS - 1}` as AgentId);
  assert.ok(last);
  const letGo = held.at(-1);
  const holds = last.holds.filter(({ conversationId }) => conversationId !== letGo);
  term.agents.note({ ...last, rev: last.rev + 1, holds });
  await audit.pass();
  assert.deepEqual(
    new Set(lookedAt),
    new Set(held.slice(0, -1)),
    'what is held no more when its turn comes is left alone',
  );
});
